import * as z from 'zod/mini'
import { defineEvent } from '#shared/events.ts'
import { documentSummary } from './types.ts'

/** A paper has its number, and can be printed from now on. */
export const documentIssued = defineEvent({
  type: 'document.issued',
  source: 'documents',
  data: z.strictObject({
    documentId: documentSummary.shape.id,
    orderId: documentSummary.shape.orderId,
    kind: documentSummary.shape.kind,
    number: z.string(),
    total: documentSummary.shape.total,
  }),
})
