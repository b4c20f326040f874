import type { Texts } from '#shared/texts.ts'
import type { SearchCategory, SearchDocument, SearchVariant } from './document.ts'
import { fold } from './tokens.ts'

/** A value of a facet, such as color red, under a number of the shelf's own. */
export interface FacetValue {
  readonly facet: string
  readonly id: string
}

/** A product on the shelf, with what counting needs at hand. */
export interface Entry {
  readonly document: SearchDocument
  /** Its categories and all that those are part of. */
  readonly categories: readonly string[]
  readonly variants: readonly EntryVariant[]
}

export interface EntryVariant {
  readonly variant: SearchVariant
  /** Of its options and of the product's attributes. */
  readonly values: readonly number[]
  readonly digital: boolean
  readonly stock: SearchVariant['stock']
}

/** The facet that categories are counted under. */
export const CATEGORY = 'category'

/** What filters speak of beside attributes and options: nothing of such an id is a facet. */
const TAKEN: ReadonlySet<string> = new Set([CATEGORY, 'price', 'stock'])

/** A product as it was kept: read when it is needed, as few of them are, and a function that starts must not wait. */
export interface KeptProduct {
  readonly id: string
  /** The document as JSON. */
  readonly read: () => string
}

/** What is found to the letter, folded, and the product that is found by it. */
export type KeptCodes = readonly (readonly [code: string, product: string])[]

/** All visible products, and the names and numbers of what they are filtered by. */
export class Shelf {
  /** Those that nobody has looked at yet are still to be read. */
  readonly #entries = new Map<string, Entry | KeptProduct['read']>()
  readonly #codes = new Map<string, string>()
  /** Those that nobody has asked for yet. */
  #keptCodes: (() => KeptCodes) | undefined
  readonly #numbers = new Map<string, number>()
  readonly #values: FacetValue[] = []
  readonly #names = new Map<string, Texts>()
  #categories: ReadonlyMap<string, SearchCategory> = new Map()

  get size(): number {
    return this.#entries.size
  }

  *entries(): Iterable<Entry> {
    for (const id of this.#entries.keys()) {
      const entry = this.get(id)
      if (entry) yield entry
    }
  }

  get(id: string): Entry | undefined {
    const known = this.#entries.get(id)
    if (typeof known !== 'function') return known
    const entry = this.#entryOf(JSON.parse(known()))
    this.#entries.set(id, entry)
    return entry
  }

  /** The product with this SKU, barcode or id. */
  byCode(code: string): Entry | undefined {
    const id = this.#allCodes().get(fold(code))
    return id === undefined ? undefined : this.get(id)
  }

  put(document: SearchDocument): Entry {
    this.remove(document.id)
    const entry = this.#entryOf(document)
    this.#entries.set(document.id, entry)
    for (const code of codesOf(document)) this.#allCodes().set(code, document.id)
    return entry
  }

  remove(id: string): void {
    const entry = this.get(id)
    if (!entry) return
    for (const code of codesOf(entry.document)) this.#allCodes().delete(code)
    this.#entries.delete(id)
  }

  /** Puts what was kept on an empty shelf. */
  restore(products: readonly KeptProduct[], codes: () => KeptCodes): void {
    for (const { id, read } of products) this.#entries.set(id, read)
    this.#keptCodes = codes
  }

  keptCodes(): KeptCodes {
    return [...this.#allCodes()]
  }

  /** What has not been read since it was kept is kept as it is. */
  kept(): KeptProduct[] {
    return [...this.#entries].map(([id, known]) => ({
      id,
      read: typeof known === 'function' ? known : () => JSON.stringify(known.document),
    }))
  }

  get categories(): readonly SearchCategory[] {
    return [...this.#categories.values()]
  }

  /** Replaces all categories; gives the products whose lineage or whose categories' names are others now. */
  replaceCategories(categories: readonly SearchCategory[]): Entry[] {
    const before = this.#categories
    this.#categories = new Map(categories.map((category) => [category.id, category]))
    const changed = new Set(
      [...before.keys(), ...this.#categories.keys()].filter(
        (id) => !isSame(before.get(id), this.#categories.get(id)),
      ),
    )
    const concerned = [...this.entries()].filter(({ document, categories: known }) =>
      [...document.categories, ...known].some((id) => changed.has(id)),
    )
    return concerned.map(({ document }) => this.put(document))
  }

  /** What a facet or one of its values is called; its id where nobody has named it. */
  nameOf(facet: string, value?: string): Texts {
    if (facet === CATEGORY && value !== undefined) return this.#categories.get(value)?.name ?? { en: value }
    return this.#names.get(nameKey(facet, value)) ?? { en: value ?? facet }
  }

  valueAt(number: number): FacetValue | undefined {
    return this.#values[number]
  }

  /** How many values are numbered. */
  get values(): number {
    return this.#values.length
  }

  /** The number of a value; undefined where no product has ever had it. */
  numberOf(facet: string, id: string): number | undefined {
    return this.#numbers.get(nameKey(facet, id))
  }

  #allCodes(): Map<string, string> {
    const kept = this.#keptCodes
    this.#keptCodes = undefined
    for (const [code, id] of kept?.() ?? []) this.#codes.set(code, id)
    return this.#codes
  }

  #entryOf(document: SearchDocument): Entry {
    for (const trait of [...document.attributes, ...document.options]) {
      this.#names.set(nameKey(trait.id), trait.name)
      for (const value of trait.values) this.#names.set(nameKey(trait.id, value.id), value.name)
    }
    const ofProduct = document.attributes.flatMap(({ id, values }) =>
      values.map((value) => [id, value.id] as const),
    )
    return {
      document,
      categories: [...new Set(document.categories.flatMap((id) => this.#lineageOf(id)))],
      variants: document.variants.map((variant) => ({
        variant,
        values: this.#numbersOf([...ofProduct, ...Object.entries(variant.options)]),
        digital: document.digital,
        stock: variant.stock,
      })),
    }
  }

  #numbersOf(values: readonly (readonly [facet: string, id: string])[]): number[] {
    const own = values.filter(([facet]) => !TAKEN.has(facet))
    return [...new Set(own.map(([facet, id]) => this.#number(facet, id)))]
  }

  #number(facet: string, id: string): number {
    const key = nameKey(facet, id)
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    this.#numbers.set(key, this.#values.length)
    return this.#values.push({ facet, id }) - 1
  }

  #lineageOf(id: string): string[] {
    const lineage: string[] = []
    for (
      let at = this.#categories.get(id);
      at && !lineage.includes(at.id);
      at = this.#categories.get(at.parent ?? '')
    )
      lineage.push(at.id)
    return lineage
  }
}

const codesOf = ({ id, variants }: SearchDocument): string[] => [
  ...new Set([id, ...variants.flatMap(({ sku, barcode }) => (barcode ? [sku, barcode] : [sku]))].map(fold)),
]

const nameKey = (facet: string, value?: string): string => (value === undefined ? facet : `${facet}:${value}`)

const isSame = (a: SearchCategory | undefined, b: SearchCategory | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b)
