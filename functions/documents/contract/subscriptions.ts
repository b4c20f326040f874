import { productPublished } from '#contexts/catalog/contract/events.ts'
import {
  fulfillmentOrderCancelled,
  fulfillmentOrderCreated,
  fulfillmentOrderReduced,
} from '#contexts/fulfillment/contract/events.ts'
import {
  orderAddressCorrected,
  orderCompleted,
  orderConfirmed,
  orderLinesCancelled,
  orderRefunded,
} from '#contexts/orders/contract/events.ts'
import { paymentCaptured, paymentReceived, paymentRefundSettled } from '#contexts/payments/contract/events.ts'

/** What papers are made of. */
export const subscriptions = [
  orderConfirmed,
  orderAddressCorrected,
  orderLinesCancelled,
  orderCompleted,
  orderRefunded,
  paymentCaptured,
  paymentReceived,
  paymentRefundSettled,
  fulfillmentOrderCreated,
  fulfillmentOrderReduced,
  fulfillmentOrderCancelled,
  productPublished,
]
