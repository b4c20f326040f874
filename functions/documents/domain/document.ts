import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { PAYMENT_KINDS } from '#contexts/payments/contract/types.ts'
import { date, time } from '#shared/http/schemas.ts'
import { orderId } from '#shared/ids.ts'
import { currency, of } from '#shared/money.ts'
import { type DocumentId, type DocumentSummary, documentId, documentKind, seller } from '../contract/types.ts'

const namedAmount = z.object({ name: z.string(), amount: z.int() })

const line = z.object({
  name: z.string(),
  sku: z.optional(z.string()),
  quantity: z.optional(z.int()),
  unitPrice: z.optional(z.int()),
  amount: z.int(),
  rate: z.optional(z.string()),
  /** Of what is given back: what promotions had taken off it. */
  discounts: z.optional(z.array(namedAmount)),
})

/** All that stands on a paper but who buys, which is sealed; amounts in minor units. It never changes. */
export const documentFacts = z.object({
  id: documentId,
  kind: documentKind,
  number: z.string(),
  orderId,
  orderNumber: z.string(),
  locale: z.string(),
  /** Where it was sent, and so whose tax it is. */
  country: z.optional(z.string()),
  currency,
  issuedAt: time,
  /** In the seller's zone, as all dates here. */
  issuedOn: date,
  /** When it was delivered; when it was ordered, where it was paid back before that. */
  suppliedOn: date,
  seller,
  lines: z.array(line),
  discount: z.int(),
  /** By promotion: what `discount` is made of, and what was taken off the shipping before it became `shipping`. */
  discounts: z.optional(z.array(namedAmount)),
  shippingDiscounts: z.optional(z.array(namedAmount)),
  shipping: z.int(),
  /** What the total has beside these: of a credit note what was given back without naming lines. */
  rest: z.int(),
  /** Where several taxes are levied on the same goods, their bases overlap. */
  taxLines: z.array(
    z.object({
      name: z.string(),
      rate: z.string(),
      base: z.int(),
      amount: z.int(),
      rateOf: z.optional(z.literal('price')),
    }),
  ),
  /** Bases have their tax in them. */
  taxIncluded: z.boolean(),
  /** The tax is added to what the lines come to. */
  taxOnTop: z.boolean(),
  total: z.int(),
  paymentKind: z.enum(PAYMENT_KINDS),
  /** Of an invoice: what was paid of it when it was issued. */
  paid: z.int(),
  /** The invoice that a credit note corrects, or the credit note that a reversal takes back. */
  corrects: z.optional(z.object({ number: z.string(), issuedOn: date })),
  /** Nothing may delete it before. */
  keepUntil: date,
})
export type DocumentFacts = z.infer<typeof documentFacts>

/** A paper before it has its number. */
export type Draft = Omit<DocumentFacts, 'number' | 'issuedAt' | 'issuedOn' | 'keepUntil' | 'seller'>

/** Why there is a paper: an order has one invoice, a credit note per refund, and a reversal of it if it came back. */
export type Reason =
  | { readonly kind: 'invoice' }
  | { readonly kind: 'credit_note' | 'reversal'; readonly refundId: string }

/** The paper of a reason has the same id whoever issues it: 104 bits of a hash, in hexadecimal. */
export function documentIdOf(order: string, reason: Reason): DocumentId {
  const hash = createHash('sha256')
    .update(`${order}/${inWords(reason)}`)
    .digest('hex')
  return documentId.parse(`doc_${hash.slice(0, 26)}`)
}

function inWords(reason: Reason): string {
  switch (reason.kind) {
    case 'invoice':
      return 'invoice'
    case 'credit_note':
      return `refund/${reason.refundId}`
    case 'reversal':
      return `reversal/${reason.refundId}`
  }
}

export const summaryOf = (facts: DocumentFacts): DocumentSummary => {
  const { id, kind, number, issuedAt, orderId: order, total, currency: code } = facts
  return { id, kind, number, issuedAt, total: of(total, code), orderId: order }
}
