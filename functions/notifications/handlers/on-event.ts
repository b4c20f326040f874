import * as orders from '#contexts/orders/contract/events.ts'
import { shipmentStatusChanged } from '#contexts/shipping/contract/events.ts'
import { consumerHandler, on } from '#shared/consumer.ts'
import { once } from '#shared/once.ts'
import { makeTellOfOrder } from '../use-cases/tell-of-order.ts'
import { makeTellOfParcel } from '../use-cases/tell-of-parcel.ts'
import { notificationDeps } from './dependencies.ts'

const prepare = once(async () => {
  const deps = await notificationDeps()
  return { personal: deps.personal, order: makeTellOfOrder(deps), parcel: makeTellOfParcel(deps) }
})

export const subscriptions = [
  on(orders.orderPaymentRequired, async (event) => (await prepare()).order.paymentRequired(event)),
  on(orders.orderConfirmed, async (event) => (await prepare()).order.confirmed(event)),
  on(orders.orderPartiallyShipped, async (event) => (await prepare()).order.shipped(event)),
  on(orders.orderShipped, async (event) => (await prepare()).order.shipped(event)),
  on(orders.orderCompleted, async (event) => (await prepare()).order.completed(event)),
  on(orders.orderRejected, async (event) => (await prepare()).order.rejected(event)),
  on(orders.orderCancelled, async (event) => (await prepare()).order.cancelled(event)),
  on(shipmentStatusChanged, async (event) => (await prepare()).parcel(event)),
]

export const handler = consumerHandler(
  'notifications.on-event',
  subscriptions,
  async () => (await prepare()).personal,
)
