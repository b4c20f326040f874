import type { Currency } from '#shared/money.ts'
import type { FacetShown, Suggestion } from '../../contract/search-types.ts'
import type { FoundCard } from './cards.ts'
import type { Filters } from './filters.ts'
import type { Mark, Sort } from './ranking.ts'

export interface SearchRequest {
  /** What people have typed; all there is where it is missing or empty. */
  readonly text?: string | undefined
  readonly filters: Filters
  /** By relevance where there is a text, else by how well things sell. */
  readonly sort?: Sort | undefined
  readonly after?: Mark | undefined
  readonly limit: number
  /** Narrows names to the nearest language; whose synonyms count. */
  readonly language?: string | undefined
  readonly currency?: Currency | undefined
  readonly country?: string | undefined
  readonly now: Date
}

export interface SearchAnswer {
  readonly items: readonly FoundCard[]
  readonly next: Mark | undefined
  readonly total: number
  readonly facets: readonly FacetShown[]
  /** Minor units of the currency that was asked for. */
  readonly priceRange: { readonly min: number; readonly max: number } | undefined
}

export interface SuggestionRequest {
  readonly text: string
  readonly language?: string | undefined
  readonly limit: number
}

/** What finds products. In memory here; a cluster of its own would stand behind the same port. */
export interface SearchIndex {
  search(request: SearchRequest): Promise<SearchAnswer>
  suggest(request: SuggestionRequest): Promise<readonly Suggestion[]>
}
