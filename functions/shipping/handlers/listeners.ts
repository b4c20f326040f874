import {
  fulfillmentOrderCancelled,
  fulfillmentOrderHandedOver,
  fulfillmentOrderPacked,
  fulfillmentOrderUnpacked,
} from '#contexts/fulfillment/contract/events.ts'
import { stockLocationChanged } from '#contexts/inventory/contract/events.ts'
import { orderAddressCorrected, orderConfirmed } from '#contexts/orders/contract/events.ts'
import { SYSTEM } from '#shared/actor.ts'
import { on, type Subscription } from '#shared/consumer.ts'
import { causedBy } from '#shared/events.ts'
import { shipmentWebhookReceived } from '../contract/events.ts'
import type { makeShipping } from '../use-cases/shipping.ts'

/** What shipping does when it hears of something. */
export const listeners = (
  shipping: () => Promise<ReturnType<typeof makeShipping>>,
): readonly Subscription[] => [
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
]
