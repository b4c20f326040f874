import * as z from 'zod/mini'
import { allocation, shortage } from '#contexts/orders/contract/types.ts'
import { defineTask } from '#shared/calls.ts'
import { country } from '#shared/http/schemas.ts'
import { orderId, sku } from '#shared/ids.ts'

/** Takes all of an order's stock or none; asking again gives the same allocations. */
export const reserveStock = defineTask({
  context: 'inventory',
  name: 'reserve',
  request: z.strictObject({
    orderId,
    run: z.int(),
    destination: z.strictObject({ country }),
    lines: z.array(z.strictObject({ sku, quantity: z.int().check(z.minimum(1)) })),
  }),
  answer: z.discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('reserved'), allocations: z.array(allocation) }),
    z.strictObject({ outcome: z.literal('out_of_stock'), lines: z.array(shortage) }),
    /** The order was ended before: there is a tombstone. */
    z.strictObject({ outcome: z.literal('already_released') }),
  ]),
  timeoutSeconds: 30,
})

/** Gives an order's stock back and leaves a tombstone, so that a late reserve finds it. */
export const releaseStock = defineTask({
  context: 'inventory',
  name: 'release',
  request: z.strictObject({ orderId, run: z.int() }),
  answer: z.strictObject({ outcome: z.literal('released') }),
  timeoutSeconds: 30,
})
