import { readRedemption } from '#contexts/checkout/adapters/redemption-items.ts'
import { makeFulfillmentOrderRepository } from '#contexts/fulfillment/adapters/fulfillment-order-repository.ts'
import { makeOrderRepository } from '#contexts/orders/adapters/order-repository.ts'
import { makeOwnOrders } from '#contexts/orders/adapters/own-orders.ts'
import { newBill } from '#contexts/orders/domain/bill.ts'
import { violations as orderViolations, ownViolations } from '#contexts/orders/domain/invariants.ts'
import type { Order } from '#contexts/orders/domain/order.ts'
import { TERMINAL } from '#contexts/orders/domain/status.ts'
import { readRecipientVersion } from '#contexts/shipping/adapters/recipients.ts'
import { type OrderId, orderId } from '#shared/ids.ts'
import { Fault } from '#shared/outcomes.ts'
import { limboViolations, type OrderRecords, violations } from '../invariants.ts'
import { isOnItsWay } from '../on-its-way.ts'
import { reading, type Snapshot } from '../snapshot.ts'
import { walkAggregates } from '../subjects.ts'
import type { AuditWorld } from '../world.ts'
import { boughtCards } from './gift-cards.ts'
import { bookedReservation } from './inventory.ts'
import { paymentBooks } from './payments.ts'

/** An order in its own books, beside what all others have of it, and whether anything sees to it. */
export const walkOrders = walkAggregates({
  ...{ context: 'orders', kind: 'order', prefix: 'ORDER#' },
  look: async (world, found, given) => {
    const id = orderId.parse(given)
    const orders = await orderBooks(world, found, id)
    const records = { orders, ...(await recordsOfOthers(world, id)) }
    const { payments } = records
    const quiet = !payments || !isOnItsWay(payments, world.clock.now())
    return [
      ...orderViolations(orders),
      ...(await ownership(world, orders.order)),
      ...violations(records, { quiet }),
      ...(await limbo(world, orders.order)),
    ]
  },
})

async function orderBooks(
  world: AuditWorld,
  { store }: Snapshot,
  id: OrderId,
): Promise<OrderRecords['orders']> {
  const repository = makeOrderRepository(reading(store, world))
  const [order, details] = await Promise.all([repository.load(id), repository.details(id)])
  if (!order || !details) throw new Fault(`the order ${id} has no ${order ? 'details' : 'header'}`)
  return {
    order,
    details,
    allocations: await repository.allocations(id),
    bill: (await repository.bill(id)) ?? newBill(details),
    refunds: await repository.refunds(id),
    ...(await repository.logistics(id)),
  }
}

/** Of an order that is somebody's, whether it is found under them. */
async function ownership({ tables }: AuditWorld, order: Order): Promise<readonly string[]> {
  const { id, customerId } = order
  if (!customerId) return []
  const isUnderCustomer = await makeOwnOrders(tables.of('orders')).has(customerId, id)
  return ownViolations({ order, isUnderCustomer })
}

async function recordsOfOthers(world: AuditWorld, id: OrderId): Promise<Omit<OrderRecords, 'orders'>> {
  const fulfillment = makeFulfillmentOrderRepository(reading(world.tables.of('fulfillment'), world))
  const [payments, reservation, fulfillmentOrders, recipientVersion, redemption, giftCards, gateway] =
    await Promise.all([
      paymentBooks(world, id),
      bookedReservation(world.tables.of('inventory'), id),
      fulfillment.allOf(id),
      readRecipientVersion(world.tables.of('shipping'), id),
      readRedemption(world.tables.of('checkout'), id),
      boughtCards(reading(world.tables.of('checkout'), world), id),
      world.gateway.ofOrder(id),
    ])
  return { payments, reservation, fulfillmentOrders, recipientVersion, redemption, giftCards, gateway }
}

/** The workflow is asked only where nothing else explains that an open order stands still. */
async function limbo(world: AuditWorld, order: Order): Promise<readonly string[]> {
  const now = world.clock.now()
  if (TERMINAL.has(order.status) || limboViolations({ order, isRunning: false, now }).length === 0) return []
  return limboViolations({ order, isRunning: await world.isRunning(order.id, order.run), now })
}
