import { defineOperation } from '#shared/operation.ts'
import { quoteAnswer, quoteRequest } from './quotes.ts'

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
  refusals: [
    'unknown_sku',
    'no_price',
    'region_needed',
    'tax_id_invalid',
    'destination_not_served',
    'impossible',
  ],
})

/** The same for who is signed in: promotions for a group of theirs apply. */
export const createMyQuote = defineOperation({
  ...createQuote,
  id: 'createMyQuote',
  path: '/v1/me/quotes',
  summary: 'Price lines for a destination as a customer, with the promotions of their groups',
  access: 'customer',
})
