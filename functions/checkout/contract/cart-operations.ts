import * as z from 'zod/mini'
import { locale } from '#shared/http/schemas.ts'
import { sku } from '#shared/ids.ts'
import { defineOperation } from '#shared/operation.ts'
import {
  cart,
  cartLine,
  cartLink,
  cartReminder,
  cartSettings,
  cartSummary,
  MOST_LINES_AT_ONCE,
  quantity,
  wantedLine,
} from './carts.ts'
import { quoteAnswer, quoteRequest } from './quotes.ts'

/** The `id` that `POST /v1/carts` gave. */
export const guestCart = z.strictObject({ id: z.string().check(z.maxLength(64)) })
const guestLine = z.strictObject({ ...guestCart.shape, lineId: sku })

const changedLine = z.strictObject({ line: cartLine, cart: cartSummary })
const newCart = z.strictObject({
  ...cartSettings.shape,
  lines: z._default(z.array(wantedLine).check(z.maxLength(MOST_LINES_AT_ONCE)), []),
})
const quoteOfCart = z.strictObject({ destination: quoteRequest.shape.destination })

export const ofCarts = { context: 'checkout', servedBy: 'carts', access: 'public' } as const

/** What a line can be refused for. */
const LINE_REFUSALS = ['unknown_sku', 'no_price', 'not_enough_stock', 'impossible'] as const
const SEEN = ['precondition_required', 'precondition_failed'] as const

export const createCart = defineOperation({
  ...ofCarts,
  id: 'createCart',
  method: 'POST',
  path: '/v1/carts',
  summary: 'Make a cart for a guest, with lines or without',
  body: newCart,
  answer: cart,
  status: 201,
  refusals: ['unknown_currency', ...LINE_REFUSALS],
})

export const readCart = defineOperation({
  ...ofCarts,
  id: 'readCart',
  method: 'GET',
  path: '/v1/carts/{id}',
  summary: 'Read a cart: its lines as they are priced now, and what has changed about them',
  params: guestCart,
  answer: cart,
  refusals: ['not_found'],
})

export const putCart = defineOperation({
  ...ofCarts,
  id: 'putCart',
  method: 'PUT',
  path: '/v1/carts/{id}',
  summary: "Set a cart's currency, language and codes",
  params: guestCart,
  body: cartSettings,
  answer: cart,
  refusals: ['not_found', 'cart_ordered', 'unknown_currency', ...SEEN],
})

export const addToCart = defineOperation({
  ...ofCarts,
  id: 'addToCart',
  method: 'POST',
  path: '/v1/carts/{id}/lines',
  summary: 'Add units of a SKU to a cart, to those that are in it',
  params: guestCart,
  body: wantedLine,
  answer: changedLine,
  status: 201,
  idempotent: 'optional',
  refusals: ['not_found', 'cart_ordered', 'idempotency_key_reused', ...LINE_REFUSALS],
})

export const putCartLine = defineOperation({
  ...ofCarts,
  id: 'putCartLine',
  method: 'PUT',
  path: '/v1/carts/{id}/lines/{lineId}',
  summary: "Set a line's quantity; its price and stock count as seen",
  params: guestLine,
  body: z.strictObject({ quantity }),
  answer: changedLine,
  refusals: ['not_found', 'cart_ordered', ...SEEN, ...LINE_REFUSALS],
})

export const removeCartLine = defineOperation({
  ...ofCarts,
  id: 'removeCartLine',
  method: 'DELETE',
  path: '/v1/carts/{id}/lines/{lineId}',
  summary: 'Take a line out of a cart',
  params: guestLine,
  answer: cartSummary,
  refusals: ['not_found', 'cart_ordered'],
})

export const quoteCart = defineOperation({
  ...ofCarts,
  id: 'quoteCart',
  method: 'POST',
  path: '/v1/carts/{id}/quotes',
  summary: 'Price all of a cart for a destination, as POST /v1/quotes does',
  params: guestCart,
  body: quoteOfCart,
  answer: quoteAnswer,
  refusals: [
    'not_found',
    'cart_ordered',
    'cart_empty',
    'unknown_sku',
    'no_price',
    'region_needed',
    'destination_not_served',
    'impossible',
  ],
})

export const linkCart = defineOperation({
  ...ofCarts,
  id: 'linkCart',
  method: 'POST',
  path: '/v1/carts/{id}/links',
  summary: 'Make a link by which another device goes on with the cart, within an hour',
  params: guestCart,
  answer: cartLink,
  status: 201,
  refusals: ['not_found'],
})

export const openCart = defineOperation({
  ...ofCarts,
  id: 'openCart',
  method: 'GET',
  path: '/v1/cart-links/{linkToken}',
  summary: 'Read the cart that a link leads to; a guest’s comes with the id by which it is used',
  params: z.strictObject({ linkToken: z.string().check(z.maxLength(200)) }),
  answer: cart,
  refusals: ['not_found'],
})

export const cartPage = defineOperation({
  ...ofCarts,
  id: 'cartPage',
  method: 'GET',
  path: '/cart/{linkToken}',
  summary: 'The page for people on which they see the cart that a link leads to',
  params: openCart.params,
  query: z.strictObject({ lang: z.optional(locale) }),
  contentType: 'text/html; charset=utf-8',
})

export const askCartReminder = defineOperation({
  ...ofCarts,
  id: 'askCartReminder',
  method: 'POST',
  path: '/v1/carts/{id}/reminder',
  summary: 'Say whom to mail, once and with their consent, if the cart is left behind',
  params: guestCart,
  body: cartReminder,
  answer: cartSummary,
  refusals: ['not_found', 'cart_ordered'],
})

export const forgetCartReminder = defineOperation({
  ...ofCarts,
  id: 'forgetCartReminder',
  method: 'DELETE',
  path: '/v1/carts/{id}/reminder',
  summary: 'Take the consent back: nobody is mailed about the cart',
  params: guestCart,
  answer: cartSummary,
  refusals: ['not_found', 'cart_ordered'],
})

export const cartOperations = [
  createCart,
  readCart,
  putCart,
  addToCart,
  putCartLine,
  removeCartLine,
  quoteCart,
  linkCart,
  openCart,
  cartPage,
  askCartReminder,
  forgetCartReminder,
]
