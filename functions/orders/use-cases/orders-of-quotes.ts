import type { AnswerOf, RequestOf } from '#shared/calls.ts'
import type { Store } from '#shared/store/store.ts'
import { orderOfQuote } from '../adapters/quote-uses.ts'
import type { ordersOfQuotes } from '../contract/calls.ts'

/** Says which quotes have made orders; those that have not are left out. */
export const makeOrdersOfQuotes =
  ({ store }: { readonly store: Store }) =>
  async ({ quoteIds }: RequestOf<typeof ordersOfQuotes>): Promise<AnswerOf<typeof ordersOfQuotes>> => {
    const found = await Promise.all(
      quoteIds.map(async (quoteId) => ({ quoteId, orderId: await orderOfQuote(store, quoteId) })),
    )
    return {
      used: found.flatMap(({ quoteId, orderId }) => (orderId ? [{ quoteId, orderId }] : [])),
    }
  }
