import * as z from 'zod/mini'
import { defineEvent } from '#shared/events.ts'
import { jobId, noteId } from '#shared/ids.ts'
import { price } from '#shared/money.ts'
import { about } from './about-order.ts'
import { jobAction, tag, visibility } from './desk-types.ts'

const refundOf = { ...about, refundId: z.string(), amount: price, reason: z.string() }

/** Money is to be given back; first a second person is asked where the asker may not decide alone, and then it is told again. */
export const orderRefundAsked = defineEvent({
  type: 'order.refund_asked',
  source: 'orders',
  data: z.strictObject({ ...refundOf, awaitsApproval: z.boolean() }),
})
/** A second person decided against a refund; the reason is theirs. */
export const orderRefundDeclined = defineEvent({
  type: 'order.refund_declined',
  source: 'orders',
  data: z.strictObject(refundOf),
})
/** Staff asked for what is due of the payment before its time. */
export const orderCaptureAsked = defineEvent({
  type: 'order.capture_asked',
  source: 'orders',
  data: z.strictObject({ ...about, reason: z.string() }),
})

/** Staff wrote a note; its text is sealed beside the order, and in no event. */
export const orderNoted = defineEvent({
  type: 'order.noted',
  source: 'orders',
  data: z.strictObject({ ...about, noteId, visibility }),
})
/** The order's tags as they are now. */
export const orderTagged = defineEvent({
  type: 'order.tagged',
  source: 'orders',
  data: z.strictObject({ ...about, tags: z.array(tag), reason: z.optional(z.string()) }),
})

/** One act for many orders was asked for. */
export const orderJobRequested = defineEvent({
  type: 'order_job.requested',
  source: 'orders',
  data: z.strictObject({ jobId, action: jobAction, reason: z.string(), orders: z.int() }),
})
/** The rows before `from` have their results: the next chunk may be worked on. */
export const orderJobContinued = defineEvent({
  type: 'order_job.continued',
  source: 'orders',
  data: z.strictObject({ jobId, from: z.int() }),
})
export const orderJobFinished = defineEvent({
  type: 'order_job.finished',
  source: 'orders',
  data: z.strictObject({ jobId, done: z.int(), refused: z.int() }),
})
