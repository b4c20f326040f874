import { defineOperation } from '#shared/operation.ts'
import { cartOperations } from './cart-operations.ts'
import { giftCardOperations } from './gift-card-operations.ts'
import { quoteAnswer, quoteRequest } from './quotes.ts'

export * from './quotes.ts'

export const createQuote = defineOperation({
  id: 'createQuote',
  context: 'checkout',
  servedBy: 'quote',
  method: 'POST',
  path: '/v1/quotes',
  summary: 'Price lines for a destination, with tax, shipping options and dates',
  access: 'public',
  body: quoteRequest,
  answer: quoteAnswer,
  refusals: ['unknown_sku', 'no_price', 'destination_not_served', 'impossible'],
})

export const operations = [createQuote, ...cartOperations, ...giftCardOperations]
