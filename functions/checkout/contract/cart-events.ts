import * as z from 'zod/mini'
import { defineEvent } from '#shared/events.ts'
import { cartId, sku } from '#shared/ids.ts'

/** A cart was made, or something about it has changed; the lines that stayed as they were are not in it. */
export const cartUpdated = defineEvent({
  type: 'cart.updated',
  source: 'checkout',
  data: z.strictObject({
    cartId,
    /** Why: who uses it, or an order that was made of it. */
    reason: z.enum(['created', 'changed', 'ordered']),
    /** How many lines it has now, and units in them. */
    lines: z.int(),
    units: z.int(),
    /** The lines that changed, with the units they have now; 0: it was taken out. */
    changed: z.array(z.strictObject({ sku, quantity: z.int() })),
  }),
})
