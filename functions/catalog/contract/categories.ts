import * as z from 'zod/mini'
import { categoryId } from '#shared/ids.ts'
import { texts } from '#shared/texts.ts'

/** A category as a merchant writes it. */
export const category = z.strictObject({
  name: texts(100),
  description: z.optional(texts(2_000)),
  /** The category that it is part of; one at the top where it is left out. */
  parent: z.optional(categoryId),
  /** Among those of the same parent, lower first. */
  position: z._default(z.int().check(z.minimum(0), z.maximum(100_000)), 0),
})
export type Category = z.infer<typeof category>
