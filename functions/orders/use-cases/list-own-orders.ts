import { ForeignCursor } from '#shared/foreign-cursor.ts'
import { type CustomerId, type OrderId, orderId } from '#shared/ids.ts'
import { of } from '#shared/money.ts'
import { Fault } from '#shared/outcomes.ts'
import type { OrderRepository, StoredOrder } from '../adapters/order-repository.ts'
import type { OwnOrder, OwnOrders } from '../adapters/own-orders.ts'
import type { OwnOrderSummary } from '../contract/own-operations.ts'
import type { OrderStatus } from '../contract/types.ts'
import type { OrderDetails } from '../domain/details.ts'
import { fold } from '../domain/search-terms.ts'
import { TERMINAL } from '../domain/status.ts'

export interface OwnSearch {
  readonly status?: OrderStatus | undefined
  readonly open?: boolean | undefined
  /** `YYYY-MM-DD`, UTC, both included. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  /** A number, a SKU, or a part of the name of goods. */
  readonly q?: string | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}

/** Orders that are read side by side, and how many of such rounds one page may take. */
const SIDE_BY_SIDE = 25
const ROUNDS = 8

interface Met {
  readonly order: StoredOrder
  readonly details: OrderDetails
}

/**
 * The orders of a customer, the newest first, as far as they match. Primary course:
 * 1. goes through what is theirs from where the page before ended, and passes over other days unread;
 * 2. reads each anew, and keeps what matches, until the page is full, or enough was looked through.
 * Nothing is refused: a page may be short, and have a next.
 */
export const makeListOwnOrders =
  (deps: { readonly orders: OrderRepository; readonly ownOrders: OwnOrders }) =>
  async (
    customer: CustomerId,
    search: OwnSearch,
  ): Promise<{ items: OwnOrderSummary[]; nextCursor: string | null }> => {
    const items: OwnOrderSummary[] = []
    let before = beginningOf(search.cursor)
    for (let round = 0; round < ROUNDS; round += 1) {
      const found = await deps.ownOrders.newest(customer, SIDE_BY_SIDE, before)
      const met = await Promise.all(
        found.map(async (one) => (isWithin(one, search) ? read(deps, one.id) : undefined)),
      )
      for (const [index, one] of met.entries()) {
        if (items.length === search.limit) return { items, nextCursor: before ?? null }
        before = found[index]?.id
        if (one && matches(one, search)) items.push(summaryOf(one))
      }
      if (found.length < SIDE_BY_SIDE || isBefore(found.at(-1), search.from))
        return { items, nextCursor: null }
    }
    return { items, nextCursor: before ?? null }
  }

const dayOf = ({ placedAt }: OwnOrder): string => placedAt.slice(0, 10)

const isWithin = (one: OwnOrder, { from = '', to = '9' }: OwnSearch): boolean =>
  from <= dayOf(one) && dayOf(one) <= to

const isBefore = (last: OwnOrder | undefined, from = ''): boolean => last !== undefined && dayOf(last) < from

async function read({ orders }: { readonly orders: OrderRepository }, id: OrderId): Promise<Met> {
  const [order, details] = await Promise.all([orders.load(id), orders.details(id)])
  if (!order || !details) throw new Fault(`${id} is a customer's, and is not there`)
  return { order, details }
}

function matches({ order, details }: Met, { status, open, q }: OwnSearch): boolean {
  if (status !== undefined && order.status !== status) return false
  if (open !== undefined && TERMINAL.has(order.status) === open) return false
  if (q === undefined) return true
  const asked = fold(q)
  const isLine = ({ sku, name }: OrderDetails['lines'][number]) =>
    fold(sku) === asked || fold(name).includes(asked)
  return fold(order.number) === asked || details.lines.some(isLine)
}

const summaryOf = ({ order, details }: Met): OwnOrderSummary => ({
  id: order.id,
  number: order.number,
  status: order.status,
  paymentStatus: order.payment.status,
  fulfillmentStatus: order.fulfillmentStatus,
  total: of(order.total, order.currency),
  lines: details.lines.map(({ sku, name, quantity }) => ({ sku, name, quantity })),
  placedAt: order.placedAt,
})

function beginningOf(cursor: string | undefined): OrderId | undefined {
  if (!cursor) return undefined
  const { data } = orderId.safeParse(cursor)
  if (!data) throw new ForeignCursor()
  return data
}
