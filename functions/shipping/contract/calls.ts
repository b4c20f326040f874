import * as z from 'zod/mini'
import { defineCall } from '#shared/calls.ts'
import { orderId } from '#shared/ids.ts'
import { sealed } from '#shared/personal.ts'

/**
 * Sends an order's parcels to another address. Shipping is the arbiter: after `changed` every label is made
 * for the new address; after `label_exists` none is, as one was bought, or is being bought, for the old one.
 * Asking again with the same `correctionId` gives the same answer.
 */
export const changeRecipient = defineCall({
  context: 'shipping',
  name: 'change-recipient',
  request: z.strictObject({
    orderId,
    correctionId: z.string(),
    correlationId: z.string(),
    /** `{ customer, shippingAddress }` of the order, sealed for it. */
    recipient: sealed,
  }),
  answer: z.discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('changed') }),
    z.strictObject({ outcome: z.literal('label_exists'), trackingNumber: z.optional(z.string()) }),
  ]),
  timeoutSeconds: 10,
})
