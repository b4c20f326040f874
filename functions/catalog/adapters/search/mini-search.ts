import type { Query } from 'minisearch'
import { termsOf } from '../../domain/search/tokens.ts'
import type { Term, Want } from '../../domain/search/wants.ts'
import type { Patience, WordIndex, Words } from '../../domain/search/word-index.ts'
import { PackedSearch, type PackedWords } from './packed-search.ts'

/** What is in a name says more of a product than what is said about it. */
const NAME_BOOST = 3

const OPTIONS = {
  fields: ['name', 'details'],
  tokenize: termsOf,
  // Terms come folded.
  processTerm: (term: string) => term,
  searchOptions: { boost: { name: NAME_BOOST }, tokenize: (term: string) => [term] },
}

/** An index of words in memory: an empty one, or as it was kept. */
export function openMiniSearch(kept?: PackedWords): WordIndex<PackedWords> {
  const index = kept ? PackedSearch.open<Words>(kept, OPTIONS) : new PackedSearch<Words>(OPTIONS)
  return {
    look(wants, patience) {
      const results = index.search(queryOf(wants, patience), patience.namesOnly ? { fields: ['name'] } : {})
      const needed = Math.ceil(wants.length * patience.share)
      const enough =
        needed === wants.length
          ? results
          : results.filter(({ queryTerms }) => metBy(new Set(queryTerms), wants) >= needed)
      return new Map(enough.map(({ id, score }) => [String(id), score]))
    },
    put(words) {
      if (index.has(words.id)) index.discard(words.id)
      index.add(words)
    },
    remove(id) {
      if (index.has(id)) index.discard(id)
    },
    keep: () => index.pack(),
  }
}

function queryOf(wants: readonly Want[], { forgiving, share }: Patience): Query {
  const term = ({ text, prefix, mistakes }: Term): Query => ({
    queries: [text],
    prefix,
    fuzzy: forgiving && mistakes,
    maxFuzzy: 2,
  })
  const all = (terms: readonly Term[]): Query => ({ combineWith: 'AND', queries: terms.map(term) })
  const any = (want: Want): Query => ({ combineWith: 'OR', queries: want.map(all) })
  return { combineWith: share === 1 ? 'AND' : 'OR', queries: wants.map(any) }
}

const metBy = (found: ReadonlySet<string>, wants: readonly Want[]): number =>
  wants.filter((want) => want.some((terms) => terms.every(({ text }) => found.has(text)))).length
