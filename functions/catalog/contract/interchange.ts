import * as z from 'zod/mini'
import { actor } from '#shared/actor.ts'
import { time } from '#shared/http/schemas.ts'
import { exportId, importId } from '#shared/ids.ts'

/** What files of products are written in. */
export const format = z.enum(['csv', 'json'])
export type Format = z.infer<typeof format>

/** What is wrong at a place of a file, in the words of whoever wrote it. */
export const fault = z.strictObject({
  /** The column of CSV, or a pointer into the product of JSON; absent where it is the line as a whole. */
  column: z.optional(z.string()),
  code: z.string(),
  /** What stands there, shortened. */
  given: z.optional(z.string()),
  /** What is wrong, and what is allowed. */
  detail: z.string(),
})

/** What became of one line of a file. */
export const reportLine = z.strictObject({
  /** From 1; of a list in JSON, the place in it. */
  line: z.int(),
  productId: z.optional(z.string()),
  sku: z.optional(z.string()),
  result: z.enum(['done', 'refused']),
  /** Of a line that is refused, all that is wrong with it. */
  faults: z.optional(z.array(fault)),
})
export type ReportLine = z.infer<typeof reportLine>

/** How a file is uploaded: a POST of `multipart/form-data` to `url`, the fields first, `file` last. */
const upload = z.strictObject({ url: z.string(), fields: z.record(z.string(), z.string()) })

const importShape = {
  id: importId,
  format,
  /** `refused`: the file could not be read as a whole, and nothing of it was taken; the report says why. */
  status: z.enum(['awaiting_upload', 'running', 'done', 'refused']),
  /** Lines of the file that say something of a product; 0 until it was read. */
  rows: z.int(),
  done: z.int(),
  refused: z.int(),
  requestedBy: actor,
  requestedAt: time,
  startedAt: z.optional(time),
  /** When a part of it was last finished. */
  progressAt: time,
  finishedAt: z.optional(time),
}

export const importView = z.strictObject(importShape)
export type ImportView = z.infer<typeof importView>

export const requestedImport = z.strictObject({ ...importShape, upload })

export const exportView = z.strictObject({
  id: exportId,
  format,
  status: z.enum(['running', 'done']),
  /** That are in the file; 0 until it is written. */
  products: z.int(),
  requestedBy: actor,
  requestedAt: time,
  finishedAt: z.optional(time),
  /** Where the file is for an hour, of an export that is done; reading it again gives another hour. */
  download: z.optional(z.strictObject({ url: z.string(), expiresAt: time })),
})
export type ExportView = z.infer<typeof exportView>
