import * as z from 'zod/mini'
import { actor } from '#shared/actor.ts'
import { time } from '#shared/http/schemas.ts'
import { jobId } from '#shared/ids.ts'
import { jobAction, tag } from '../contract/desk-types.ts'

/** One act for many orders: its header. The orders and their results are items of their own. */
export const job = z.object({
  id: jobId,
  action: jobAction,
  reason: z.string(),
  tags: z.optional(z.array(tag)),
  requestedBy: actor,
  correlationId: z.string(),
  total: z.int(),
  /** Orders with each result so far: counted by the same commits that write the rows. */
  done: z.int(),
  refused: z.int(),
  /** The row that the next chunk begins with. */
  next: z.int(),
  /** Until then whoever works on the chunk has it alone; a worker that died is waited for no longer. */
  leasedUntil: time,
  status: z.enum(['running', 'done']),
  requestedAt: time,
  progressAt: time,
})
export type Job = z.infer<typeof job>
