import * as z from 'zod/mini'
import { openMatter } from '#contexts/orders/contract/customer-calls.ts'
import { time } from '#shared/http/schemas.ts'
import { exportId, orderId } from '#shared/ids.ts'
import { defineOperation } from '#shared/operation.ts'

const common = { context: 'customers', access: 'customer', servedBy: 'privacy' } as const

/** All that is held of a customer, on its way to a file. */
export const personalExport = z.strictObject({
  id: exportId,
  status: z.enum(['running', 'done']),
  requestedAt: time,
  /** Of one that is done: where its file is, as JSON. Whoever has the address can read it until it expires. */
  download: z.optional(z.strictObject({ url: z.string(), expiresAt: time })),
})
export type PersonalExport = z.infer<typeof personalExport>

export const requestMyExport = defineOperation({
  ...common,
  id: 'requestMyExport',
  method: 'POST',
  path: '/v1/me/exports',
  summary: 'Ask for all that is held of oneself, as a file of JSON that is kept for a day',
  status: 201,
  answer: personalExport,
  refusals: ['not_found', 'sign_in_again'],
})

export const readMyExport = defineOperation({
  ...common,
  id: 'readMyExport',
  method: 'GET',
  path: '/v1/me/exports/{exportId}',
  summary: 'Read whether an export is done, with a link to its file',
  params: z.strictObject({ exportId }),
  answer: personalExport,
  refusals: ['not_found'],
})

/** Somebody’s wish to be forgotten. */
export const erasure = z.strictObject({
  status: z.enum(['waiting', 'erased']),
  requestedAt: time,
  erasedAt: z.optional(time),
  /** What it waits for, 20 of them at most: it goes on by itself when these are over. */
  waitingFor: z.array(z.strictObject({ orderId, number: z.string(), open: openMatter })),
})
export type ErasureView = z.infer<typeof erasure>

export const eraseMe = defineOperation({
  ...common,
  id: 'eraseMe',
  method: 'POST',
  path: '/v1/me/erasure',
  summary: 'Be erased, for good: at once, or as soon as no order, refund or dispute is open any more',
  /** So that nobody is erased by a slip. */
  body: z.strictObject({ confirm: z.literal('erase') }),
  answer: erasure,
  refusals: ['not_found', 'sign_in_again'],
})

export const readMyErasure = defineOperation({
  ...common,
  id: 'readMyErasure',
  method: 'GET',
  path: '/v1/me/erasure',
  summary: 'Read how far one’s erasure is',
  answer: erasure,
  refusals: ['not_found'],
})

export const privacyOperations = [requestMyExport, readMyExport, eraseMe, readMyErasure]
