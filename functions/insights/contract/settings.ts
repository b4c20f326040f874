import * as z from 'zod/mini'

const days = z.int().check(z.minimum(1), z.maximum(1_000))

/** What a deployment says of insights. */
export const insightsSettings = z.strictObject({
  keepEventsDays: days,
  keepBasketsDays: days,
  eventsPerVisitor: z.int().check(z.minimum(1)),
})
export type InsightsSettings = z.infer<typeof insightsSettings>
