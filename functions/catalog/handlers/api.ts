import { systemClock } from '#shared/clock.ts'
import { apiHandler, cacheable, etag, reply, replyToPut, route } from '#shared/http/api.ts'
import { makeRuntime } from '#shared/runtime.ts'
import * as operations from '../contract/operations.ts'
import { makePutProduct } from '../use-cases/put-product.ts'
import {
  makeListCatalogProducts,
  makeReadCatalogProduct,
  makeReadProduct,
  makeReadProductHistory,
  toResource,
} from '../use-cases/read-products.ts'
import { MEDIA_URL } from './media-url.ts'

const runtime = makeRuntime()

export const handler = apiHandler('catalog.api', [
  route(operations.putProduct, async ({ params, body, ifMatch, cause }) => {
    const put = makePutProduct(await runtime.commitDeps())
    const result = await put({ id: params.id, product: body, ifMatch }, cause)
    if (!result.ok) return result
    const { product, created } = result.value
    return replyToPut(toResource(product), { created, headers: etag(product.version) })
  }),
  route(operations.getProduct, async ({ params, query }) => {
    const found = await makeReadProduct({ ...runtime, clock: systemClock, mediaUrl: MEDIA_URL })(
      params.id,
      query,
    )
    return found.ok ? reply(found.value, cacheable(found.value, found.value.version)) : found
  }),
  route(operations.getCatalogProduct, async ({ params }) => {
    const found = await makeReadCatalogProduct(runtime)(params.id)
    return found.ok ? reply(found.value, etag(found.value.version)) : found
  }),
  route(operations.listCatalogProducts, async ({ query }) =>
    reply(await makeListCatalogProducts(runtime)(query)),
  ),
  route(operations.readProductHistory, async ({ params, query }) => {
    const history = await makeReadProductHistory(runtime)(params.id, query)
    return history.ok ? reply(history.value) : history
  }),
])
