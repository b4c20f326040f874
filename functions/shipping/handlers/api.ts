import { apiHandler, etag, reply, route } from '#shared/http/api.ts'
import type { Outcome } from '#shared/outcomes.ts'
import { makeRuntime } from '#shared/runtime.ts'
import {
  addScan,
  attachLabel,
  getShipment,
  listShipments,
  recordInspection,
  type ShipmentResource,
} from '../contract/operations.ts'
import { makeDesk } from '../use-cases/desk.ts'

const runtime = makeRuntime()
const desk = async () => makeDesk(await runtime.commitDeps())

const answer = (outcome: Outcome<ShipmentResource>) =>
  outcome.ok ? reply(outcome.value, etag(outcome.value.version)) : outcome

export const handler = apiHandler('shipping.api', [
  route(getShipment, async ({ params }) => answer(await (await desk()).read(params.shipmentId))),

  route(listShipments, async ({ query }) => reply(await (await desk()).list(query))),

  route(attachLabel, async ({ params, body, cause }) =>
    answer(await (await desk()).attachLabel(params.fulfillmentOrderId, body, cause)),
  ),

  route(recordInspection, async ({ params, body, idempotencyKey, requestHash, cause }) =>
    answer(await (await desk()).recordInspection({ ...params, body, idempotencyKey, requestHash }, cause)),
  ),

  route(addScan, async ({ params, body, ifMatch, cause }) =>
    answer(await (await desk()).addScan({ ...params, scan: body, ifMatch }, cause)),
  ),
])
