import { CatalogIndex, type KeptIndex } from '../../domain/search/catalog-index.ts'
import { openMiniSearch } from './mini-search.ts'
import type { Lines, PackedWords } from './packed-search.ts'

type Kept = KeptIndex<PackedWords>

/** The first line of the file. */
interface Head extends Pick<Kept, 'categories' | 'places' | 'synonyms'> {
  readonly format: typeof FORMAT
  /** The number of the last change in it. */
  readonly version: number
  readonly words: Omit<PackedWords, 'postings'>
  /** The bytes of each of the following lines, without their end. */
  readonly lines: readonly number[]
}

/** Another one where what was kept cannot be opened any more, such as when words are folded in another way. */
export const FORMAT = 2

/**
 * A file of lines, each JSON: what it is and what is in it; what is known of each word; each product, in the order of
 * the words' documents; and all codes. So a word or a product can be read without the others.
 */
export function keepIndex(index: CatalogIndex<PackedWords>, version: number): Buffer {
  const { products, codes, words, ...rest } = index.keep()
  const { postings, ...named } = words
  const texts = new Map(products.map(({ id, read }) => [id, read]))
  const lines = [
    ...named.terms.map((_, place) => postings.at(place) ?? ''),
    ...named.ids.map((id) => texts.get(id)?.() ?? ''),
    JSON.stringify(codes()),
  ].map((line) => Buffer.from(line))
  const head: Head = {
    ...{ format: FORMAT, version, ...rest, words: named },
    lines: lines.map(({ length }) => length),
  }
  const end = Buffer.from('\n')
  return Buffer.concat([Buffer.from(JSON.stringify(head)), ...lines].flatMap((line) => [line, end]))
}

export interface OpenIndex {
  readonly index: CatalogIndex<PackedWords>
  readonly version: number
}

/** Opens what `keepIndex` has made; undefined where it is of another format. */
export function openKeptIndex(file: Uint8Array): OpenIndex | undefined {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  const start = bytes.indexOf('\n')
  const head: Head = JSON.parse(bytes.toString('utf8', 0, start))
  if (head.format !== FORMAT) return undefined
  const lines = linesOf(bytes, start + 1, head.lines)
  const { categories, places, synonyms, version } = head
  const { ids, terms } = head.words
  const kept: Omit<Kept, 'words'> = {
    ...{ categories, places, synonyms },
    products: ids.map((id, place) => ({ id, read: () => lines.at(terms.length + place) ?? '' })),
    codes: () => JSON.parse(lines.at(terms.length + ids.length) ?? '[]'),
  }
  return { index: new CatalogIndex(openMiniSearch({ ...head.words, postings: lines }), kept), version }
}

/** Lines of a file that are not read before somebody asks for them. */
function linesOf(bytes: Buffer, from: number, lengths: readonly number[]): Lines {
  const starts: number[] = []
  let start = from
  for (const length of lengths) {
    starts.push(start)
    start += length + 1
  }
  return {
    at: (place) => {
      const [begin, length] = [starts[place], lengths[place]]
      if (begin === undefined || length === undefined) return undefined
      return bytes.toString('utf8', begin, begin + length)
    },
  }
}

export const emptyIndex = (): OpenIndex => ({ index: new CatalogIndex(openMiniSearch()), version: 0 })
