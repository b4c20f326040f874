import { setTimeout as sleep } from 'node:timers/promises'
import { SFNClient } from '@aws-sdk/client-sfn'
import * as z from 'zod/mini'
import { nextPaymentAction } from '#contexts/payments/contract/calls.ts'
import { invokeLambda } from '#shared/aws/invoke-lambda.ts'
import { makeAsk } from '#shared/calls.ts'
import { seconds } from '#shared/clock.ts'
import { readEnvironment } from '#shared/environment.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeOrderRepository } from '../adapters/order-repository.ts'
import { makeStateMachine } from '../adapters/state-machine.ts'
import type { OrderDeps } from '../use-cases/ports.ts'
import type { ReadDeps } from '../use-cases/read-order.ts'

const environment = () =>
  readEnvironment({
    STATE_MACHINE_ARN: z.string(),
    STEP_DEADLINE_SECONDS: z.coerce.number(),
    PAYMENT_DEADLINE_SECONDS: z.coerce.number(),
    SHIPMENT_DEADLINE_SECONDS: z.coerce.number(),
    CLAIM_DEADLINE_SECONDS: z.coerce.number(),
  })

/** For handlers that change orders. */
export async function orderDeps(runtime = makeRuntime()): Promise<OrderDeps> {
  const settings = environment()
  const commit = await runtime.commitDeps()
  return {
    ...commit,
    orders: makeOrderRepository(commit),
    workflow: makeStateMachine(new SFNClient({}), settings.STATE_MACHINE_ARN),
    deadlines: {
      step: seconds(settings.STEP_DEADLINE_SECONDS),
      payment: seconds(settings.PAYMENT_DEADLINE_SECONDS),
      shipment: seconds(settings.SHIPMENT_DEADLINE_SECONDS),
      claim: seconds(settings.CLAIM_DEADLINE_SECONDS),
    },
  }
}

/** For handlers that show orders. */
export async function readDeps(runtime = makeRuntime()): Promise<ReadDeps & { sleep: typeof sleep }> {
  const { SITE_URL } = readEnvironment({ SITE_URL: z.string() })
  return {
    orders: makeOrderRepository(await runtime.commitDeps()),
    orderTokens: await runtime.orderTokens(),
    askNextAction: makeAsk(nextPaymentAction, { invoke: invokeLambda, stage: runtime.stage }),
    siteUrl: SITE_URL,
    sleep,
  }
}
