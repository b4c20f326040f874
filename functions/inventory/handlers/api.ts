import { apiHandler, etag, reply, replyToPut, route } from '#shared/http/api.ts'
import { makeRuntime } from '#shared/runtime.ts'
import * as operations from '../contract/operations.ts'
import { makeAdjustStock } from '../use-cases/adjust-stock.ts'
import { makePutSafetyStock, makeReadSafetyStock } from '../use-cases/put-safety-stock.ts'
import { makePutStockLocation } from '../use-cases/put-stock-location.ts'
import { makeListMovements, makeReadStock } from '../use-cases/read-stock.ts'
import { makeListStockLocations, makeReadStockLocation } from '../use-cases/read-stock-locations.ts'

const runtime = makeRuntime()

export const handler = apiHandler('inventory.api', [
  route(operations.putStockLocation, async ({ params, body, ifMatch, cause }) => {
    const put = makePutStockLocation(await runtime.commitDeps())
    const result = await put({ id: params.id, location: body, ifMatch }, cause)
    if (!result.ok) return result
    const { location, created } = result.value
    return replyToPut(location, { created, headers: etag(location.version) })
  }),
  route(operations.getStockLocation, async ({ params }) => {
    const found = await makeReadStockLocation(runtime)(params.id)
    return found.ok ? reply(found.value, etag(found.value.version)) : found
  }),
  route(operations.listStockLocations, async ({ query }) =>
    reply(await makeListStockLocations(runtime)(query)),
  ),

  route(operations.adjustStock, async (request) => {
    const result = await makeAdjustStock(await runtime.commitDeps())(request)
    return result.ok ? reply(result.value) : result
  }),
  route(operations.getStock, async ({ params }) => reply(await makeReadStock(runtime)(params.sku))),
  route(operations.listMovements, async ({ params, query }) =>
    reply(await makeListMovements(runtime)(params.sku, query)),
  ),

  route(operations.putSafetyStock, async ({ params, body, ifMatch, cause }) => {
    const put = makePutSafetyStock(await runtime.commitDeps())
    const result = await put({ place: params, safety: body.safety, ifMatch }, cause)
    if (!result.ok) return result
    const { setting, created } = result.value
    return replyToPut(setting, { created, headers: etag(setting.version) })
  }),
  route(operations.getSafetyStock, async ({ params }) => {
    const found = await makeReadSafetyStock(runtime)(params)
    return found.ok ? reply(found.value, etag(found.value.version)) : found
  }),
])
