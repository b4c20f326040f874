import * as z from 'zod/mini'
import { actor } from '#shared/actor.ts'
import { time } from '#shared/http/schemas.ts'
import { exportId, importId } from '#shared/ids.ts'
import { format } from '../contract/interchange.ts'

/** An import of products: its header. Its parts, and the reports of them, are files. */
export const importJob = z.object({
  id: importId,
  format,
  status: z.enum(['awaiting_upload', 'running', 'done', 'refused']),
  /** Lines of the file; 0 until it was read. */
  rows: z.int(),
  /** Lines with each result, of the parts that are done. */
  done: z.int(),
  refused: z.int(),
  /** Parts that the file was cut into; absent until it was read. */
  parts: z.optional(z.int()),
  /** The part that comes next. */
  next: z.int(),
  /** How often that part was begun: more than once where a worker died over it. */
  begun: z.int(),
  /** Until then whoever works on the part has it alone. */
  leasedUntil: time,
  requestedBy: actor,
  correlationId: z.string(),
  requestedAt: time,
  startedAt: z.optional(time),
  progressAt: time,
  finishedAt: z.optional(time),
})
export type ImportJob = z.infer<typeof importJob>

/** An export of all products; its one part is the whole. */
export const exportJob = z.object({
  id: exportId,
  format,
  status: z.enum(['running', 'done']),
  products: z.int(),
  next: z.int(),
  leasedUntil: time,
  requestedBy: actor,
  requestedAt: time,
  finishedAt: z.optional(time),
})
export type ExportJob = z.infer<typeof exportJob>
