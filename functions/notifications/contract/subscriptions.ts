import {
  orderCancelled,
  orderCompleted,
  orderConfirmed,
  orderPartiallyShipped,
  orderPaymentRequired,
  orderRejected,
  orderShipped,
} from '#contexts/orders/contract/events.ts'
import { shipmentStatusChanged } from '#contexts/shipping/contract/events.ts'

/** What people are told of; of a shipment's statuses only that it is out for delivery. */
export const subscriptions = [
  orderPaymentRequired,
  orderConfirmed,
  orderPartiallyShipped,
  orderShipped,
  orderCompleted,
  orderRejected,
  orderCancelled,
  shipmentStatusChanged,
]
