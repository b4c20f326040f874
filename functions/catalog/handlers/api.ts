import { apiHandler, etag, reply, replyToPut, route } from '#shared/http/api.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { getProduct, listProducts, putProduct } from '../contract/operations.ts'
import { makePutProduct } from '../use-cases/put-product.ts'
import { makeListProducts, makeReadProduct } from '../use-cases/read-products.ts'

const runtime = makeRuntime()
const readProduct = makeReadProduct(runtime)
const list = makeListProducts(runtime)

export const handler = apiHandler('catalog.api', [
  route(putProduct, async ({ params, body, ifMatch, cause }) => {
    const put = makePutProduct(await runtime.commitDeps())
    const result = await put({ sku: params.sku, product: body, ifMatch }, cause)
    if (!result.ok) return result
    const { product, created } = result.value
    return replyToPut(product, { created, headers: etag(product.version) })
  }),

  route(getProduct, async ({ params }) => {
    const found = await readProduct(params.sku)
    return found.ok ? reply(found.value, etag(found.value.version)) : found
  }),

  route(listProducts, async ({ query }) => reply(await list(query))),
])
