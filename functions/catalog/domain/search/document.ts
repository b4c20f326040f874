import * as z from 'zod/mini'
import { country, date, time } from '#shared/http/schemas.ts'
import { categoryId, locationId, mediaId, productId, sku } from '#shared/ids.ts'
import { category } from '../../contract/categories.ts'
import { datedPrice } from '../../contract/prices.ts'
import { trait } from '../../contract/types.ts'

const texts = z.record(z.string(), z.string())

const searchVariant = z.object({
  sku,
  /** Of each option its value, by their ids. */
  options: z.record(z.string(), z.string()),
  barcode: z.optional(z.string()),
  /** Where they are not the product's. */
  prices: z.optional(z.array(datedPrice)),
  /** What can be sold of it, by location. */
  stock: z.record(locationId, z.int()),
})
export type SearchVariant = z.infer<typeof searchVariant>

const pixels = { width: z.int(), height: z.int() }

/** A picture of a product; files by their key, as their address depends on the stage. */
const documentPicture = z.object({
  mediaId,
  alt: z.optional(texts),
  ...pixels,
  sizes: z.array(z.object({ ...pixels, bytes: z.int(), key: z.string() })),
})
export type DocumentPicture = z.infer<typeof documentPicture>

/** A visible product, as it is found, filtered, sorted and shown in a list. */
export const searchDocument = z.object({
  id: productId,
  name: texts,
  description: texts,
  /** Those that it is directly in. */
  categories: z.array(categoryId),
  attributes: z.array(trait),
  options: z.array(trait),
  prices: z.array(datedPrice),
  /** What is digital is never out of stock. */
  digital: z.boolean(),
  variants: z.array(searchVariant),
  /** The first picture. */
  picture: z.optional(documentPicture),
  /** Since when it is visible. */
  publishedAt: time,
  /** Units that were ordered of all its variants. */
  sold: z.int(),
})
export type SearchDocument = z.infer<typeof searchDocument>

/** Where a stock location ships to, how fast, and when it works. */
export const place = z.object({
  locationId,
  originCountry: country,
  timeZone: z.string(),
  /** `HH:MM` in its zone. */
  cutOff: z.string(),
  holidays: z.array(date),
  tables: z.array(
    z.object({
      effectiveFrom: date,
      rates: z.array(
        z.object({
          level: z.enum(['standard', 'express', 'same_day']),
          /** `*` is everywhere else. */
          countries: z.array(z.string()),
          transitDays: z.object({ min: z.int(), max: z.int() }),
        }),
      ),
    }),
  ),
})
export type Place = z.infer<typeof place>

/** Groups of words that mean the same, by language. */
export const synonyms = z.record(z.string(), z.array(z.array(z.string())))
export type Synonyms = z.infer<typeof synonyms>

/** A change of what is searched. Each has the whole of its subject, so that only the last one counts. */
export const searchChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('product'), document: searchDocument }),
  z.object({ kind: z.literal('product_gone'), productId }),
  z.object({
    kind: z.literal('categories'),
    categories: z.array(z.object({ id: categoryId, ...category.shape })),
  }),
  z.object({ kind: z.literal('place'), place }),
  z.object({ kind: z.literal('synonyms'), synonyms }),
])
export type SearchChange = z.infer<typeof searchChange>
export type SearchCategory = Extract<SearchChange, { kind: 'categories' }>['categories'][number]
