import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod/mini'
import { nextPaymentAction } from '#contexts/payments/contract/calls.ts'
import { invokeLambda } from '#shared/aws/invoke-lambda.ts'
import { makeAsk } from '#shared/calls.ts'
import { readEnvironment } from '#shared/environment.ts'
import { apiHandler, reply, route } from '#shared/http/api.ts'
import { note } from '#shared/observability.ts'
import { once } from '#shared/once.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeOrderRepository } from '../adapters/order-repository.ts'
import { placeOrder as operation } from '../contract/place-order.ts'
import { makeAwaitSettled, waitOf } from '../use-cases/await-settled.ts'
import { makePlaceOrder } from '../use-cases/place-order.ts'
import { makeReadOrder } from '../use-cases/read-order.ts'
import { orderSettings } from './settings.ts'

const prepare = once(async () => {
  const runtime = makeRuntime()
  const { SITE_URL } = readEnvironment({ SITE_URL: z.string() })
  const { deadlines, policy } = orderSettings()
  const [commit, orderTokens, quoteSeal] = await Promise.all([
    runtime.commitDeps(),
    runtime.orderTokens(),
    runtime.quoteSeal(),
  ])
  const orders = makeOrderRepository(commit)
  const askNextAction = makeAsk(nextPaymentAction, { invoke: invokeLambda, stage: runtime.stage })
  return {
    orderTokens,
    placeOrder: makePlaceOrder({
      ...commit,
      orders,
      quoteSeal,
      stepDeadline: deadlines.step,
      offered: policy.offered,
    }),
    awaitSettled: makeAwaitSettled({ orders, sleep }),
    readOrder: makeReadOrder({ orders, orderTokens, askNextAction, siteUrl: SITE_URL }),
  }
})

export const handler = apiHandler('orders.place-order', [
  route(operation, async (request) => {
    const { placeOrder, awaitSettled, readOrder, orderTokens } = await prepare()
    const placed = await placeOrder(request)
    if (!placed.ok) return placed
    note({ orderId: placed.value })
    await awaitSettled(placed.value, waitOf(request.headers['prefer']))
    const order = await readOrder(placed.value)
    if (!order.ok) return order
    const orderToken = orderTokens.issue('act', placed.value)
    return reply({ ...order.value, orderToken }, { location: `/v1/orders/${placed.value}` })
  }),
])
