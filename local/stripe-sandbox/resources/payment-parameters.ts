import type Stripe from 'stripe'
import * as z from 'zod/mini'
import { amount, clearable, currency, flag, metadata, parametersOf, text } from '../http/parameters.ts'

const available = z.exactOptional(z.enum(['if_available', 'never']))

/** What can be asked of a card payment beyond its amount. */
export const paymentMethodOptions = z.strictObject({
  card: z.optional(
    z.strictObject({
      request_extended_authorization: available,
      request_incremental_authorization: available,
      request_multicapture: available,
      request_overcapture: available,
      request_three_d_secure: z.exactOptional(z.enum(['any', 'automatic', 'challenge'])),
      statement_descriptor_suffix_kana: z.exactOptional(text),
      statement_descriptor_suffix_kanji: z.exactOptional(text),
    }),
  ),
})

export type PaymentMethodOptions = z.output<typeof paymentMethodOptions>

export const address = z.strictObject({
  city: z.optional(clearable),
  country: z.optional(clearable),
  line1: z.optional(clearable),
  line2: z.optional(clearable),
  postal_code: z.optional(clearable),
  state: z.optional(clearable),
})

export const shipping = z.strictObject({
  address,
  name: text,
  carrier: z.optional(clearable),
  phone: z.optional(clearable),
  tracking_number: z.optional(clearable),
})

export const addressOf = (given: z.output<typeof address>): Stripe.Address => ({
  city: given.city || null,
  country: given.country || null,
  line1: given.line1 || null,
  line2: given.line2 || null,
  postal_code: given.postal_code || null,
  state: given.state || null,
})

export const shippingOf = (given: z.output<typeof shipping>): Stripe.PaymentIntent.Shipping => ({
  address: addressOf(given.address),
  name: given.name,
  carrier: given.carrier || null,
  phone: given.phone || null,
  tracking_number: given.tracking_number || null,
})

const captureMethod = z.enum(['automatic', 'automatic_async', 'manual'])
const futureUsage = z.enum(['off_session', 'on_session'])

const aboutConfirming = {
  capture_method: z.optional(captureMethod),
  error_on_requires_action: z.optional(flag),
  off_session: z.optional(flag),
  payment_method: z.optional(text),
  payment_method_options: z.optional(paymentMethodOptions),
  receipt_email: z.optional(clearable),
  return_url: z.optional(text),
  setup_future_usage: z.optional(futureUsage),
  shipping: z.optional(shipping),
  use_stripe_sdk: z.optional(flag),
}

const aboutCreating = {
  amount,
  currency,
  allowed_payment_method_types: z.optional(z.array(text)),
  automatic_payment_methods: z.optional(
    z.strictObject({ enabled: flag, allow_redirects: z.optional(z.enum(['always', 'never'])) }),
  ),
  confirm: z.optional(flag),
  customer: z.optional(text),
  description: z.optional(text),
  metadata: z.optional(metadata),
  statement_descriptor: z.optional(text),
  statement_descriptor_suffix: z.optional(text),
  transfer_group: z.optional(text),
}

export const confirmParameters = parametersOf<Stripe.PaymentIntentConfirmParams>()(aboutConfirming)
export const createParameters = parametersOf<Stripe.PaymentIntentCreateParams>()({
  ...aboutConfirming,
  ...aboutCreating,
})

export const updateParameters = parametersOf<Stripe.PaymentIntentUpdateParams>()({
  amount: z.optional(amount),
  capture_method: z.optional(captureMethod),
  currency: z.optional(currency),
  customer: z.optional(text),
  description: z.optional(text),
  metadata: z.optional(metadata),
  payment_method: z.optional(text),
  payment_method_options: z.optional(paymentMethodOptions),
  receipt_email: z.optional(clearable),
  setup_future_usage: z.optional(futureUsage),
  shipping: z.optional(shipping),
  statement_descriptor: z.optional(text),
  statement_descriptor_suffix: z.optional(text),
  transfer_group: z.optional(text),
})

export type Confirming = z.output<typeof confirmParameters>
export type Creating = z.output<typeof createParameters>
