import { fulfillmentOrderHandedOver } from '#contexts/fulfillment/contract/events.ts'
import { orderLinesCancelled } from '#contexts/orders/contract/events.ts'
import { shipmentInspected } from '#contexts/shipping/contract/events.ts'
import { consumerHandler, on } from '#shared/consumer.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeRecordHandOver } from '../use-cases/record-hand-over.ts'
import { makeReleaseLines } from '../use-cases/release-lines.ts'
import { makeTakeBack } from '../use-cases/take-back.ts'

const runtime = makeRuntime()

export const handler = consumerHandler(
  'inventory.on-event',
  [
    on(fulfillmentOrderHandedOver, async (event) => makeRecordHandOver(await runtime.commitDeps())(event)),
    on(orderLinesCancelled, async (event) => makeReleaseLines(await runtime.commitDeps())(event)),
    on(shipmentInspected, async (event) => makeTakeBack(await runtime.commitDeps())(event)),
  ],
  runtime.personal,
)
