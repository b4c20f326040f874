import { readAddressFormat } from './address-formats.ts'
import { cartOperations } from './cart-operations.ts'
import { customerGroupOperations } from './customer-groups.ts'
import { giftCardOperations } from './gift-card-operations.ts'
import { myCartOperations } from './my-cart-operations.ts'
import { promotionOperations } from './promotion-operations.ts'
import { createMyQuote, createQuote } from './quote-operations.ts'
import { termsOperations } from './terms-operations.ts'

export * from './quotes.ts'

export const operations = [
  createQuote,
  createMyQuote,
  ...cartOperations,
  ...myCartOperations,
  readAddressFormat,
  ...giftCardOperations,
  ...promotionOperations,
  ...customerGroupOperations,
  ...termsOperations,
]
