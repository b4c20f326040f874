import * as z from 'zod/mini'
import {
  fulfillmentOrderCancelled,
  fulfillmentOrderHandedOver,
  fulfillmentOrderPacked,
  fulfillmentOrderUnpacked,
} from '#contexts/fulfillment/contract/events.ts'
import { stockLocationChanged } from '#contexts/inventory/contract/events.ts'
import { orderAddressCorrected, orderConfirmed } from '#contexts/orders/contract/events.ts'
import { SYSTEM } from '#shared/actor.ts'
import { consumerHandler, on } from '#shared/consumer.ts'
import { readEnvironment } from '#shared/environment.ts'
import { causedBy } from '#shared/events.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeCarrierFor } from '../adapters/carriers.ts'
import { shipmentWebhookReceived } from '../contract/events.ts'
import { makeShipping } from '../use-cases/shipping.ts'

const { EASYPOST_API_URL } = readEnvironment({ EASYPOST_API_URL: z._default(z.string(), '') })
const runtime = makeRuntime()
const carrierFor = makeCarrierFor(runtime, EASYPOST_API_URL)
const shipping = async () => makeShipping({ ...(await runtime.commitDeps()), carrierFor })

export const handler = consumerHandler(
  'shipping.on-event',
  [
    on(stockLocationChanged, async (event) =>
      (await shipping()).keepLocation(event.data, event.sequence, causedBy(event, SYSTEM)),
    ),
    on(orderConfirmed, async (event) => (await shipping()).keepOrder(event)),
    on(orderAddressCorrected, async (event) => (await shipping()).retryDeclined(event)),
    on(fulfillmentOrderPacked, async (event) => (await shipping()).shipParcels(event)),
    on(fulfillmentOrderUnpacked, async (event) => (await shipping()).voidOpened(event)),
    on(fulfillmentOrderHandedOver, async (event) => (await shipping()).noteHandOver(event)),
    on(fulfillmentOrderCancelled, async (event) => (await shipping()).voidLabels(event)),
    on(shipmentWebhookReceived, async (event) => (await shipping()).applyWebhook(event)),
  ],
  runtime.personal,
)
