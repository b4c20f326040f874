import * as z from 'zod/mini'
import { defineCall, defineTask } from '#shared/calls.ts'
import { orderId } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import { askedPayment, paymentSummary, paymentWish } from './types.ts'

const step = { orderId, run: z.int() }
const payment = paymentSummary

/** Holds the money; finds what is already there and asks the gateway only for what is not. */
export const authorizePayment = defineTask({
  context: 'payments',
  name: 'authorize',
  request: z.strictObject({
    ...step,
    /** Minor units. */
    amount: z.int().check(z.minimum(0)),
    currency,
    payment: paymentWish,
  }),
  answer: z.discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('authorized'), payment }),
    /** The payer must act: 3-D Secure, or pay by the reference of a delayed payment. */
    z.strictObject({ outcome: z.literal('requires_action'), payment }),
    /** Nothing was tried yet, or the gateway ended it by itself: the payer is still to choose how to pay. */
    z.strictObject({ outcome: z.literal('method_wanted'), payment }),
    z.strictObject({ outcome: z.literal('declined'), payment }),
    /** The order was ended before: there is a tombstone. */
    z.strictObject({ outcome: z.literal('already_voided'), payment }),
  ]),
  timeoutSeconds: 30,
})

/**
 * Takes what is due of the money that is held, and was not captured before; what is left is let go, unless more
 * follows. Asked again, it answers with what was captured. Where the authorization cannot be captured in parts,
 * nothing is taken as long as more follows.
 */
export const capturePayment = defineTask({
  context: 'payments',
  name: 'capture',
  request: z.strictObject({
    ...step,
    /** Minor units due in all by now: at most what is authorized. */
    due: z.int().check(z.minimum(0)),
    /** More will be due: the rest stays held. */
    moreFollows: z.optional(z.boolean()),
  }),
  answer: z.discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('captured'), payment }),
    /** Nothing is to be taken by us now: the payment is of kind `offline` or `none`, or it is no part's turn. */
    z.strictObject({ outcome: z.literal('not_due'), payment }),
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
    /** Nothing is held or kept: what had been captured by a gateway was refunded. */
    z.strictObject({ outcome: z.literal('voided'), payment }),
    /** Money is kept that only a person can give back: it came outside of a gateway, or its refund failed. */
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
        type: z.enum(['three_d_secure', 'pay_again', 'pay_by_reference']),
        clientSecret: z.optional(z.string()),
        url: z.optional(z.string()),
        /** What the payer names at the store or on the transfer. */
        reference: z.optional(z.string()),
      }),
    ),
  }),
  timeoutSeconds: 10,
})

/**
 * Gives captured money back, once per `refundId`: asking again answers what became of it. The amount is taken
 * in the record of the payment before the gateway is asked, so that refunds that race never exceed the capture.
 */
export const refundPayment = defineCall({
  context: 'payments',
  name: 'refund',
  request: z.strictObject({
    orderId,
    /** `ref_...`, given by the order. */
    refundId: z.string(),
    /** Minor units. */
    amount: z.int().check(z.minimum(1)),
    reason: z.string(),
  }),
  answer: z.discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('succeeded'), payment }),
    /** It was taken on, and ends by `payment.refunded` or `payment.refund_failed`. */
    z.strictObject({ outcome: z.literal('pending'), payment }),
    /** Nothing was given back: more is asked than is left, it is disputed, or the gateway says no. */
    z.strictObject({ outcome: z.literal('refused'), payment, detail: z.string() }),
  ]),
  timeoutSeconds: 25,
})

/**
 * Replaces an authorization that ends soon by a new one with the same card, where its payer agreed to that:
 * the old one is let go, then the new one is made, so that at most one is live.
 */
export const renewAuthorization = defineCall({
  context: 'payments',
  name: 'renew',
  request: z.strictObject({
    ...step,
    /** Minor units: what the new one is for. */
    due: z.int().check(z.minimum(1)),
    /** The authorization that is to be replaced, by when it ends; a newer one is the answer. */
    captureBefore: z.string(),
    /** Another way to pay, chosen by the payer, in place of the same card. */
    payment: z.optional(askedPayment),
  }),
  answer: z.discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('renewed'), payment }),
    /** The payer did not agree, or the card says no: what is held now is in `payment`. */
    z.strictObject({ outcome: z.literal('not_renewed'), payment }),
  ]),
  timeoutSeconds: 30,
})
