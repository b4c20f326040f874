import type { Ids } from '#shared/ids.ts'
import { makeAddToCart, makePutCartLine, makeRemoveCartLine } from './change-lines.ts'
import { makeCreateCart } from './create-cart.ts'
import { type LinkDeps, makeLinkCart, makeOpenCart } from './link-cart.ts'
import { makeMergeCarts } from './merge-carts.ts'
import { makePutCart, makePutMyCart } from './put-cart.ts'
import { makeQuoteCart, type QuoteCartDeps } from './quote-cart.ts'
import { makeReadCart } from './read-cart.ts'
import { makeAskReminder, makeForgetReminder } from './remind.ts'

/** All that is done with a cart, by whom it is. */
export const bindCarts = (deps: QuoteCartDeps & LinkDeps & { readonly ids: Ids }) => ({
  createCart: makeCreateCart(deps),
  readCart: makeReadCart(deps),
  putCart: makePutCart(deps),
  putMyCart: makePutMyCart(deps),
  addToCart: makeAddToCart(deps),
  putCartLine: makePutCartLine(deps),
  removeCartLine: makeRemoveCartLine(deps),
  quoteCart: makeQuoteCart(deps),
  mergeCart: makeMergeCarts(deps),
  linkCart: makeLinkCart(deps),
  openCart: makeOpenCart(deps),
  askCartReminder: makeAskReminder(deps),
  forgetCartReminder: makeForgetReminder(deps),
})
