import * as z from 'zod/mini'
import { allocation, shortage } from '#contexts/orders/contract/types.ts'
import { defineCall, defineTask } from '#shared/calls.ts'
import { country, time } from '#shared/http/schemas.ts'
import { locationId, orderId, sku } from '#shared/ids.ts'

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

/**
 * Holds stock for a cart that is quoted, under the id that its order will have: all of it or none, until a time. The
 * order finds it reserved and keeps it; an order that comes later reserves anew. Asking again gives the same answer.
 */
export const holdStock = defineCall({
  context: 'inventory',
  name: 'hold',
  request: z.strictObject({
    orderId,
    lines: reserveStock.request.shape.lines,
    /** RFC 3339 UTC. */
    until: time,
    /** What the cart held before, for orders that were not made: given back first. */
    instead: z.array(orderId).check(z.maxLength(20)),
  }),
  answer: reserveStock.answer,
  timeoutSeconds: 10,
})

/** Gives an order's stock back and leaves a tombstone, so that a late reserve finds it. */
export const releaseStock = defineTask({
  context: 'inventory',
  name: 'release',
  request: z.strictObject({ orderId, run: z.int() }),
  answer: z.strictObject({ outcome: z.literal('released') }),
  timeoutSeconds: 30,
})

/**
 * Changes what is reserved for an order, once per `key`: asking again gives the same answer.
 * 1. Units that are gone from their shelf are taken off the books, with their reservation.
 * 2. Of what is wanted anew each SKU is reserved whole, where locations have it, or not at all; with `whole` all
 *    of them, or nothing is reserved, and the same key may ask again.
 */
export const reallocateStock = defineCall({
  context: 'inventory',
  name: 'reallocate',
  request: z.strictObject({
    orderId,
    /** What asks for it, such as a fulfillment order's short pick. */
    key: z.string(),
    /** Reserved units that a location does not have after all. */
    missing: z.array(z.strictObject({ locationId, sku, quantity: z.int().check(z.minimum(1)) })),
    wanted: z.array(z.strictObject({ sku, quantity: z.int().check(z.minimum(1)) })),
    whole: z.optional(z.boolean()),
  }),
  answer: z.discriminatedUnion('outcome', [
    z.strictObject({
      outcome: z.literal('reallocated'),
      allocations: z.array(allocation),
      /** What nobody has. */
      short: z.array(shortage),
    }),
    /** The order was ended before: there is a tombstone. */
    z.strictObject({ outcome: z.literal('already_released') }),
  ]),
  timeoutSeconds: 25,
})
