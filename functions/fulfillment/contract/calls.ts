import * as z from 'zod/mini'
import { defineCall } from '#shared/calls.ts'
import { fulfillmentOrderId } from '#shared/ids.ts'

/**
 * Asked before a parcel's label is given back to its carrier. The fulfillment order is the arbiter: after
 * `withdrawn` the parcel cannot leave until it has another label, after `handed_over` its label stays.
 * Asking again gives the same answer.
 */
export const withdrawLabel = defineCall({
  context: 'fulfillment',
  name: 'withdraw-label',
  request: z.strictObject({
    fulfillmentOrderId,
    parcelId: z.string(),
    correlationId: z.string(),
    /** The shipment's, as it was when the label was looked at: one that it gets later stays. */
    sequence: z.int(),
  }),
  answer: z.strictObject({ outcome: z.enum(['withdrawn', 'handed_over']) }),
  timeoutSeconds: 10,
})
