import { apiHandler, cacheable, etag, reply, replyToPut, route } from '#shared/http/api.ts'
import { makeRuntime } from '#shared/runtime.ts'
import * as operations from '../contract/category-operations.ts'
import { getSynonyms, putSynonyms } from '../contract/search-operations.ts'
import {
  makeListCategories,
  makePutCategory,
  makeReadCategory,
  makeRemoveCategory,
} from '../use-cases/categories.ts'
import { makePutSynonyms, makeReadSynonyms } from '../use-cases/search/synonyms.ts'

const runtime = makeRuntime()
const readSynonyms = makeReadSynonyms(runtime)

export const handler = apiHandler('catalog.categories', [
  route(operations.putCategory, async ({ params, body, ifMatch, cause }) => {
    const put = makePutCategory(await runtime.commitDeps())
    const result = await put({ id: params.id, category: body, ifMatch }, cause)
    if (!result.ok) return result
    const { category, created } = result.value
    return replyToPut(category, { created, headers: etag(category.version) })
  }),
  route(operations.removeCategory, async ({ params, ifMatch, cause }) => {
    const removed = await makeRemoveCategory(await runtime.commitDeps())({ id: params.id, ifMatch }, cause)
    return removed.ok ? reply(removed.value) : removed
  }),
  route(operations.getCategory, async ({ params }) => {
    const found = await makeReadCategory(runtime)(params.id)
    return found.ok ? reply(found.value, cacheable(found.value, found.value.version)) : found
  }),
  route(operations.listCategories, async ({ query }) => {
    const list = await makeListCategories(runtime)(query)
    return reply(list, cacheable(list))
  }),
  route(putSynonyms, async ({ body, ifMatch, cause }) => {
    const put = makePutSynonyms(await runtime.commitDeps())
    const result = await put({ ...body, ifMatch }, cause)
    if (!result.ok) return result
    const { synonyms, created } = result.value
    return replyToPut(synonyms, { created, headers: etag(synonyms.version) })
  }),
  route(getSynonyms, async () => {
    const synonyms = await readSynonyms()
    return reply(synonyms, etag(synonyms.version))
  }),
])
