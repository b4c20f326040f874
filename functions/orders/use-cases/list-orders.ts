import { of } from '#shared/money.ts'
import type { OrderRepository, StoredOrder } from '../adapters/order-repository.ts'
import { ORDER_STATUSES, type OrderStatus } from '../contract/types.ts'

/**
 * Orders, the newest first. Each status has its own partition of the index, so that none is hot; a list
 * of all statuses merges their first pages. The cursor is the last order's place in time.
 */
export const makeListOrders =
  ({ orders }: { orders: OrderRepository }) =>
  async (query: { status?: OrderStatus | undefined; limit: number; cursor?: string | undefined }) => {
    const page = { limit: query.limit, ...(query.cursor ? { before: query.cursor } : {}) }
    const statuses = query.status ? [query.status] : ORDER_STATUSES
    const found = (await Promise.all(statuses.map((status) => orders.listByStatus(status, page)))).flat()
    const newestFirst = found.toSorted((a, b) => (placeOf(a) < placeOf(b) ? 1 : -1))
    const shown = newestFirst.slice(0, query.limit)
    const last = shown.at(-1)
    return {
      items: shown.map(summary),
      nextCursor: last && newestFirst.length > shown.length ? placeOf(last) : null,
    }
  }

const placeOf = (order: StoredOrder): string => `${order.placedAt}#${order.id}`

const summary = (order: StoredOrder) => ({
  id: order.id,
  number: order.number,
  status: order.status,
  paymentStatus: order.payment.status,
  fulfillmentStatus: order.fulfillmentStatus,
  version: order.version,
  total: of(order.total, order.currency),
  placedAt: order.placedAt,
})
