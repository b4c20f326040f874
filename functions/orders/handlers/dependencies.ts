import { setTimeout as sleep } from 'node:timers/promises'
import { SFNClient } from '@aws-sdk/client-sfn'
import * as z from 'zod/mini'
import { redeemPromotions, releasePromotions, withdrawGiftCards } from '#contexts/checkout/contract/calls.ts'
import { reallocateStock } from '#contexts/inventory/contract/calls.ts'
import {
  authorizePayment,
  capturePayment,
  nextPaymentAction,
  refundPayment,
  renewAuthorization,
  voidPayment,
} from '#contexts/payments/contract/calls.ts'
import { changeRecipient } from '#contexts/shipping/contract/calls.ts'
import { invokeLambda } from '#shared/aws/invoke-lambda.ts'
import { type Callable, makeAsk } from '#shared/calls.ts'
import { readEnvironment } from '#shared/environment.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeOrderRepository } from '../adapters/order-repository.ts'
import { makeStateMachine } from '../adapters/state-machine.ts'
import type { Outside } from '../use-cases/outside.ts'
import type { OrderDeps } from '../use-cases/ports.ts'
import type { ReadDeps } from '../use-cases/read-order.ts'
import { orderSettings } from './settings.ts'

/** For handlers that change orders. */
export async function orderDeps(runtime = makeRuntime()): Promise<OrderDeps> {
  const { STATE_MACHINE_ARN } = readEnvironment({ STATE_MACHINE_ARN: z.string() })
  const { deadlines, policy } = orderSettings()
  const commit = await runtime.commitDeps()
  return {
    ...commit,
    deadlines,
    policy,
    orders: makeOrderRepository(commit),
    workflow: makeStateMachine(new SFNClient({}), STATE_MACHINE_ARN),
  }
}

/** For handlers that ask other contexts outside of the workflow. */
export async function askingDeps(runtime = makeRuntime()): Promise<OrderDeps & Outside> {
  const ask = <C extends Callable>(call: C) => makeAsk(call, { invoke: invokeLambda, stage: runtime.stage })
  return {
    ...(await orderDeps(runtime)),
    authorize: ask(authorizePayment),
    renew: ask(renewAuthorization),
    capture: ask(capturePayment),
    void: ask(voidPayment),
    refund: ask(refundPayment),
    reallocate: ask(reallocateStock),
    redeemPromotions: ask(redeemPromotions),
    releasePromotions: ask(releasePromotions),
    withdrawGiftCards: ask(withdrawGiftCards),
    changeRecipient: ask(changeRecipient),
  }
}

/** For handlers that show orders. */
export async function readDeps(runtime = makeRuntime()): Promise<ReadDeps & { sleep: typeof sleep }> {
  const { SITE_URL } = readEnvironment({ SITE_URL: z.string() })
  return {
    orders: makeOrderRepository(await runtime.commitDeps()),
    orderTokens: runtime.orderTokens,
    askNextAction: makeAsk(nextPaymentAction, { invoke: invokeLambda, stage: runtime.stage }),
    siteUrl: SITE_URL,
    sleep,
  }
}
