import { narrowTo, type Texts } from '#shared/texts.ts'
import type { ProductResource } from '../contract/operations.ts'
import type { DatedPrice } from '../contract/prices.ts'
import type { Trait } from '../contract/types.ts'

/** What somebody wants to see of a product. */
export interface Wish {
  readonly language?: string | undefined
  readonly currency?: string | undefined
}

/** A product in one language and currency, where those are asked for; its shape stays the same. */
export function narrowProduct(product: ProductResource, { language, currency }: Wish): ProductResource {
  const inLanguage = language === undefined ? product : translate(product, language)
  return currency === undefined ? inLanguage : priceIn(inLanguage, currency)
}

const priceIn = (product: ProductResource, currency: string): ProductResource => {
  const own = (prices: readonly DatedPrice[]) => prices.filter((price) => price.currency === currency)
  return {
    ...product,
    prices: own(product.prices),
    variants: product.variants.map((variant) => ({ ...variant, prices: own(variant.prices) })),
  }
}

function translate(product: ProductResource, language: string): ProductResource {
  const one = (texts: Texts) => narrowTo(texts, language)
  const named = <Named extends { readonly name: Texts }>(thing: Named) => ({
    ...thing,
    name: one(thing.name),
  })
  const ofTrait = (trait: Trait) => ({ ...named(trait), values: trait.values.map(named) })
  const captioned = <Media extends { readonly alt?: Texts | undefined }>(media: Media) =>
    media.alt ? { ...media, alt: one(media.alt) } : media
  const { description, attributes, options, media, sustainability } = product
  return {
    ...named(product),
    ...(description ? { description: one(description) } : {}),
    ...(attributes ? { attributes: attributes.map(ofTrait) } : {}),
    ...(options ? { options: options.map(ofTrait) } : {}),
    ...(media ? { media: media.map(captioned) } : {}),
    ...(sustainability
      ? {
          sustainability: {
            ...sustainability,
            ...(sustainability.materials ? { materials: sustainability.materials.map(named) } : {}),
            ...(sustainability.packaging ? { packaging: one(sustainability.packaging) } : {}),
          },
        }
      : {}),
    variants: product.variants.map((variant) => ({
      ...named(variant),
      ...(variant.media ? { media: variant.media.map(captioned) } : {}),
    })),
  }
}
