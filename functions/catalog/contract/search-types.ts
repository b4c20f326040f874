import * as z from 'zod/mini'
import { text } from '#shared/http/schemas.ts'
import { productId } from '#shared/ids.ts'
import { money } from '#shared/money.ts'
import { languageTag, texts } from '#shared/texts.ts'
import { availability } from './availability.ts'
import { picture } from './media-types.ts'
import { productMedia } from './types.ts'

/** A product in a list: what a shelf shows of it. */
export const productCard = z.strictObject({
  id: productId,
  name: texts(300),
  /** Its first picture, in the widths that it is there in. */
  image: z.optional(z.strictObject({ ...productMedia.shape, ...picture.shape })),
  /** Of the variants that were found; where a currency is asked for. */
  price: z.optional(
    z.strictObject({
      from: money,
      to: money,
      /** What the cheapest of them cost before. */
      compareAt: z.optional(money),
    }),
  ),
  /** Of the variants that were found. */
  availability,
  /** By what its variants differ, such as size and color. */
  options: z.array(z.string()),
})
export type ProductCard = z.infer<typeof productCard>

/** Something by which what was found can be narrowed, with how many products each value would leave. */
export const facet = z.strictObject({
  id: z.string(),
  name: texts(100),
  values: z.array(z.strictObject({ id: z.string(), name: texts(100), count: z.int() })),
})
export type FacetShown = z.infer<typeof facet>

/** The lowest and highest price of what meets all other filters. */
export const priceRange = z.strictObject({ min: money, max: money })

export const suggestion = z.strictObject({
  kind: z.enum(['product', 'category']),
  id: z.string(),
  /** Its name, in the language that was asked for. */
  text: z.string(),
})
export type Suggestion = z.infer<typeof suggestion>

/** Groups of words that mean the same, by language; who looks for one finds the others too. */
export const searchSynonyms = z.strictObject({
  synonyms: z.record(
    languageTag,
    z.array(z.array(text(60)).check(z.minLength(2), z.maxLength(20))).check(z.maxLength(500)),
  ),
})
