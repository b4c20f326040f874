import { type Currency, of } from '#shared/money.ts'
import { narrowTo, type Texts } from '#shared/texts.ts'
import { priceAt } from '../../contract/prices.ts'
import type { FacetShown, ProductCard } from '../../contract/search-types.ts'
import { availabilityOf } from '../availability.ts'
import type { FacetCount, Match, Scene } from './count.ts'
import type { DocumentPicture } from './document.ts'
import type { Shelf } from './shelf.ts'

export interface View extends Scene {
  readonly currency: Currency | undefined
  readonly language: string | undefined
}

const inLanguage = (texts: Texts, language: string | undefined): Texts =>
  language === undefined ? texts : narrowTo(texts, language)

/** A card whose picture has no address yet. */
export interface FoundCard extends Omit<ProductCard, 'image'> {
  readonly picture?: DocumentPicture
}

/** A card as it is shown, with the addresses of its picture's files, which begin with `mediaUrl`. */
export function shownCard({ picture, ...card }: FoundCard, mediaUrl: string): ProductCard {
  if (!picture) return card
  const sizes = picture.sizes.map(({ key, ...size }) => ({ ...size, url: `${mediaUrl}/${key}` }))
  return { ...card, image: { ...picture, sizes } }
}

/** A product as a list shows it: of the variants that were found. */
export function cardOf(match: Match, view: View): FoundCard {
  const { document } = match.entry
  return {
    id: document.id,
    name: inLanguage(document.name, view.language),
    ...(document.picture ? { picture: inOne(document.picture, view.language) } : {}),
    ...priceOfCard(match, view),
    availability: availabilityOf(match.variants, view.serving),
    options: document.options.map(({ id }) => id),
  }
}

const inOne = (picture: DocumentPicture, language: string | undefined): DocumentPicture =>
  picture.alt ? { ...picture, alt: inLanguage(picture.alt, language) } : picture

function priceOfCard(
  { entry, variants, from, to }: Match,
  { currency, now }: View,
): Pick<ProductCard, 'price'> {
  if (currency === undefined || from === undefined || to === undefined) return {}
  const prices = variants.map(({ variant }) =>
    priceAt(variant.prices ?? entry.document.prices, currency, now),
  )
  const compareAt = prices.find((price) => price?.amount === from)?.compareAt
  return {
    price: {
      from: of(from, currency),
      to: of(to, currency),
      ...(compareAt === undefined ? {} : { compareAt: of(compareAt, currency) }),
    },
  }
}

export const shownFacet = (
  { facet, values }: FacetCount,
  shelf: Shelf,
  language: string | undefined,
): FacetShown => ({
  id: facet,
  name: inLanguage(shelf.nameOf(facet), language),
  values: values.map(({ id, count }) => ({ id, name: inLanguage(shelf.nameOf(facet, id), language), count })),
})
