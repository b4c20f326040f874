import { CatalogIndex, type KeptIndex } from '../../domain/search/catalog-index.ts'
import { type KeptWords, openMiniSearch } from './mini-search.ts'

type Kept = KeptIndex<KeptWords>

/** The first line of the file. */
interface Head extends Pick<Kept, 'categories' | 'places' | 'synonyms'> {
  readonly format: typeof FORMAT
  /** The number of the last change in it. */
  readonly version: number
  readonly products: readonly { readonly id: string; readonly codes: readonly string[] }[]
}

/** Another one where what was kept cannot be opened any more, such as when words are folded in another way. */
export const FORMAT = 1

/** A file of lines, each JSON: what it is, the words, then a product each, so that one can be read without the others. */
export function keepIndex(index: CatalogIndex<KeptWords>, version: number): Buffer {
  const { products, words, ...rest } = index.toJSON()
  const head: Head = {
    format: FORMAT,
    version,
    ...rest,
    products: products.map(({ id, codes }) => ({ id, codes })),
  }
  return Buffer.from(
    [JSON.stringify(head), JSON.stringify(words), ...products.map(({ text }) => text)].join('\n'),
  )
}

export interface OpenIndex {
  readonly index: CatalogIndex<KeptWords>
  readonly version: number
}

/** Opens what `keepIndex` has made; undefined where it is of another format. */
export function openKeptIndex(bytes: Uint8Array): OpenIndex | undefined {
  const [first = '', second = '', ...texts] = Buffer.from(bytes).toString('utf8').split('\n')
  const head: Head = JSON.parse(first)
  if (head.format !== FORMAT) return undefined
  const words: KeptWords = JSON.parse(second)
  const products = head.products.map((product, line) => ({ ...product, text: texts[line] ?? '' }))
  return { index: new CatalogIndex(openMiniSearch(words), { ...head, products }), version: head.version }
}

export const emptyIndex = (): OpenIndex => ({ index: new CatalogIndex(openMiniSearch()), version: 0 })
