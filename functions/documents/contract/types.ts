import * as z from 'zod/mini'
import { country, text, time } from '#shared/http/schemas.ts'
import { orderId } from '#shared/ids.ts'
import { price } from '#shared/money.ts'

export const documentId = z
  .string()
  .check(z.regex(/^doc_[0-9a-z]{26}$/))
  .brand<'DocumentId'>()
export type DocumentId = z.infer<typeof documentId>

/** A `reversal` takes a credit note back whose refund the payer's bank has sent back. */
export const DOCUMENT_KINDS = ['invoice', 'credit_note', 'reversal'] as const
export const documentKind = z.enum(DOCUMENT_KINDS)
export type DocumentKind = z.infer<typeof documentKind>

/** A paper as lists name it; `GET /v1/documents/{documentId}` prints it. */
export const documentSummary = z.strictObject({
  id: documentId,
  kind: documentKind,
  /** Without a gap per seller, kind and year, such as `INV-2026-000001`. */
  number: z.string(),
  issuedAt: time,
  /** What was charged, given back, or not given back after all. */
  total: price,
  orderId,
})
export type DocumentSummary = z.infer<typeof documentSummary>

/** Who sells, as a paper keeps it: what is said later of the seller changes no paper of before. */
export const seller = z.strictObject({
  name: text(200),
  address: text(400),
  country,
  /** VAT number, or Japan's number of a qualified invoice issuer: T and 13 digits. */
  registrationNumber: z.optional(text(40)),
  email: text(254),
})
export type Seller = z.infer<typeof seller>
