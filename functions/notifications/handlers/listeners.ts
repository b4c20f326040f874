import { cartReminderDue } from '#contexts/checkout/contract/cart-events.ts'
import { giftCardSold } from '#contexts/checkout/contract/gift-card-events.ts'
import * as orders from '#contexts/orders/contract/events.ts'
import { shipmentStatusChanged } from '#contexts/shipping/contract/events.ts'
import { on, type Subscription } from '#shared/consumer.ts'
import { once } from '#shared/once.ts'
import type { NotificationDeps } from '../use-cases/ports.ts'
import { makeTellOfCart } from '../use-cases/tell-of-cart.ts'
import { makeTellOfChange } from '../use-cases/tell-of-change.ts'
import { makeTellOfOrder } from '../use-cases/tell-of-order.ts'
import { makeTellOfParcel } from '../use-cases/tell-of-parcel.ts'
import { makeTellOfPayment } from '../use-cases/tell-of-payment.ts'
import { accountListeners } from './account-listeners.ts'

/** What people are told when notifications hears of something. */
export function listeners(deps: () => Promise<NotificationDeps>): readonly Subscription[] {
  const prepare = once(async () => {
    const given = await deps()
    return {
      order: makeTellOfOrder(given),
      payment: makeTellOfPayment(given),
      change: makeTellOfChange(given),
      parcel: makeTellOfParcel(given),
      cart: makeTellOfCart(given),
    }
  })
  return [
    on(orders.orderPaymentRequired, async (event) => (await prepare()).payment.required(event)),
    on(orders.orderPaymentReminder, async (event) => (await prepare()).payment.reminder(event)),
    on(orders.orderHeld, async (event) => (await prepare()).change.held(event)),
    on(orders.orderConfirmed, async (event) => (await prepare()).order.confirmed(event)),
    on(orders.orderAddressCorrected, async (event) => (await prepare()).change.addressCorrected(event)),
    on(orders.orderDelayed, async (event) => (await prepare()).change.delayed(event)),
    on(orders.orderLinesCancelled, async (event) => (await prepare()).change.linesCancelled(event)),
    on(orders.orderPartiallyShipped, async (event) => (await prepare()).order.shipped(event)),
    on(orders.orderShipped, async (event) => (await prepare()).order.shipped(event)),
    on(orders.orderDigitalDelivered, async (event) => (await prepare()).order.digitalDelivered(event)),
    on(orders.orderCompleted, async (event) => (await prepare()).order.completed(event)),
    on(orders.orderRefunded, async (event) => (await prepare()).payment.refunded(event)),
    on(orders.orderWithdrawn, async (event) => (await prepare()).change.withdrawn(event)),
    on(orders.orderRejected, async (event) => (await prepare()).order.rejected(event)),
    on(orders.orderCancelled, async (event) => (await prepare()).order.cancelled(event)),
    on(orders.orderReturned, async (event) => (await prepare()).order.returned(event)),
    on(shipmentStatusChanged, async (event) => (await prepare()).parcel(event)),
    on(cartReminderDue, async (event) => (await prepare()).cart(event)),
    on(giftCardSold, async (event) => (await prepare()).order.giftCard(event)),
    ...accountListeners(deps),
  ]
}
