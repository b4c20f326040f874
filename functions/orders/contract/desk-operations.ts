import * as z from 'zod/mini'
import { paymentStatus } from '#contexts/payments/contract/types.ts'
import { actor } from '#shared/actor.ts'
import { customer, postalAddress } from '#shared/address.ts'
import { date, listOf, pageQuery, text, time } from '#shared/http/schemas.ts'
import { jobId, noteId, orderId } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import { defineOperation } from '#shared/operation.ts'
import { REFUSALS, type RefusalCode } from '#shared/outcomes.ts'
import { access, jobAction, personalKey, tag, tags, visibility } from './desk-types.ts'
import { fulfillmentStatus, orderStatus } from './types.ts'

const byOrder = z.strictObject({ orderId })
const served = { context: 'orders', servedBy: 'desk' } as const

/** Which orders a list or an export has; the days are those of `placedAt`, in UTC, both included. */
const which = { status: z.optional(orderStatus), from: z.optional(date), to: z.optional(date) }

/** What staff type to find an order: one line of 1 to 200 characters. */
const searched = z
  .string()
  .check(
    z.trim(),
    z.minLength(1),
    z.maxLength(200),
    z.regex(/^\P{Cc}*$/u, 'one line of text, without control characters'),
  )

export const listOrders = defineOperation({
  ...served,
  id: 'listOrders',
  method: 'GET',
  path: '/v1/orders',
  summary:
    'List orders, the newest first; `q` finds by number, email, phone, name, SKU, tracking number, day, status or tag',
  access: 'orders:read',
  query: z.strictObject({ ...pageQuery, ...which, q: z.optional(searched), tag: z.optional(tag) }),
  answer: listOf(
    z.strictObject({
      id: orderId,
      number: z.string(),
      status: orderStatus,
      paymentStatus,
      fulfillmentStatus,
      version: z.int(),
      total: z.strictObject({ amount: z.int(), currency }),
      tags: z.array(z.string()),
      placedAt: time,
    }),
  ),
})

export const exportOrders = defineOperation({
  ...served,
  id: 'exportOrders',
  method: 'GET',
  path: '/v1/order-exports',
  summary:
    'Export orders, 500 a page, as CSV (RFC 4180) or JSON Lines; `link: <...>; rel="next"` leads to the next page, whose text follows on. `personal=true` adds the customers, and is recorded per order',
  access: 'orders:read',
  query: z.strictObject({
    ...which,
    format: z._default(z.enum(['csv', 'jsonl']), 'csv'),
    personal: z._default(z.enum(['true', 'false']), 'false'),
    cursor: pageQuery.cursor,
  }),
  contentType: 'text/csv; charset=utf-8',
  otherContentTypes: ['application/jsonl; charset=utf-8'],
})

export const readCustomer = defineOperation({
  ...served,
  id: 'readCustomer',
  method: 'GET',
  path: '/v1/orders/{orderId}/customer',
  summary: 'Read who ordered, and the addresses; each reading is recorded before it is answered',
  access: 'orders:read',
  params: byOrder,
  answer: z.strictObject({
    orderId,
    customer,
    shippingAddress: z.optional(postalAddress),
    billingAddress: z.optional(postalAddress),
    customerNote: z.optional(z.string()),
  }),
  refusals: ['not_found'],
})

/** A reading of personal data. A search names the kinds of keys it asked for, never what was typed. */
const reading = {
  at: time,
  actor,
  what: access,
  orderId: z.optional(orderId),
  by: z.optional(z.array(personalKey)),
}

export const readOrderAudit = defineOperation({
  ...served,
  id: 'readOrderAudit',
  method: 'GET',
  path: '/v1/orders/{orderId}/audit',
  summary: 'Who did what to an order, and who read its personal data, the newest first',
  access: 'orders:repair',
  params: byOrder,
  query: z.strictObject(pageQuery),
  answer: listOf(
    z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('act'),
        at: time,
        actor,
        type: z.string(),
        sequence: z.int(),
        reason: z.optional(z.string()),
      }),
      z.strictObject({ kind: z.literal('reading'), at: time, actor, what: access }),
    ]),
  ),
  refusals: ['not_found'],
})

export const listReadings = defineOperation({
  ...served,
  id: 'listReadings',
  method: 'GET',
  path: '/v1/audit',
  summary: 'Who read personal data on a day (UTC), the newest first; of one actor, or of all',
  access: 'orders:repair',
  query: z.strictObject({
    ...pageQuery,
    date,
    actor: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
  }),
  answer: listOf(z.strictObject(reading)),
})

/** Characters of a note. */
const NOTE_LENGTH = 4_000

const noteView = z.strictObject({ id: noteId, at: time, by: actor, visibility, text: z.string() })
export type NoteView = z.infer<typeof noteView>

export const addNote = defineOperation({
  ...served,
  id: 'addNote',
  method: 'POST',
  path: '/v1/orders/{orderId}/notes',
  summary: 'Write a note to an order, whatever its status; `customer` notes are shown with its tracking',
  access: 'orders:write',
  params: byOrder,
  body: z.strictObject({ text: text(NOTE_LENGTH), visibility }),
  answer: noteView,
  status: 201,
  refusals: ['not_found'],
})

export const listNotes = defineOperation({
  ...served,
  id: 'listNotes',
  method: 'GET',
  path: '/v1/orders/{orderId}/notes',
  summary: 'Read the notes of an order, the newest first; each reading is recorded before it is answered',
  access: 'orders:read',
  params: byOrder,
  query: z.strictObject(pageQuery),
  answer: listOf(noteView),
  refusals: ['not_found'],
})

export const putTags = defineOperation({
  ...served,
  id: 'putTags',
  method: 'PUT',
  path: '/v1/orders/{orderId}/tags',
  summary: 'Replace the tags of an order, at most 20',
  access: 'orders:write',
  params: byOrder,
  body: z.strictObject({ tags }),
  answer: z.strictObject({ orderId, tags, version: z.int() }),
  refusals: ['not_found', 'precondition_required', 'precondition_failed'],
})

const forMany = {
  orderIds: z.array(orderId).check(z.minLength(1), z.maxLength(500)),
  reason: text(500),
}

const jobBody = z.discriminatedUnion('action', [
  z.strictObject({ action: z.enum(['hold', 'release', 'cancel']), ...forMany }),
  z.strictObject({ action: z.literal('tag'), ...forMany, tags: tags.check(z.minLength(1)) }),
])
export type JobBody = z.infer<typeof jobBody>

const CODES = Object.keys(REFUSALS) as [RefusalCode, ...RefusalCode[]]

const done = z.strictObject({ orderId, result: z.literal('done') })
const refused = z.strictObject({
  orderId,
  result: z.literal('refused'),
  code: z.enum(CODES),
  detail: z.string(),
})

/** What became of one order of a job. */
export const jobResult = z.discriminatedUnion('result', [done, refused])
export type JobResult = z.infer<typeof jobResult>

const jobRow = z.discriminatedUnion('result', [
  z.strictObject({ orderId, result: z.literal('waiting') }),
  done,
  refused,
])
export type JobRow = z.infer<typeof jobRow>

const jobView = z.strictObject({
  id: jobId,
  action: jobAction,
  reason: z.string(),
  tags: z.optional(z.array(tag)),
  status: z.enum(['running', 'done']),
  counts: z.strictObject({ total: z.int(), done: z.int(), refused: z.int(), waiting: z.int() }),
  requestedBy: actor,
  requestedAt: time,
  /** When a chunk of it was last finished. */
  progressAt: time,
})
export type JobView = z.infer<typeof jobView>

export const requestJob = defineOperation({
  ...served,
  id: 'requestJob',
  method: 'POST',
  path: '/v1/order-jobs',
  summary: 'Hold, release, cancel or tag up to 500 orders; the results are read from the job',
  access: 'orders:write',
  idempotent: true,
  body: jobBody,
  answer: jobView,
  status: 201,
  refusals: ['idempotency_key_reused'],
})

const byJob = z.strictObject({ jobId })

export const readJob = defineOperation({
  ...served,
  id: 'readJob',
  method: 'GET',
  path: '/v1/order-jobs/{jobId}',
  summary: 'Read how far a job is, with a row per order in the order they were given',
  access: 'orders:read',
  params: byJob,
  query: z.strictObject(pageQuery),
  answer: z.strictObject({ ...jobView.shape, ...listOf(jobRow).shape }),
  refusals: ['not_found'],
})

export const continueJob = defineOperation({
  ...served,
  id: 'continueJob',
  method: 'POST',
  path: '/v1/order-jobs/{jobId}/continue',
  summary: 'Let a job that stands still go on where it was',
  access: 'orders:write',
  params: byJob,
  answer: jobView,
  refusals: ['not_found', 'conflict'],
})

export const deskOperations = [
  listOrders,
  exportOrders,
  readCustomer,
  readOrderAudit,
  listReadings,
  addNote,
  listNotes,
  putTags,
  requestJob,
  readJob,
  continueJob,
]
