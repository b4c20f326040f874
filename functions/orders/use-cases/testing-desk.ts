import type { SealedQuote } from '#contexts/checkout/contract/sealed-quote.ts'
import type { Actor } from '#shared/actor.ts'
import { type CustomerId, type OrderId, quoteId } from '#shared/ids.ts'
import { makeAccessLog } from '../adapters/access-log.ts'
import { makeJobItems } from '../adapters/job-items.ts'
import { makeNoteItems } from '../adapters/note-items.ts'
import { makeOrderIndex } from '../adapters/order-index.ts'
import type { PlaceOrderBody } from '../contract/place-order.ts'
import { makeIndexOrder } from './index-order.ts'
import { aBody, aQuote, CAUSE, givenOrders } from './testing.ts'

export const STAFF: Actor = { kind: 'staff', id: 'mika@shop.example' }

/** Orders as staff work with them: each that is placed is made findable, as the starter does. */
export function givenDesk() {
  const world = givenOrders()
  const { deps: orders, store } = world
  const deps = {
    ...orders,
    index: makeOrderIndex(store),
    notes: makeNoteItems(orders),
    jobs: makeJobItems(orders),
    accessLog: makeAccessLog(orders),
  }
  const indexOrder = makeIndexOrder(deps)
  let placed = 0
  return {
    ...world,
    deps,
    indexOrder,
    /** Places an order a second after the one before. */
    async place(
      body: Partial<PlaceOrderBody> = {},
      quote: Partial<SealedQuote> = {},
      customerId?: CustomerId,
    ): Promise<OrderId> {
      placed += 1
      world.later(1_000)
      const id = quoteId.parse(`qte_${String(placed).padStart(26, '0')}`)
      const sealed = await world.quoteSeal.seal(
        aQuote({ id, expiresAt: '2026-12-31T00:00:00.000Z', ...quote }),
      )
      const result = await world.placeOrder({
        body: aBody(sealed, body),
        idempotencyKey: `key-of-the-tests-${placed}`,
        requestHash: 'hash',
        cause: CAUSE,
        customerId,
      })
      if (!result.ok) throw new Error(result.detail)
      await indexOrder(result.value)
      return result.value
    },
    async read(id: OrderId) {
      const order = await orders.orders.load(id)
      if (!order) throw new Error(`${id} is gone`)
      return order
    },
  }
}
