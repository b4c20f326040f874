import { historyEntry } from '#shared/aggregate.ts'
import type { OrderId } from '#shared/ids.ts'
import { refuse, success } from '#shared/outcomes.ts'
import type { OrderRepository } from '../adapters/order-repository.ts'

interface PageQuery {
  readonly limit: number
  readonly cursor?: string | undefined
}

const pageOf = ({ limit, cursor }: PageQuery) => ({ limit, ...(cursor ? { cursor } : {}) })

/** What happened to an order, oldest first; personal data stays sealed and is not shown. */
export const makeReadHistory =
  ({ orders }: { orders: OrderRepository }) =>
  async (id: OrderId, query: PageQuery) => {
    if (!(await orders.load(id))) return refuse('not_found', 'There is no such order that you may see.')
    const { events, nextCursor } = await orders.history(id, pageOf(query))
    return success({ items: events.map(historyEntry), nextCursor })
  }
