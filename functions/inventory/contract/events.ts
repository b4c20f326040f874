import * as z from 'zod/mini'
import { defineEvent } from '#shared/events.ts'
import { country } from '#shared/http/schemas.ts'
import { locationId, orderId, sku } from '#shared/ids.ts'

/** What one cause changed at one SKU and location: changes, so that they apply in any order, each once. */
export const movement = z.strictObject({
  sku,
  locationId,
  onHand: z.int(),
  reserved: z.int(),
})

export const stockChanged = defineEvent({
  type: 'stock.changed',
  source: 'inventory',
  data: z.strictObject({ movements: z.array(movement), reason: z.string(), orderId: z.optional(orderId) }),
})
export const stockReserved = defineEvent({
  type: 'stock.reserved',
  source: 'inventory',
  data: z.strictObject({ movements: z.array(movement), orderId }),
})
export const stockReleased = defineEvent({
  type: 'stock.released',
  source: 'inventory',
  data: z.strictObject({ movements: z.array(movement), orderId }),
})
export const stockLow = defineEvent({
  type: 'stock.low',
  source: 'inventory',
  data: z.strictObject({ sku, locationId, available: z.int(), safety: z.int() }),
})

/**
 * How much of a SKU a location keeps back from sale, as it is now: the higher sequence is the newer. `change` says
 * how much more that is than before, so that what is available can be summed in any order.
 */
export const safetyStockChanged = defineEvent({
  type: 'safety_stock.changed',
  source: 'inventory',
  data: z.strictObject({ sku, locationId, safety: z.int(), change: z.int() }),
})

/** A stock location as it is now; the whole of it. */
export const stockLocationChanged = defineEvent({
  type: 'stock_location.changed',
  source: 'inventory',
  data: z.strictObject({
    locationId,
    name: z.string(),
    /** Where parcels are sent from: the business's own address, not a person's. */
    address: z.strictObject({
      name: z.string(),
      line1: z.string(),
      line2: z.optional(z.string()),
      city: z.string(),
      region: z.optional(z.string()),
      postalCode: z.optional(z.string()),
      country,
      phone: z.optional(z.string()),
    }),
    /** Lower is asked first. */
    priority: z.int(),
    /** `HH:MM` in `timeZone`: orders confirmed before it leave the same working day. */
    cutOff: z.string(),
    /** IANA, such as `Asia/Tokyo`. */
    timeZone: z.string(),
    sameDayCities: z.array(z.string()),
  }),
})
