import * as z from 'zod/mini'
import { defineEvent } from '#shared/events.ts'
import { categoryId, productId, sku } from '#shared/ids.ts'
import { category } from './categories.ts'
import { datedPrice } from './prices.ts'
import { searchSynonyms } from './search-types.ts'
import { product, resolvedVariant } from './types.ts'

export * from './interchange-events.ts'
export * from './media-events.ts'

const whole = { productId, ...product.shape }

/** A product that anyone may see, as it is now; the whole of it, and each variant with all that is known of it. */
export const productPublished = defineEvent({
  type: 'product.published',
  source: 'catalog',
  data: z.strictObject({
    ...whole,
    variants: z.array(resolvedVariant),
    /** SKUs that it had once, and are not sold any more. */
    withdrawnSkus: z.array(sku),
  }),
})

/** A product was written that nobody sees, and that nobody saw before. */
export const productDrafted = defineEvent({
  type: 'product.drafted',
  source: 'catalog',
  data: z.strictObject(whole),
})

/** A product that was visible is not any more: it is archived, a draft again, or published later. */
export const productWithdrawn = defineEvent({
  type: 'product.withdrawn',
  source: 'catalog',
  data: z.strictObject({
    ...whole,
    /** All that it ever had. */
    skus: z.array(sku),
  }),
})

/** Follows `product.published` where what is asked for its variants is not as before. */
export const priceChanged = defineEvent({
  type: 'price.changed',
  source: 'catalog',
  data: z.strictObject({
    productId,
    variants: z.array(z.strictObject({ sku, prices: z.array(datedPrice) })),
  }),
})

/** A category as it is now. */
export const categoryChanged = defineEvent({
  type: 'category.changed',
  source: 'catalog',
  data: z.strictObject({ categoryId, ...category.shape }),
})

export const categoryRemoved = defineEvent({
  type: 'category.removed',
  source: 'catalog',
  data: z.strictObject({ categoryId }),
})

/** Words that mean the same to the search, all of them as they are now. */
export const synonymsChanged = defineEvent({
  type: 'synonyms.changed',
  source: 'catalog',
  data: searchSynonyms,
})
