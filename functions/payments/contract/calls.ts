import * as z from 'zod/mini'
import { defineCall, defineTask } from '#shared/calls.ts'
import { orderId } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import { paymentSummary } from './types.ts'

const step = { orderId, run: z.int() }
const payment = paymentSummary

/** Holds the money; finds what is already there and asks the gateway only for what is not. */
export const authorizePayment = defineTask({
  context: 'payments',
  name: 'authorize',
  request: z.strictObject({
    ...step,
    /** Minor units. */
    amount: z.int().check(z.minimum(1)),
    currency,
    paymentMethodId: z.string(),
  }),
  answer: z.discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('authorized'), payment }),
    /** The payer must act: 3-D Secure. */
    z.strictObject({ outcome: z.literal('requires_action'), payment }),
    z.strictObject({ outcome: z.literal('declined'), payment }),
    /** The order was ended before: there is a tombstone. */
    z.strictObject({ outcome: z.literal('already_voided'), payment }),
  ]),
  timeoutSeconds: 30,
})

/** Takes the money that is held: all of it, as the order is delivered. */
export const capturePayment = defineTask({
  context: 'payments',
  name: 'capture',
  request: z.strictObject(step),
  answer: z.discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('captured'), payment }),
    /** The authorization has ended, or there is none. */
    z.strictObject({ outcome: z.literal('not_capturable'), payment }),
  ]),
  timeoutSeconds: 30,
})

/** Gives back what is held, and leaves a tombstone, so that a late authorization finds it. */
export const voidPayment = defineTask({
  context: 'payments',
  name: 'void',
  request: z.strictObject({ ...step, currency }),
  answer: z.discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('voided'), payment }),
    /** It was captured already: it can only be refunded, by a person. */
    z.strictObject({ outcome: z.literal('captured'), payment }),
  ]),
  timeoutSeconds: 30,
})

/** What the payer has to do now, with the gateway's secret for it, which is kept nowhere else. */
export const nextPaymentAction = defineCall({
  context: 'payments',
  name: 'next-action',
  request: z.strictObject({ orderId }),
  answer: z.strictObject({
    nextAction: z.optional(
      z.strictObject({
        type: z.enum(['three_d_secure', 'pay_again']),
        clientSecret: z.optional(z.string()),
        url: z.optional(z.string()),
      }),
    ),
  }),
  timeoutSeconds: 10,
})
