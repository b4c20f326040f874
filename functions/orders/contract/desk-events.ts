import * as z from 'zod/mini'
import { defineEvent } from '#shared/events.ts'
import { jobId, noteId } from '#shared/ids.ts'
import { about } from './about-order.ts'
import { jobAction, tag, visibility } from './desk-types.ts'

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
