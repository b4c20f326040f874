import { fulfillmentOrderCancelled, fulfillmentOrderPacked } from '#contexts/fulfillment/contract/events.ts'
import { stockLocationChanged } from '#contexts/inventory/contract/events.ts'
import { orderConfirmed } from '#contexts/orders/contract/events.ts'
import { shipmentWebhookReceived } from './events.ts'

/** The events that shipping listens to. */
export const subscriptions = [
  stockLocationChanged,
  orderConfirmed,
  fulfillmentOrderPacked,
  fulfillmentOrderCancelled,
  shipmentWebhookReceived,
] as const
