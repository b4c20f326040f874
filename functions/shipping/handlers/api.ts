import { apiHandler, etag, reply, route } from '#shared/http/api.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeChangeParcel } from '../adapters/parcel-repository.ts'
import { addScan, getShipment, listShipments } from '../contract/operations.ts'
import { makeAddScan } from '../use-cases/add-scan.ts'
import { makeListShipments, makeReadShipment } from '../use-cases/read-shipments.ts'

const runtime = makeRuntime()

export const handler = apiHandler('shipping.api', [
  route(getShipment, async ({ params }) => {
    const read = makeReadShipment(await runtime.commitDeps())
    const found = await read(params.shipmentId)
    return found.ok ? reply(found.value, etag(found.value.version)) : found
  }),

  route(listShipments, async ({ query }) => {
    const list = makeListShipments(await runtime.commitDeps())
    return reply(await list(query))
  }),

  route(addScan, async ({ params, body, ifMatch, cause }) => {
    const deps = await runtime.commitDeps()
    const add = makeAddScan({ ...deps, change: makeChangeParcel(deps) })
    const added = await add({ ...params, scan: body, ifMatch }, cause)
    return added.ok ? reply(added.value, etag(added.value.version)) : added
  }),
])
