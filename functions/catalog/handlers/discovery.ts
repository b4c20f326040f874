import { systemClock } from '#shared/clock.ts'
import { apiHandler, cacheable, reply, route } from '#shared/http/api.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { listProducts, searchProducts, suggest } from '../contract/search-operations.ts'
import { makeListProducts, makeSearchProducts, makeSuggest } from '../use-cases/search/search-products.ts'
import { openSearch } from './fresh-index.ts'
import { MEDIA_URL } from './media-url.ts'

const { index } = openSearch(makeRuntime())
const deps = { index, clock: systemClock, mediaUrl: MEDIA_URL }
const search = makeSearchProducts(deps)
const list = makeListProducts(deps)
const suggestFor = makeSuggest(deps)

export const handler = apiHandler('catalog.discovery', [
  route(searchProducts, async ({ query }) => {
    const found = await search(query)
    return found.ok ? reply(found.value, cacheable(found.value)) : found
  }),
  route(listProducts, async ({ query }) => {
    const found = await list(query)
    return found.ok ? reply(found.value, cacheable(found.value)) : found
  }),
  route(suggest, async ({ query }) => {
    const found = await suggestFor(query)
    return reply(found, cacheable(found))
  }),
])
