import * as z from 'zod/mini'
import { listOf, pageQuery } from '#shared/http/schemas.ts'
import { fulfillmentOrderId, orderId } from '#shared/ids.ts'
import { defineOperation } from '#shared/operation.ts'
import { documentId, documentSummary } from './types.ts'

const orderToken = z.string().check(z.maxLength(200))
const query = z.strictObject(pageQuery)
const printed = z.strictObject({ format: z._default(z.enum(['pdf']), 'pdf') })
const pdf = { servedBy: 'print', contentType: 'application/pdf' } as const

export const listOrderDocuments = defineOperation({
  id: 'listOrderDocuments',
  context: 'documents',
  method: 'GET',
  path: '/v1/orders/{orderId}/documents',
  summary: "List an order's invoice and credit notes, oldest first; none before something was charged",
  access: 'orders:read',
  params: z.strictObject({ orderId }),
  query,
  answer: listOf(documentSummary),
})

export const printDocument = defineOperation({
  ...pdf,
  id: 'printDocument',
  context: 'documents',
  method: 'GET',
  path: '/v1/documents/{documentId}',
  summary: 'Print an invoice or a credit note on A4; each time the same',
  access: 'orders:read',
  params: z.strictObject({ documentId }),
  query: printed,
  refusals: ['not_found'],
})

export const printPackingSlip = defineOperation({
  ...pdf,
  id: 'printPackingSlip',
  context: 'documents',
  method: 'GET',
  path: '/v1/fulfillment-orders/{fulfillmentOrderId}/packing-slip',
  summary: "Print what is to be in a fulfillment order's parcels, without prices: it may go with a gift",
  access: 'fulfillment:read',
  params: z.strictObject({ fulfillmentOrderId }),
  query: printed,
  refusals: ['not_found', 'conflict'],
})

export const listGuestOrderDocuments = defineOperation({
  id: 'listGuestOrderDocuments',
  context: 'documents',
  method: 'GET',
  path: '/v1/guest-orders/{orderToken}/documents',
  summary: "List an order's invoice and credit notes by the token of its 201",
  access: 'public',
  params: z.strictObject({ orderToken }),
  query,
  answer: listOf(documentSummary),
  refusals: ['not_found'],
})

export const printGuestOrderDocument = defineOperation({
  ...pdf,
  id: 'printGuestOrderDocument',
  context: 'documents',
  method: 'GET',
  path: '/v1/guest-orders/{orderToken}/documents/{documentId}',
  summary: "Print an order's invoice or credit note by the token of its 201",
  access: 'public',
  params: z.strictObject({ orderToken, documentId }),
  query: printed,
  refusals: ['not_found'],
})

export const operations = [
  listOrderDocuments,
  printDocument,
  printPackingSlip,
  listGuestOrderDocuments,
  printGuestOrderDocument,
]
