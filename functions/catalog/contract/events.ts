import * as z from 'zod/mini'
import { defineEvent } from '#shared/events.ts'
import { sku } from '#shared/ids.ts'
import { price } from '#shared/money.ts'
import { product } from './types.ts'

/** A product as it is now; the whole of it. */
export const productPublished = defineEvent({
  type: 'product.published',
  source: 'catalog',
  data: z.strictObject({ sku, ...product.shape }),
})

export const priceChanged = defineEvent({
  type: 'price.changed',
  source: 'catalog',
  data: z.strictObject({ sku, prices: z.array(price) }),
})
