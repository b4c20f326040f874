import { fulfillmentOrderHandedOver } from '#contexts/fulfillment/contract/events.ts'
import { orderLinesCancelled, orderStockSpared } from '#contexts/orders/contract/events.ts'
import { shipmentInspected } from '#contexts/shipping/contract/events.ts'

/** What inventory listens to. */
export const subscriptions = [
  fulfillmentOrderHandedOver,
  orderLinesCancelled,
  orderStockSpared,
  shipmentInspected,
]
