import { ENDING, TERMINAL } from '#contexts/orders/domain/status.ts'
import { hours } from '#shared/clock.ts'
import type { FulfillmentOrderId, OrderId, ShipmentId } from '#shared/ids.ts'
import { of } from '#shared/money.ts'
import { causeOf, keyed, STAFF } from '#simulation/people/acts.ts'
import { byHand, scan } from '#simulation/people/carriers.ts'
import { releaseAll } from '#simulation/people/staff.ts'
import { workOn } from '#simulation/people/warehouse.ts'
import type { World } from '#simulation/world.ts'

/** So often staff come back to what is still open. */
const ROUNDS = 24

/**
 * Staff see to all that is left, as the attention list and the open orders tell them to: after it every order has
 * come to its end. What people decide here they could decide at a desk; nothing is put right behind the use cases.
 */
export async function closeShop(world: World, ids: readonly OrderId[]): Promise<void> {
  let open = ids
  for (let round = 0; round < ROUNDS; round += 1) {
    await world.agenda.pass(hours(6))
    await world.agenda.settle()
    open = await stillOpen(world, open)
    if (open.length === 0) break
    for (const id of open) await seeTo(world, id, round)
  }
  await clearAttention(world)
  await world.agenda.settle()
}

export async function stillOpen({ orders }: World, ids: readonly OrderId[]): Promise<OrderId[]> {
  const found: OrderId[] = []
  for (const id of ids) {
    const order = await orders.deps.orders.load(id)
    if (order && !TERMINAL.has(order.status)) found.push(id)
  }
  return found
}

async function seeTo(world: World, id: OrderId, round: number): Promise<void> {
  const order = await world.orders.deps.orders.load(id)
  if (!order) return
  const about = { id, reason: 'to come to an end', cause: causeOf(world, STAFF) }
  await releaseAll(world, id)
  await workOn(world, id)
  await decideAboutParcels(world, id, round)
  if (ENDING.has(order.status)) await giveBack(world, id)
  // Time is given to what only waits; what has stood on the list for a day is run again, then undone.
  if (order.attention && round % 2 === 1) await world.orders.repairOrder({ ...about, action: 'retry' })
  if (order.attention && round > 4) await world.orders.repairOrder({ ...about, action: 'compensate' })
}

/** What came at a store or a bank for an order that ends is given back by hand. */
async function giveBack(world: World, id: OrderId): Promise<void> {
  const payment = await world.payments.deps.payments.load(id)
  if (!payment?.outside) return
  const kept = payment.captured - payment.refunded + payment.unapplied
  if (kept === 0) return
  const transactionId = `trn-${world.ids.unique()}`
  const body = { orderId: id, amount: of(kept, payment.currency), transactionId, reason: 'the order ends' }
  await world.payments.recordReturnedPayment({ ...body, ...keyed(world, body), cause: causeOf(world, STAFF) })
}

/** What has left and is not scanned for two days arrives in the end; what came to grief is paid back. */
async function decideAboutParcels(world: World, id: OrderId, round: number): Promise<void> {
  const { shipments, fulfillmentOrders } = await world.orders.deps.orders.logistics(id)
  for (const { shipmentId, fulfillmentOrderId, status } of shipments) {
    const work = fulfillmentOrders.find((one) => one.fulfillmentOrderId === fulfillmentOrderId)
    if (work?.status !== 'handed_over') await labelAnew(world, fulfillmentOrderId, shipmentId)
    else if (['lost', 'returned_to_sender', 'exception'].includes(status))
      await world.orders.resolveParcel({
        ...{ id, shipmentId, action: 'refund', reason: `the parcel is ${status}` },
        limitIn: () => undefined,
        cause: causeOf(world, STAFF),
      })
    else if (round > 6 && status !== 'delivered') await scan(world, shipmentId, 'delivered')
  }
}

/** A label that was given back is bought again; what carriers decline is sent by hand. */
async function labelAnew(
  world: World,
  fulfillmentOrderId: FulfillmentOrderId,
  shipmentId: ShipmentId,
): Promise<void> {
  const cause = causeOf(world, STAFF)
  if ((await world.shipping.buyShipmentLabel({ shipmentId }, cause)).ok) return
  await world.shipping.attachLabel(fulfillmentOrderId, byHand(world), cause)
}

/** What has ended and stands on the list was dealt with: it is taken off. */
async function clearAttention(world: World): Promise<void> {
  for (let cursor: string | undefined; ; ) {
    const { items, nextCursor } = await world.orders.readAttention({
      limit: 100,
      ...(cursor ? { cursor } : {}),
    })
    for (const { orderId: id } of items)
      await world.orders.repairOrder({
        id,
        action: 'skip',
        reason: 'it was dealt with',
        cause: causeOf(world, STAFF),
      })
    if (!nextCursor) return
    cursor = nextCursor
  }
}
