import { nearestTag, textFor } from '#shared/texts.ts'
import type { Suggestion } from '../../contract/search-types.ts'
import { cardOf, shownFacet } from './cards.ts'
import { count, type Found } from './count.ts'
import type { Place, SearchCategory, SearchChange, Synonyms } from './document.ts'
import { placesServing } from './places.ts'
import { pageBehind, ranked } from './ranking.ts'
import type { SearchAnswer, SearchRequest, SuggestionRequest } from './search-index.ts'
import { type Entry, type KeptCodes, type KeptProduct, Shelf } from './shelf.ts'
import { NO_SYNONYMS, type SynonymBook, synonymBook } from './synonyms.ts'
import { fold } from './tokens.ts'
import { wantsOf } from './wants.ts'
import { findByWords, type WordIndex } from './word-index.ts'
import { wordsOf } from './words.ts'

/** All of a catalog index, as it is kept. */
export interface KeptIndex<Words = unknown> {
  readonly products: readonly KeptProduct[]
  readonly codes: () => KeptCodes
  readonly categories: readonly SearchCategory[]
  readonly places: readonly Place[]
  readonly synonyms: Synonyms
  readonly words: Words
}

/** The catalog as it is searched, in memory: what was changed is found at once. */
export class CatalogIndex<Kept = unknown> {
  readonly #words: WordIndex<Kept>
  readonly #shelf = new Shelf()
  readonly #places = new Map<string, Place>()
  #synonyms: Synonyms = {}
  #books = new Map<string, SynonymBook>()

  /** @param words empty, or with the words of all that `kept` has */
  constructor(words: WordIndex<Kept>, kept?: Omit<KeptIndex, 'words'>) {
    this.#words = words
    if (!kept) return
    this.#shelf.replaceCategories(kept.categories)
    this.#shelf.restore(kept.products, kept.codes)
    for (const place of kept.places) this.#places.set(place.locationId, place)
    this.#setSynonyms(kept.synonyms)
  }

  get size(): number {
    return this.#shelf.size
  }

  apply(change: SearchChange): void {
    switch (change.kind) {
      case 'product':
        this.#words.put(wordsOf(this.#shelf.put(change.document), this.#shelf))
        break
      case 'product_gone':
        this.#shelf.remove(change.productId)
        this.#words.remove(change.productId)
        break
      case 'categories':
        for (const entry of this.#shelf.replaceCategories(change.categories))
          this.#words.put(wordsOf(entry, this.#shelf))
        break
      case 'place':
        this.#places.set(change.place.locationId, change.place)
        break
      case 'synonyms':
        this.#setSynonyms(change.synonyms)
        break
    }
  }

  search(request: SearchRequest): SearchAnswer {
    const { currency, country, language, now, filters, limit } = request
    const serving = country === undefined ? undefined : placesServing(this.#places.values(), country, now)
    const view = { currency, serving, language, now }
    const text = request.text?.trim() ?? ''
    const found = [...(text === '' ? this.#all() : this.#byWords(text, language))]
    const { matches, facets, priceRange } = count(found, this.#shelf, filters, view)
    const ranking = ranked(matches, request.sort ?? (text === '' ? 'best_selling' : 'relevance'))
    const { page, next } = pageBehind(ranking, request.after, limit)
    return {
      items: page.map((match) => cardOf(match, view)),
      next,
      total: matches.length,
      facets: facets.map((facet) => shownFacet(facet, this.#shelf, language)),
      priceRange,
    }
  }

  /** Categories and products whose names have what is typed, the last word as far as it is typed. */
  suggest({ text, language, limit }: SuggestionRequest): Suggestion[] {
    const categories = this.#categoriesNamed(text, language).slice(0, Math.ceil(limit / 2))
    const found = this.#find(text, language, { namesOnly: true })
    const suggestions = [...categories]
    const said = new Set(categories.map((category) => category.text))
    for (const { entry } of ranked(matchesOf(this.#entriesOf(found)), 'relevance')) {
      if (suggestions.length === limit) break
      const name = textFor(entry.document.name, language ?? 'en')
      if (said.has(name)) continue
      said.add(name)
      suggestions.push({ kind: 'product', id: entry.document.id, text: name })
    }
    return suggestions
  }

  keep(): KeptIndex<Kept> {
    return {
      products: this.#shelf.kept(),
      codes: () => this.#shelf.keptCodes(),
      categories: this.#shelf.categories,
      places: [...this.#places.values()],
      synonyms: this.#synonyms,
      words: this.#words.keep(),
    }
  }

  *#all(): Iterable<Found> {
    for (const entry of this.#shelf.entries()) yield { entry, score: 0 }
  }

  /** Who types a code means what has it: that comes first, and nothing is guessed beside it. */
  *#byWords(text: string, language: string | undefined): Iterable<Found> {
    const coded = this.#shelf.byCode(text)
    if (coded) yield { entry: coded, score: Number.POSITIVE_INFINITY }
    const found = this.#find(text, language, { patient: !coded })
    for (const one of this.#entriesOf(found)) if (one.entry !== coded) yield one
  }

  #find(
    text: string,
    language: string | undefined,
    how: { readonly patient?: boolean; readonly namesOnly?: boolean },
  ): ReadonlyMap<string, number> {
    const book = this.#bookOf(language)
    return findByWords(this.#words, (by) => wantsOf(text, book, by), how)
  }

  *#entriesOf(scores: ReadonlyMap<string, number>): Iterable<Found> {
    for (const [id, score] of scores) {
      const entry = this.#shelf.get(id)
      if (entry) yield { entry, score }
    }
  }

  #categoriesNamed(text: string, language: string | undefined): Suggestion[] {
    const typed = fold(text).trim()
    if (typed === '') return []
    return this.#shelf.categories
      .map(({ id, name }) => ({ kind: 'category' as const, id, text: textFor(name, language ?? 'en') }))
      .filter((category) => startsAWord(fold(category.text), typed))
      .toSorted((a, b) => (a.text < b.text ? -1 : 1))
  }

  #setSynonyms(synonyms: Synonyms): void {
    this.#synonyms = synonyms
    this.#books = new Map(Object.entries(synonyms).map(([tag, groups]) => [tag, synonymBook(groups)]))
  }

  /** Of the nearest language alone: a word of one may mean something else in another. */
  #bookOf(language: string | undefined): SynonymBook {
    const tag = nearestTag([...this.#books.keys()], language ?? 'en')
    return (tag === undefined ? undefined : this.#books.get(tag)) ?? NO_SYNONYMS
  }
}

const startsAWord = (name: string, typed: string): boolean =>
  name.startsWith(typed) ||
  name.includes(` ${typed}`) ||
  (!/^[\x20-\x7e]*$/.test(typed) && name.includes(typed))

/** Suggestions are not filtered: each product counts, with all of its variants. */
const matchesOf = (found: Iterable<{ entry: Entry; score: number }>) =>
  [...found].map(({ entry, score }) => ({
    entry,
    score,
    variants: entry.variants,
    from: undefined,
    to: undefined,
  }))
