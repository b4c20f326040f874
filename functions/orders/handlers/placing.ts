import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod/mini'
import { nextPaymentAction } from '#contexts/payments/contract/calls.ts'
import { invokeLambda } from '#shared/aws/invoke-lambda.ts'
import { makeAsk } from '#shared/calls.ts'
import { readEnvironment } from '#shared/environment.ts'
import { note } from '#shared/observability.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeOrderRepository } from '../adapters/order-repository.ts'
import { makeAwaitSettled, waitOf } from '../use-cases/await-settled.ts'
import { makePlaceOrder, type PlaceOrder } from '../use-cases/place-order.ts'
import { makeReadOrder } from '../use-cases/read-order.ts'
import { orderSettings } from './settings.ts'

/** How an order is placed by whoever buys, made once per cold start. */
export async function placing() {
  const runtime = makeRuntime()
  const { SITE_URL } = readEnvironment({ SITE_URL: z.string() })
  const { deadlines, policy } = orderSettings()
  const { orderTokens, quoteSeal } = runtime
  const commit = await runtime.commitDeps()
  const orders = makeOrderRepository(commit)
  const askNextAction = makeAsk(nextPaymentAction, { invoke: invokeLambda, stage: runtime.stage })
  const settled = { stepDeadline: deadlines.step, offered: policy.offered }
  const placeOrder = makePlaceOrder({ ...commit, orders, quoteSeal, ...settled })
  const awaitSettled = makeAwaitSettled({ orders, sleep })
  const readOrder = makeReadOrder({ orders, orderTokens, askNextAction, siteUrl: SITE_URL })
  return {
    orderTokens,
    /** Answers the order as it then is, waiting as long as the client asks. */
    async place(request: PlaceOrder, headers: Readonly<Record<string, string | undefined>>) {
      const placed = await placeOrder(request)
      if (!placed.ok) return placed
      note({ orderId: placed.value })
      await awaitSettled(placed.value, waitOf(headers['prefer']))
      return readOrder(placed.value)
    },
  }
}
