import * as z from 'zod/mini'
import { type OrderId, orderId, type QuoteId } from '#shared/ids.ts'
import { IS_NEW, type Key, type Put, type Store } from '#shared/store/store.ts'

const quoteKey = (id: QuoteId): Key => ({ pk: `QUOTE#${id}`, sk: 'USED' })

/** Says that a quote has made an order, so that it makes no other; until `ttl`, in seconds since 1970. */
export const quoteUse = (id: QuoteId, by: OrderId, ttl: number): Put => ({
  put: { ...quoteKey(id), orderId: by, ttl },
  when: IS_NEW,
})

/** The order that a quote has made, if it has. */
export async function orderOfQuote(store: Store, id: QuoteId): Promise<OrderId | undefined> {
  const item = await store.get(quoteKey(id))
  return item && z.object({ orderId }).parse(item).orderId
}
