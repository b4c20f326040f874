import type { Clock } from '#shared/clock.ts'
import { of } from '#shared/money.ts'
import type { Read } from '#shared/operation.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { listProducts, searchProducts, suggest } from '../../contract/search-operations.ts'
import { shownCard } from '../../domain/search/cards.ts'
import { type Filters, readFilters } from '../../domain/search/filters.ts'
import { readMark, writeMark } from '../../domain/search/ranking.ts'
import type { SearchIndex } from '../../domain/search/search-index.ts'

export interface SearchDeps {
  readonly index: SearchIndex
  readonly clock: Clock
  /** What addresses of pictures begin with. */
  readonly mediaUrl: string
}

type SearchQuery = Read<typeof searchProducts.query>
type ListQuery = Read<typeof listProducts.query>

/**
 * Finds products by words and filters, with the counts of each facet.
 * Refusal: `malformed`, for filters that cannot be read, and for prices that are asked for in no currency.
 */
export const makeSearchProducts =
  ({ index, clock, mediaUrl }: SearchDeps) =>
  async (query: SearchQuery): Promise<Outcome<Read<typeof searchProducts.answer>, 'malformed'>> => {
    const filters = filtersOf(query)
    if (!filters.ok) return filters
    const { q, cursor, filter: _, ...rest } = query
    const answer = await index.search({
      ...rest,
      text: q,
      filters: filters.value,
      after: readMark(cursor),
      now: clock.now(),
    })
    const { items, next, total, facets, priceRange } = answer
    return success({
      items: items.map((item) => shownCard(item, mediaUrl)),
      nextCursor: next ? writeMark(next) : null,
      total,
      facets: [...facets],
      ...(priceRange && query.currency
        ? { priceRange: { min: of(priceRange.min, query.currency), max: of(priceRange.max, query.currency) } }
        : {}),
    })
  }

/** Lists products without words; the category is one more filter. Refusal: `malformed`. */
export const makeListProducts =
  (deps: SearchDeps) =>
  async ({
    category,
    ...query
  }: ListQuery): Promise<Outcome<Read<typeof listProducts.answer>, 'malformed'>> => {
    const filter = [query.filter, category ? `category:${category}` : ''].filter(Boolean).join(';')
    const found = await makeSearchProducts(deps)({ ...query, filter })
    return found.ok ? success({ items: found.value.items, nextCursor: found.value.nextCursor }) : found
  }

/** Suggests categories and products by what is typed. */
export const makeSuggest =
  ({ index }: Pick<SearchDeps, 'index'>) =>
  async ({ q, ...rest }: Read<typeof suggest.query>): Promise<Read<typeof suggest.answer>> => ({
    items: [...(await index.suggest({ text: q, ...rest }))],
  })

function filtersOf({ filter, sort, currency }: SearchQuery): Outcome<Filters, 'malformed'> {
  const filters = readFilters(filter ?? '')
  if (!filters.ok || currency !== undefined) return filters
  if (filters.value.price) return needsCurrency('/query/filter')
  return sort === 'price' || sort === '-price' ? needsCurrency('/query/sort') : filters
}

function needsCurrency(pointer: string) {
  const detail = 'Prices are compared in one currency: say which, such as currency=JPY.'
  return refuse('malformed', detail, [{ pointer, code: 'currency_missing', detail }])
}
