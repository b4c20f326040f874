import * as z from 'zod/mini'
import { paymentChoice } from '#contexts/payments/contract/types.ts'
import { customer, postalAddress } from '#shared/address.ts'

export const placeOrderBody = z.strictObject({
  quote: z.string().check(z.minLength(1), z.maxLength(200_000)),
  shippingOptionId: z.string().check(z.maxLength(200)),
  customer,
  shippingAddress: z.optional(postalAddress),
  billingAddress: z.optional(postalAddress),
  payment: paymentChoice,
})
export type PlaceOrderBody = z.infer<typeof placeOrderBody>

/** Why an order is not taken. */
export const PLACE_REFUSALS = [
  'quote_invalid',
  'quote_expired',
  'quote_used',
  'unknown_shipping_option',
  'payment_kind_not_allowed',
  'address_missing',
  'address_mismatch',
  'address_invalid',
  'idempotency_key_reused',
  'conflict',
] as const
