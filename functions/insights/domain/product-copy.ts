import * as z from 'zod/mini'
import type { productPublished } from '#contexts/catalog/contract/events.ts'
import { priceAt } from '#contexts/catalog/contract/prices.ts'
import { resolvedVariant } from '#contexts/catalog/contract/types.ts'
import type { EventOf } from '#shared/events.ts'
import { categoryId, mediaId, productId, sku } from '#shared/ids.ts'
import { type Currency, of } from '#shared/money.ts'
import { narrowTo, texts } from '#shared/texts.ts'
import type { RecommendedProduct } from '../contract/types.ts'

/** What insights keeps of a product. */
export const productCopy = z.object({
  id: productId,
  /** Whether anyone may see it. */
  isShown: z.boolean(),
  name: texts(300),
  mediaId: z.optional(mediaId),
  /** What is digital is never sold out. */
  isDigital: z.boolean(),
  /** Those that it is sold in. */
  variants: z.array(z.object({ sku, prices: resolvedVariant.shape.prices })),
  /** All that it ever had: baskets of long ago know them. */
  skus: z.array(sku),
  categories: z.array(categoryId),
  /** Values of its attributes, such as `material:cotton`. */
  traits: z.array(z.string()),
})
export type ProductCopy = z.infer<typeof productCopy>

export const copyOf = ({ data }: EventOf<typeof productPublished>): ProductCopy => ({
  id: data.productId,
  isShown: true,
  name: data.name,
  mediaId: data.media?.[0]?.mediaId,
  isDigital: data.kind === 'digital',
  variants: data.variants.map(({ sku, prices }) => ({ sku, prices })),
  skus: [...data.variants.map((variant) => variant.sku), ...data.withdrawnSkus],
  categories: data.categories ?? [],
  traits: (data.attributes ?? []).flatMap(({ id, values }) => values.map((value) => `${id}:${value.id}`)),
})

/** How a product is shown: names in one language, and prices of this moment, where these are asked for. */
export function toRecommended(
  { id, name, mediaId, variants }: ProductCopy,
  { language, currency }: { language?: string | undefined; currency?: Currency | undefined },
  now: Date,
): RecommendedProduct {
  const amounts = currency
    ? variants.flatMap(({ prices }) => priceAt(prices, currency, now)?.amount ?? [])
    : []
  return {
    id,
    name: language ? { ...narrowTo(name, language) } : name,
    ...(mediaId ? { mediaId } : {}),
    ...(currency && amounts.length > 0
      ? { price: { from: of(Math.min(...amounts), currency), to: of(Math.max(...amounts), currency) } }
      : {}),
  }
}
