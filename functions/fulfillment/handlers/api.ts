import { apiHandler, etag, reply, route } from '#shared/http/api.ts'
import type { ApiRequest } from '#shared/http/request.ts'
import { once } from '#shared/once.ts'
import type { Outcome } from '#shared/outcomes.ts'
import * as operations from '../contract/operations.ts'
import { makeHandOver } from '../use-cases/hand-over.ts'
import { makePackParcels } from '../use-cases/pack-parcels.ts'
import { makePickItems } from '../use-cases/pick-items.ts'
import { makeListFulfillmentOrders, makeReadFulfillmentOrder } from '../use-cases/read-fulfillment-orders.ts'
import { makeShortPickItems } from '../use-cases/short-pick-items.ts'
import { warehouseDeps } from './dependencies.ts'

const deps = once(warehouseDeps)

const show = (outcome: Outcome<operations.FulfillmentOrderResource>) =>
  outcome.ok ? reply(outcome.value, etag(outcome.value.version)) : outcome

type ActionRequest = Pick<ApiRequest<typeof operations.handOver>, 'params' | 'ifMatch' | 'cause'>
const actionOf = ({ params: { fulfillmentOrderId: id }, ifMatch, cause }: ActionRequest) => ({
  id,
  ifMatch,
  cause,
})

export const handler = apiHandler('fulfillment.api', [
  route(operations.listFulfillmentOrders, async ({ query }) =>
    reply(await makeListFulfillmentOrders(await deps())(query)),
  ),
  route(operations.getFulfillmentOrder, async ({ params }) =>
    show(await makeReadFulfillmentOrder(await deps())(params.fulfillmentOrderId)),
  ),
  route(operations.pickItems, async ({ body, idempotencyKey, requestHash, ...rest }) =>
    show(await makePickItems(await deps())({ ...actionOf(rest), body, idempotencyKey, requestHash })),
  ),
  route(operations.shortPickItems, async ({ body, ...rest }) =>
    show(await makeShortPickItems(await deps())({ ...actionOf(rest), body })),
  ),
  route(operations.packParcels, async ({ body, ...rest }) =>
    show(await makePackParcels(await deps())({ ...actionOf(rest), body })),
  ),
  route(operations.handOver, async (request) => show(await makeHandOver(await deps())(actionOf(request)))),
])
