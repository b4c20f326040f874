import * as z from 'zod/mini'
import { reserveStock } from '#contexts/inventory/contract/calls.ts'
import { authorizePayment, capturePayment, voidPayment } from '#contexts/payments/contract/calls.ts'
import { paymentWish } from '#contexts/payments/contract/types.ts'
import { defineCall, defineTask } from '#shared/calls.ts'
import { fulfillmentOrderId, orderId, quoteId } from '#shared/ids.ts'

/**
 * Asked before goods are handed over. The order is the arbiter: after `claimed` it cannot be cancelled,
 * after `refused` the goods stay. Asking again for the same fulfillment order gives the same answer.
 */
export const claimHandOver = defineCall({
  context: 'orders',
  name: 'claim-hand-over',
  request: z.strictObject({
    orderId,
    fulfillmentOrderId,
    correlationId: z.string(),
    /** The last change of the order that the fulfillment order has heard of; absent: none. */
    change: z.optional(z.int()),
  }),
  answer: z.discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('claimed') }),
    z.strictObject({ outcome: z.literal('refused'), reason: z.string() }),
  ]),
  timeoutSeconds: 10,
})

/**
 * Which of these quotes have made orders: known from the moment in which the order is taken, before anybody has heard
 * of it.
 */
export const ordersOfQuotes = defineCall({
  context: 'orders',
  name: 'orders-of-quotes',
  request: z.strictObject({ quoteIds: z.array(quoteId).check(z.minLength(1), z.maxLength(10)) }),
  answer: z.strictObject({ used: z.array(z.strictObject({ quoteId, orderId })) }),
  timeoutSeconds: 5,
})

const step = { orderId, run: z.int() }

/** The order ends: undo what was done. */
const compensate = z.strictObject({ outcome: z.literal('compensate') })
/** A newer run has taken over: end without doing anything. */
const superseded = z.strictObject({ outcome: z.literal('superseded') })

/** Reads what the reservation came to, and decides whether the payment may be asked for. */
export const screenOrder = defineTask({
  context: 'orders',
  name: 'screen',
  request: z.strictObject({ ...step, reservation: reserveStock.answer }),
  answer: z.discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('passed') }),
    /** By an earlier run, and its payer is asked to choose anew: the money is not asked for without them. */
    z.strictObject({ outcome: z.literal('confirmed') }),
    compensate,
    superseded,
  ]),
  timeoutSeconds: 15,
})

/** Reads what the authorization came to, and confirms the order, waits for the payer, or ends it. */
export const confirmOrder = defineTask({
  context: 'orders',
  name: 'confirm',
  request: z.strictObject({
    ...step,
    authorization: authorizePayment.answer,
    /** What was tried. */
    tried: paymentWish,
  }),
  answer: z.discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('confirmed') }),
    /** Staff must release it first. */
    z.strictObject({ outcome: z.literal('held') }),
    z.strictObject({
      outcome: z.literal('payment_required'),
      /** The payment as the order knows it: the wait is over when there is a newer one. */
      paymentSequence: z.int(),
      /** Seconds until the payer's deadline, at least 1. */
      waitSeconds: z.int(),
      deadline: z.string(),
    }),
    compensate,
    superseded,
  ]),
  timeoutSeconds: 15,
})

/** Where a run goes on after a wait that did not end in the ordinary way. */
export const lookAtOrder = defineTask({
  context: 'orders',
  name: 'look',
  request: z.strictObject(step),
  answer: z.discriminatedUnion('outcome', [
    /** Goes on, with what the order is now to be paid by, and how much. */
    z.strictObject({
      outcome: z.enum(['authorize', 'await_review', 'await_shipment', 'await_delivery', 'capture']),
      payment: paymentWish,
      /** Minor units. */
      due: z.int(),
    }),
    compensate,
    superseded,
  ]),
  timeoutSeconds: 15,
})

export const completeOrder = defineTask({
  context: 'orders',
  name: 'complete',
  request: z.strictObject({ ...step, capture: capturePayment.answer }),
  answer: z.discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('completed') }),
    z.strictObject({ outcome: z.literal('needs_attention') }),
    superseded,
  ]),
  timeoutSeconds: 15,
})

/** The end of compensation: `rejecting` becomes `rejected`, `cancelling` becomes `cancelled`. */
export const closeOrder = defineTask({
  context: 'orders',
  name: 'close',
  request: z.strictObject({ ...step, voided: voidPayment.answer }),
  answer: z.discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('closed') }),
    z.strictObject({ outcome: z.literal('needs_attention') }),
    superseded,
  ]),
  timeoutSeconds: 15,
})
