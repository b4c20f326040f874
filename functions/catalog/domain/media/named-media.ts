import type { MediaId } from '#shared/ids.ts'
import type { MediaKind } from '../../contract/media-types.ts'
import type { Product } from '../../contract/types.ts'

/** A picture or model that a product names, and where. */
export interface NamedMedia {
  readonly id: MediaId
  readonly kind: MediaKind
  /** A JSON Pointer. */
  readonly pointer: string
}

/** The pictures and models of a product and of its variants. */
export const namedMedia = (product: Product): NamedMedia[] =>
  [product, ...(product.variants ?? [])].flatMap(({ media = [], models = [] }, place) => {
    const at = place === 0 ? '' : `/variants/${place - 1}`
    return [
      ...media.map(({ mediaId }, index) => ({
        ...{ id: mediaId, kind: 'image' as const },
        pointer: `${at}/media/${index}/mediaId`,
      })),
      ...models.map(({ mediaId }, index) => ({
        ...{ id: mediaId, kind: 'model' as const },
        pointer: `${at}/models/${index}/mediaId`,
      })),
    ]
  })

/** The picture that stands for a product: its own first one, else that of a variant. */
export const firstPictureOf = ({ media, variants = [] }: Product) =>
  (media ?? variants.flatMap((variant) => variant.media ?? []))[0]
