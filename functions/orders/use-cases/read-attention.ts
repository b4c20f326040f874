import type { Clock } from '#shared/clock.ts'
import type { OrderRepository } from '../adapters/order-repository.ts'
import { adviceFor } from '../domain/advice.ts'
import { isCancellable } from '../domain/decide.ts'
import type { Order } from '../domain/order.ts'
import { TERMINAL } from '../domain/status.ts'
import type { Repair } from './repair-order.ts'

/** The attention list, the longest waiting first: why, for how long, what may be done, and what to do first. */
export const makeReadAttention =
  ({ orders, clock }: { orders: OrderRepository; clock: Clock }) =>
  async ({ limit, cursor }: { limit: number; cursor?: string | undefined }) => {
    const page = await orders.attention({ limit, ...(cursor ? { cursor } : {}) })
    const now = clock.now().getTime()
    const items = await Promise.all(
      page.items.map(async ({ orderId, number, reason, since }) => {
        const order = await orders.load(orderId)
        return {
          orderId,
          number,
          reason,
          since,
          ageSeconds: Math.max(0, Math.floor((now - Date.parse(since)) / 1_000)),
          actions: order ? repairsOf(order) : [],
          advice: order ? adviceFor(order, reason) : 'Read the order again: it has just changed.',
        }
      }),
    )
    return { items, nextCursor: page.nextCursor }
  }

/** Of an order that has ended nothing is left to retry. */
const repairsOf = (order: Order): Repair['action'][] => [
  ...(TERMINAL.has(order.status) ? [] : (['retry'] as const)),
  'skip',
  ...(isCancellable(order) ? (['compensate'] as const) : []),
]
