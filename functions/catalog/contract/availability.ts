import * as z from 'zod/mini'

/** Whether something can be bought now; of a country, from the stock locations that send there. */
export const availability = z.strictObject({
  status: z.enum(['in_stock', 'low_stock', 'out_of_stock']),
  /** Units, where they are few: 5 or fewer. */
  left: z.optional(z.int()),
  /** Days from today until it is there, by the standard way; where a country is asked for and something is sent. */
  shipsInDays: z.optional(z.strictObject({ earliest: z.int(), latest: z.int() })),
})
export type Availability = z.infer<typeof availability>
