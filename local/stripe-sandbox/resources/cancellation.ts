import type Stripe from 'stripe'
import * as z from 'zod/mini'
import { parametersOf } from '../http/parameters.ts'
import { unexpectedState } from './intents.ts'
import { operation } from './operation.ts'
import { intentNamed, release } from './release.ts'

const cancellable = [
  'requires_payment_method',
  'requires_capture',
  'requires_confirmation',
  'requires_action',
  'processing',
]

/** Ends an intent that was not captured to its end, and lets go what it holds. */
export const cancelPaymentIntent = operation(
  parametersOf<Stripe.PaymentIntentCancelParams>()({
    cancellation_reason: z.optional(
      z.enum(['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer']),
    ),
  }),
  (world, { cancellation_reason }, id) => {
    const intent = intentNamed(world, id)
    if (!cancellable.includes(intent.status)) {
      throw unexpectedState(
        intent,
        `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be canceled: ${cancellable.join(', ')}.`,
      )
    }
    return release(world, intent, cancellation_reason ?? null)
  },
)
