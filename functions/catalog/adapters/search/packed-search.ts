import MiniSearch, { type Options } from 'minisearch'
import { LazyMap } from './lazy-map.ts'

/** Texts by their place; those of a file are read when somebody asks for them. */
export interface Lines {
  at(place: number): string | undefined
}

/** An index of words as it is kept: documents have numbers from 0 on. */
export interface PackedWords {
  readonly ids: readonly string[]
  /** Of each document the number of distinct terms in each of its fields. */
  readonly lengths: readonly (readonly number[])[]
  /** The average of these. */
  readonly averages: readonly number[]
  readonly terms: readonly string[]
  /** Of each term, as JSON: by field, the numbers of the documents that have it, each with how often. */
  readonly postings: Lines
}

/**
 * MiniSearch in a form that opens quickly. Its own is an object of objects, of which all would have to be read and
 * made into maps before the first search; here what is known of a term is read when somebody asks for the term.
 */
export class PackedSearch<Document> extends MiniSearch<Document> {
  /** @param options those that it was packed with */
  static open<Document>(packed: PackedWords, options: Options<Document>): PackedSearch<Document> {
    const index = new PackedSearch<Document>(options)
    index.#unpack(packed)
    return index
  }

  /** Without what was replaced or removed. */
  pack(): PackedWords {
    const numbers = new Map([...this._documentIds.keys()].map((short, number) => [short, number]))
    const fields = Object.values(this._fieldIds)
    const terms: string[] = []
    const postings: string[] = []
    for (const [term, known] of this._index) {
      const packed = fields.map((field) => packedField(known.get(field) ?? new Map(), numbers))
      if (packed.every(({ length }) => length === 0)) continue
      terms.push(term)
      postings.push(JSON.stringify(packed))
    }
    return {
      ids: [...this._documentIds.values()].map(String),
      lengths: [...numbers.keys()].map((short) => this._fieldLength.get(short) ?? []),
      averages: this._avgFieldLength,
      terms,
      postings,
    }
  }

  #unpack({ ids, lengths, averages, terms, postings }: PackedWords): void {
    this._documentCount = ids.length
    this._nextId = ids.length
    this._avgFieldLength = [...averages]
    for (const [number, id] of ids.entries()) {
      this._documentIds.set(number, id)
      this._idToShortId.set(id, number)
      this._fieldLength.set(number, [...(lengths[number] ?? [])])
    }
    const fields = Object.values(this._fieldIds)
    for (const [place, term] of terms.entries())
      this._index.set(term, new LazyMap(() => unpackedFields(fields, postings.at(place))))
  }
}

function packedField(known: ReadonlyMap<number, number>, numbers: ReadonlyMap<number, number>): number[] {
  const packed: number[] = []
  for (const [short, times] of known) {
    const number = numbers.get(short)
    if (number !== undefined) packed.push(number, times)
  }
  return packed
}

function* unpackedFields(
  fields: readonly number[],
  packed = '[]',
): Generator<readonly [number, Map<number, number>]> {
  const found: readonly (readonly number[])[] = JSON.parse(packed)
  for (const [place, field] of fields.entries()) {
    const pairs = found[place] ?? []
    if (pairs.length === 0) continue
    const times = new Map<number, number>()
    for (let at = 0; at < pairs.length; at += 2) times.set(pairs[at] ?? 0, pairs[at + 1] ?? 0)
    yield [field, times]
  }
}
