import {
  fulfillmentOrderCancelled,
  fulfillmentOrderHandedOver,
  fulfillmentOrderPacked,
  fulfillmentOrderUnpacked,
} from '#contexts/fulfillment/contract/events.ts'
import { stockLocationChanged } from '#contexts/inventory/contract/events.ts'
import { orderAddressCorrected, orderConfirmed } from '#contexts/orders/contract/events.ts'
import { shipmentWebhookReceived } from './events.ts'

/** The events that shipping listens to. */
export const subscriptions = [
  stockLocationChanged,
  orderConfirmed,
  orderAddressCorrected,
  fulfillmentOrderPacked,
  fulfillmentOrderUnpacked,
  fulfillmentOrderHandedOver,
  fulfillmentOrderCancelled,
  shipmentWebhookReceived,
] as const
