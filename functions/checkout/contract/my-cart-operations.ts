import * as z from 'zod/mini'
import { sku } from '#shared/ids.ts'
import { defineOperation } from '#shared/operation.ts'
import {
  addToCart,
  askCartReminder,
  forgetCartReminder,
  guestCart,
  ofCarts,
  putCart,
  putCartLine,
  quoteCart,
  readCart,
  removeCartLine,
} from './cart-operations.ts'
import { cart } from './carts.ts'

/** What guests do with carts by their ids, customers do with their own: each has one. */
const ofMyCart = { ...ofCarts, servedBy: 'my-cart', access: 'customer' } as const
const myLine = z.strictObject({ lineId: sku })

export const readMyCart = defineOperation({
  ...readCart,
  ...ofMyCart,
  id: 'readMyCart',
  path: '/v1/me/cart',
  summary: 'Read one’s own cart',
  params: undefined,
})

export const putMyCart = defineOperation({
  ...putCart,
  ...ofMyCart,
  id: 'putMyCart',
  path: '/v1/me/cart',
  summary: 'Make one’s own cart, or set its currency, language and codes',
  params: undefined,
})

export const addToMyCart = defineOperation({
  ...addToCart,
  ...ofMyCart,
  id: 'addToMyCart',
  path: '/v1/me/cart/lines',
  summary: 'Add units of a SKU to one’s own cart',
  params: undefined,
})

export const putMyCartLine = defineOperation({
  ...putCartLine,
  ...ofMyCart,
  id: 'putMyCartLine',
  path: '/v1/me/cart/lines/{lineId}',
  summary: 'Set a quantity in one’s own cart',
  params: myLine,
})

export const removeMyCartLine = defineOperation({
  ...removeCartLine,
  ...ofMyCart,
  id: 'removeMyCartLine',
  path: '/v1/me/cart/lines/{lineId}',
  summary: 'Take a line out of one’s own cart',
  params: myLine,
})

export const quoteMyCart = defineOperation({
  ...quoteCart,
  ...ofMyCart,
  id: 'quoteMyCart',
  path: '/v1/me/cart/quotes',
  summary: 'Price all of one’s own cart for a destination',
  params: undefined,
})

export const askMyCartReminder = defineOperation({
  ...askCartReminder,
  ...ofMyCart,
  id: 'askMyCartReminder',
  path: '/v1/me/cart/reminder',
  summary: 'Agree to be mailed, once, if one’s own cart is left behind',
  params: undefined,
})

export const forgetMyCartReminder = defineOperation({
  ...forgetCartReminder,
  ...ofMyCart,
  id: 'forgetMyCartReminder',
  path: '/v1/me/cart/reminder',
  summary: 'Take the consent back: nobody is mailed about one’s own cart',
  params: undefined,
})

export const mergeCart = defineOperation({
  ...ofMyCart,
  id: 'mergeCart',
  method: 'POST',
  path: '/v1/carts/{id}/merge',
  summary: 'Merge a guest’s cart into one’s own, which takes the larger quantity of what both have',
  params: guestCart,
  answer: cart,
  refusals: ['not_found', 'cart_ordered', 'impossible'],
})

export const myCartOperations = [
  readMyCart,
  putMyCart,
  addToMyCart,
  putMyCartLine,
  removeMyCartLine,
  quoteMyCart,
  askMyCartReminder,
  forgetMyCartReminder,
  mergeCart,
]
