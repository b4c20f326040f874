import * as z from 'zod/mini'
import { country, text, time } from '#shared/http/schemas.ts'
import { categoryId, mediaId, productId, sku } from '#shared/ids.ts'
import { texts } from '#shared/texts.ts'
import { datedPrice } from './prices.ts'

const millimeters = z.int().check(z.minimum(0), z.maximum(10_000))
const percent = z.number().check(z.minimum(0), z.maximum(100))

/** Where a file is, and what it is called when it is saved. */
export const download = z.strictObject({
  url: z.string().check(z.url({ protocol: /^https$/ }), z.maxLength(2_000)),
  fileName: z.string().check(z.regex(/^[^\\/\p{Cc}]{1,200}$/u)),
})

const traitId = z.string().check(z.regex(/^[a-z][a-z0-9_]{0,39}$/))
const valueId = z.string().check(z.regex(/^[a-z0-9][a-z0-9._-]{0,63}$/))

/** Something by which goods differ, such as material, size or color, with its values; ids are for filters, names for people. */
export const trait = z.strictObject({
  id: traitId,
  name: texts(100),
  values: z.array(z.strictObject({ id: valueId, name: texts(100) })).check(z.minLength(1), z.maxLength(100)),
})
export type Trait = z.infer<typeof trait>

/** A picture that was uploaded, and what it shows, for who cannot see it. */
export const productMedia = z.strictObject({ mediaId, alt: z.optional(texts(300)) })

/** A 3D model that was uploaded: glTF for the web and Android, USDZ for Apple's Quick Look. */
export const productModel = z.strictObject({ format: z.enum(['gltf', 'usdz']), mediaId })

/** What the warehouse sees to when it packs. */
export const packing = z.array(z.enum(['fragile', 'hazardous', 'gift_wrappable'])).check(z.maxLength(3))

/** Where goods come from, and what they are made of and packed in. */
export const sustainability = z.strictObject({
  origin: z.optional(country),
  materials: z.optional(
    z.array(z.strictObject({ name: texts(100), percent: z.optional(percent) })).check(z.maxLength(20)),
  ),
  certificates: z.optional(z.array(text(100)).check(z.maxLength(20))),
  packaging: z.optional(texts(300)),
  recycledPercent: z.optional(percent),
})

/** What variants of a product have in common, unless they say otherwise. */
const shared = {
  prices: z.array(datedPrice).check(z.minLength(1), z.maxLength(200)),
  /** GTIN, or whatever else the scanners of the warehouse read. */
  barcode: z.optional(z.string().check(z.regex(/^[\x21-\x7e]{1,64}$/))),
  weightGrams: z.int().check(z.minimum(0), z.maximum(1_000_000)),
  lengthMm: millimeters,
  widthMm: millimeters,
  heightMm: millimeters,
  /** Of what is digital: the file that its buyers download. */
  download: z.optional(download),
  packing: z.optional(packing),
  media: z.optional(z.array(productMedia).check(z.maxLength(30))),
  models: z.optional(z.array(productModel).check(z.maxLength(10))),
}

/** One transaction makes a product with all claims to its SKUs and barcodes. */
export const MAX_VARIANTS = 40

/** The value of each option of the product, by the option's id. */
const optionValues = z.record(traitId, valueId)

/** A variant as a merchant writes it: its SKU, its value of each option, and what is not as with the others. */
const variant = z.strictObject({ sku, options: optionValues, ...z.partial(z.object(shared)).shape })

/** A product as a merchant writes it. Without variants it has one, whose SKU is the product's id. */
export const product = z
  .strictObject({
    name: texts(300),
    description: z.optional(texts(10_000)),
    status: z._default(z.enum(['draft', 'published', 'archived']), 'published'),
    /** Of what is published: visible from this instant on; at once where it is left out. */
    publishAt: z.optional(time),
    categories: z.optional(z.array(categoryId).check(z.maxLength(20))),
    attributes: z.optional(z.array(trait).check(z.maxLength(50))),
    options: z.optional(z.array(trait).check(z.maxLength(3))),
    related: z.optional(z.array(productId).check(z.maxLength(50))),
    sustainability: z.optional(sustainability),
    taxClass: z.enum(['standard', 'reduced', 'zero']),
    kind: z.enum(['physical', 'digital']),
    /** Of what is digital: each unit is a gift card of its price, which is mailed when it is paid. */
    giftCard: z.optional(z.boolean()),
    ...shared,
    variants: z.optional(z.array(variant).check(z.minLength(1), z.maxLength(MAX_VARIANTS))),
  })
  .check(
    z.refine(
      ({ kind, download: file, variants = [] }) =>
        kind === 'digital' || ![file, ...variants.map((each) => each.download)].some(Boolean),
      { path: ['download'], message: 'only what is digital is downloaded' },
    ),
    z.refine(
      ({ kind, giftCard, download: file, variants = [] }) =>
        !giftCard || (kind === 'digital' && ![file, ...variants.map((each) => each.download)].some(Boolean)),
      { path: ['giftCard'], message: 'a gift card is digital, and is mailed instead of downloaded' },
    ),
  )
export type Product = z.infer<typeof product>
export type ProductStatus = Product['status']

/** A variant with all that is known of it; its name says its options too, such as "T-shirt, M, red". */
export const resolvedVariant = z.strictObject({ sku, name: texts(700), options: optionValues, ...shared })
export type ResolvedVariant = z.infer<typeof resolvedVariant>
