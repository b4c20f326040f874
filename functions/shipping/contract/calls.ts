import * as z from 'zod/mini'
import { defineCall } from '#shared/calls.ts'
import { orderId } from '#shared/ids.ts'
import { sealed } from '#shared/personal.ts'

/**
 * Sends an order's parcels to another address. Shipping is the arbiter: after `changed` every label is made
 * for the new address; after `label_exists` none is, as one was bought, or is being bought, for the old one.
 * Each correction is a version, from 1 on, of where the parcels go. Who asks says which one they know of, so that
 * a request that comes twice is answered as it was, and one that comes late undoes nothing.
 */
export const changeRecipient = defineCall({
  context: 'shipping',
  name: 'change-recipient',
  request: z.strictObject({
    orderId,
    correlationId: z.string(),
    /** The newest version that the order knows of; 0 before any. */
    knownVersion: z.int(),
    /** `{ customer, shippingAddress }` of the order, sealed for it. */
    recipient: sealed,
  }),
  answer: z.discriminatedUnion('outcome', [
    /** The address is in force, by this version. */
    z.strictObject({ outcome: z.literal('changed'), version: z.int() }),
    /** Another address is in force, by a version that the order does not know of: ask again with that one. */
    z.strictObject({ outcome: z.literal('superseded'), version: z.int() }),
    z.strictObject({ outcome: z.literal('label_exists'), trackingNumber: z.optional(z.string()) }),
  ]),
  timeoutSeconds: 10,
})
