import type { Clock } from '#shared/clock.ts'
import type { MediaId } from '#shared/ids.ts'
import { inParallel } from '#shared/in-parallel.ts'
import type { FieldError } from '#shared/outcomes.ts'
import type { Store } from '#shared/store/store.ts'
import { readTree } from '../adapters/category-items.ts'
import { type MediaHeader, mediaKey, toMedia } from '../adapters/media-items.ts'
import type { MediaKind } from '../contract/media-types.ts'
import type { Product } from '../contract/types.ts'
import { isForgotten } from '../domain/media/media.ts'
import { type NamedMedia, namedMedia } from '../domain/media/named-media.ts'

export interface ReferenceDeps {
  readonly store: Store
  readonly clock: Clock
  /** Where the categories are known from; read anew where left out. */
  readonly categories?: () => ReturnType<typeof readTree>
}

type Unknown = FieldError & { readonly code: 'unknown_category' | 'unknown_media' }

export interface References {
  /** What is not there, each with its place in the product. */
  readonly unknown: readonly Unknown[]
  /** The pictures and models that are. */
  readonly media: ReadonlyMap<MediaId, MediaHeader>
}

/** Looks for all that a product names: categories, pictures and models. */
export async function readReferences(deps: ReferenceDeps, product: Product): Promise<References> {
  const [categories, media] = await Promise.all([
    unknownCategories(deps, product),
    readNamedMedia(deps, product),
  ])
  return { unknown: [...categories, ...unknownMedia(product, media)], media }
}

async function unknownCategories(deps: ReferenceDeps, { categories = [] }: Product): Promise<Unknown[]> {
  if (categories.length === 0) return []
  const tree = (await (deps.categories ?? (() => readTree(deps.store)))())?.parents ?? {}
  return categories.flatMap((id, index) =>
    id in tree
      ? []
      : [
          {
            pointer: `/categories/${index}`,
            code: 'unknown_category' as const,
            detail: `There is no category ${id}. GET /v1/categories lists them.`,
          },
        ],
  )
}

const READ_AT_ONCE = 16

async function readNamedMedia({ store, clock }: ReferenceDeps, product: Product) {
  const ids = [...new Set(namedMedia(product).map(({ id }) => id))]
  const now = clock.now()
  const found = new Map<MediaId, MediaHeader>()
  await inParallel(READ_AT_ONCE, ids.length, async (index) => {
    const id = ids[index]
    const item = id && (await store.get(mediaKey(id)))
    const media = item && toMedia(item)
    if (media && !isForgotten(media, now)) found.set(media.id, media)
  })
  return found
}

/** What is still to be uploaded may be named: it is shown as soon as it is ready. */
const unknownMedia = (product: Product, found: References['media']): Unknown[] =>
  namedMedia(product).flatMap((one) => {
    const detail = whyUnknown(one, found.get(one.id))
    return detail === undefined ? [] : [{ pointer: one.pointer, code: 'unknown_media' as const, detail }]
  })

const CALLED: Readonly<Record<MediaKind, string>> = { image: 'picture', model: '3D model' }

function whyUnknown({ id, kind }: NamedMedia, media: MediaHeader | undefined): string | undefined {
  const called = CALLED[kind]
  if (!media) return `There is no ${called} ${id}. POST /v1/media makes one.`
  if (media.kind !== kind) return `${id} is no ${called}, but a ${CALLED[media.kind]}.`
  return media.status === 'refused'
    ? `${id} was refused: ${media.refusal.detail} Upload another ${called}.`
    : undefined
}
