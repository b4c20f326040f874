import { cartReminderDue } from '#contexts/checkout/contract/cart-events.ts'
import { giftCardSold } from '#contexts/checkout/contract/gift-card-events.ts'
import {
  customerChanged,
  customerCodeIssued,
  customerErased,
  customerRegistered,
  customerRegistrationRepeated,
  customerSecurityChanged,
} from '#contexts/customers/contract/events.ts'
import {
  orderAddressCorrected,
  orderCancelled,
  orderCompleted,
  orderConfirmed,
  orderDelayed,
  orderDigitalDelivered,
  orderHeld,
  orderLinesCancelled,
  orderPartiallyShipped,
  orderPaymentReminder,
  orderPaymentRequired,
  orderRefunded,
  orderRejected,
  orderReturned,
  orderShipped,
  orderWithdrawn,
} from '#contexts/orders/contract/events.ts'
import { shipmentStatusChanged } from '#contexts/shipping/contract/events.ts'

/** What people are told of; of a shipment's statuses only that it is out for delivery. */
export const subscriptions = [
  orderPaymentRequired,
  orderPaymentReminder,
  orderHeld,
  orderConfirmed,
  orderAddressCorrected,
  orderDelayed,
  orderLinesCancelled,
  orderPartiallyShipped,
  orderShipped,
  orderDigitalDelivered,
  orderCompleted,
  orderRefunded,
  orderWithdrawn,
  orderRejected,
  orderCancelled,
  orderReturned,
  shipmentStatusChanged,
  cartReminderDue,
  giftCardSold,
  customerCodeIssued,
  customerRegistrationRepeated,
  customerRegistered,
  customerChanged,
  customerSecurityChanged,
  customerErased,
]
