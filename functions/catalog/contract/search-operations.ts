import * as z from 'zod/mini'
import { country, listOf, locale, pageQuery } from '#shared/http/schemas.ts'
import { categoryId } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import { defineOperation } from '#shared/operation.ts'
import { facet, priceRange, productCard, searchSynonyms, suggestion } from './search-types.ts'

/** What people type; longer is no search. */
const searchText = z.string().check(z.maxLength(500))

const narrowing = {
  ...pageQuery,
  /** Such as `category:shoes;color:red|blue;price:1000..5000;stock:in`; by ids as facets give them, prices in minor units. */
  filter: z.optional(z.string().check(z.maxLength(2_000))),
  sort: z.optional(z.enum(['relevance', 'price', '-price', 'newest', 'best_selling'])),
  /** Narrows names to the nearest language; its synonyms count. */
  language: z.optional(locale),
  /** Shows prices in it; what has none is left out. */
  currency: z.optional(currency),
  /** Stock is what is sent there. */
  country: z.optional(country),
}

export const searchProducts = defineOperation({
  id: 'searchProducts',
  context: 'catalog',
  servedBy: 'discovery',
  method: 'GET',
  path: '/v1/search',
  summary: 'Find products by words and filters; typing mistakes are forgiven',
  access: 'public',
  query: z.strictObject({ q: z.optional(searchText), ...narrowing }),
  answer: z.strictObject({
    ...listOf(productCard).shape,
    /** How many are found, on all pages. */
    total: z.int(),
    /** The counts of one are over what meets the filters of all others. */
    facets: z.array(facet),
    /** Where a currency is asked for. */
    priceRange: z.optional(priceRange),
  }),
  refusals: ['malformed'],
})

export const listProducts = defineOperation({
  id: 'listProducts',
  context: 'catalog',
  servedBy: 'discovery',
  method: 'GET',
  path: '/v1/products',
  summary: 'List the products that are shown',
  access: 'public',
  query: z.strictObject({ category: z.optional(categoryId), ...narrowing }),
  answer: listOf(productCard),
  refusals: ['malformed'],
})

export const suggest = defineOperation({
  id: 'suggest',
  context: 'catalog',
  servedBy: 'discovery',
  method: 'GET',
  path: '/v1/suggestions',
  summary: 'Suggest categories and products while somebody types',
  access: 'public',
  query: z.strictObject({
    q: searchText,
    language: z.optional(locale),
    limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(20)), 8),
  }),
  answer: z.strictObject({ items: z.array(suggestion) }),
})

const synonymsResource = z.strictObject({ ...searchSynonyms.shape, version: z.int() })
export type SynonymsResource = z.infer<typeof synonymsResource>

export const putSynonyms = defineOperation({
  id: 'putSynonyms',
  context: 'catalog',
  servedBy: 'categories',
  method: 'PUT',
  path: '/v1/search/synonyms',
  summary: 'Write all synonyms of the search',
  access: 'catalog:write',
  body: searchSynonyms,
  answer: synonymsResource,
  refusals: ['precondition_required', 'precondition_failed'],
})

export const getSynonyms = defineOperation({
  id: 'getSynonyms',
  context: 'catalog',
  servedBy: 'categories',
  method: 'GET',
  path: '/v1/search/synonyms',
  summary: 'Read the synonyms of the search',
  access: 'catalog:read',
  answer: synonymsResource,
})

export const searchOperations = [searchProducts, listProducts, suggest, putSynonyms, getSynonyms]
