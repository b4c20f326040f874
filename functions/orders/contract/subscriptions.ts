import { customerChanged, customerRegistered } from '#contexts/customers/contract/events.ts'
import { FULFILLMENT_ORDER_EVENTS } from '#contexts/fulfillment/contract/events.ts'
import { notificationFailed } from '#contexts/notifications/contract/events.ts'
import {
  PAYMENT_EVENTS,
  paymentNeedsAttention,
  paymentRefundSettled,
} from '#contexts/payments/contract/events.ts'
import { SHIPMENT_EVENTS } from '#contexts/shipping/contract/events.ts'
import {
  orderAddressCorrected,
  orderJobContinued,
  orderJobRequested,
  orderPlaced,
  orderRestarted,
} from './events.ts'

/** What `on-event` listens to. */
export const subscriptions = [
  ...PAYMENT_EVENTS,
  ...FULFILLMENT_ORDER_EVENTS,
  ...SHIPMENT_EVENTS,
  paymentRefundSettled,
  paymentNeedsAttention,
  notificationFailed,
  customerRegistered,
  customerChanged,
]

/**
 * What `starter` listens to, on a queue of its own: accepting waits neither for the workflow's quota nor for
 * the order to be findable.
 */
export const starterSubscriptions = [orderPlaced, orderRestarted, orderAddressCorrected]

/** What `jobs` listens to, on a queue of its own: five hundred orders never stand before one. */
export const jobSubscriptions = [orderJobRequested, orderJobContinued]
