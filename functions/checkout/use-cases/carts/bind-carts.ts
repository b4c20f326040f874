import type { Ids } from '#shared/ids.ts'
import { makeAddToCart, makePutCartLine, makeRemoveCartLine } from './change-lines.ts'
import { makeCreateCart } from './create-cart.ts'
import { makePutCart } from './put-cart.ts'
import { makeQuoteCart, type QuoteCartDeps } from './quote-cart.ts'
import { makeReadCart } from './read-cart.ts'

/** All that is done with a cart, by whom it is. */
export const bindCarts = (deps: QuoteCartDeps & { readonly ids: Ids }) => ({
  createCart: makeCreateCart(deps),
  readCart: makeReadCart(deps),
  putCart: makePutCart(deps),
  addToCart: makeAddToCart(deps),
  putCartLine: makePutCartLine(deps),
  removeCartLine: makeRemoveCartLine(deps),
  quoteCart: makeQuoteCart(deps),
})
