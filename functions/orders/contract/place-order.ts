import * as z from 'zod/mini'
import { paymentChoice } from '#contexts/payments/contract/types.ts'
import { customer, postalAddress } from '#shared/address.ts'
import { text } from '#shared/http/schemas.ts'
import { defineOperation } from '#shared/operation.ts'
import { orderView } from './order-view.ts'

export const placeOrderBody = z.strictObject({
  quote: z.string().check(z.minLength(1), z.maxLength(200_000)),
  shippingOptionId: z.string().check(z.maxLength(200)),
  customer,
  shippingAddress: z.optional(postalAddress),
  billingAddress: z.optional(postalAddress),
  payment: paymentChoice,
  /** What the customer wants to tell the shop with the order. */
  customerNote: z.optional(text(1_000)),
})
export type PlaceOrderBody = z.infer<typeof placeOrderBody>

/** Why an order is not taken. */
export const PLACE_REFUSALS = [
  'quote_invalid',
  'quote_expired',
  'quote_used',
  'unknown_shipping_option',
  'payment_kind_not_allowed',
  'gift_card_invalid',
  'address_missing',
  'address_mismatch',
  'address_invalid',
  'impossible',
  'idempotency_key_reused',
  'conflict',
] as const

/** The 201 alone carries the token by which a guest may act. */
export const placedOrderView = z.strictObject({ ...orderView.shape, orderToken: z.string() })

export const placeOrder = defineOperation({
  id: 'placeOrder',
  context: 'orders',
  servedBy: 'place-order',
  method: 'POST',
  path: '/v1/orders',
  summary:
    'Place an order from a quote. `Prefer: wait=N` (at most 20 s) answers when it is confirmed, rejected or needs the payer.',
  access: 'public',
  idempotent: true,
  body: placeOrderBody,
  answer: placedOrderView,
  status: 201,
  refusals: PLACE_REFUSALS,
})
