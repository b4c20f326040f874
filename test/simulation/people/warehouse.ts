import {
  FULFILLMENT_ORDER_EVENTS,
  type FulfillmentOrderStatus,
} from '#contexts/fulfillment/contract/events.ts'
import type { FulfillmentOrderResource } from '#contexts/fulfillment/contract/operations.ts'
import { orderHoldReleased } from '#contexts/orders/contract/events.ts'
import type { FulfillmentOrderId, OrderId } from '#shared/ids.ts'
import type { World } from '../world.ts'
import { causeOf, keyed, STAFF } from './acts.ts'

/** Milliseconds that a step of the work takes. */
const PACE = 60_000

/** Work that may not go on is looked at again so often. */
const PATIENCE = 5

/** The warehouse does what is to be done next of each fulfillment order, some time after it heard of it; `until` is where it stops. */
export function hireWarehouse(
  world: World,
  { pace = PACE, until }: { pace?: number; until?: FulfillmentOrderStatus } = {},
): void {
  const { agenda, bus } = world
  const workLater = (id: FulfillmentOrderId, tries: number) =>
    agenda.add({
      after: pace,
      name: 'the warehouse works',
      soon: true,
      run: async () => {
        if ((await work(world, id, until)) === 'not now' && tries < PATIENCE) workLater(id, tries + 1)
      },
    })
  for (const definition of FULFILLMENT_ORDER_EVENTS)
    bus.observe(definition, ({ fulfillmentOrderId, status }) => {
      if (status !== until) workLater(fulfillmentOrderId, 1)
    })
  // What was held is looked at again.
  bus.observe(orderHoldReleased, ({ orderId }) =>
    agenda.add({
      after: pace,
      name: 'the warehouse looks again',
      soon: true,
      run: () => workOn(world, orderId),
    }),
  )
}

/** Does the next step of all fulfillment orders of an order. */
export async function workOn(world: World, orderId: OrderId): Promise<void> {
  const { items } = await world.fulfillment.listFulfillmentOrders({ orderId, limit: 100 })
  for (const { id } of items) await work(world, id)
}

/** Does the next step of everything that is not done. */
export async function workOnAll(world: World): Promise<void> {
  for (const status of ['open', 'picking', 'picked', 'packed', 'labeled'] as const) {
    const { items } = await world.fulfillment.listFulfillmentOrders({ status, limit: 100 })
    for (const { id } of items) await work(world, id)
  }
  await world.agenda.settle()
}

/** Picks, packs, or hands over; `not now` where it may not go on yet. */
export async function work(
  world: World,
  id: FulfillmentOrderId,
  until?: FulfillmentOrderStatus,
): Promise<'done' | 'not now' | 'nothing to do'> {
  const found = await world.fulfillment.readFulfillmentOrder(id)
  if (!found.ok || found.value.status === until) return 'nothing to do'
  const step = nextStep(world, found.value)
  if (!step) return 'nothing to do'
  return (await step()).ok ? 'done' : 'not now'
}

function nextStep(world: World, work: FulfillmentOrderResource) {
  const { id, lines, availableActions } = work
  const action = { id, ifMatch: undefined, cause: causeOf(world, STAFF) }
  const left = lines.filter(({ quantity, picked }) => quantity > picked)
  if (availableActions.includes('pick') && left.length > 0) {
    const body = {
      scans: left.map(({ sku, quantity, picked }) => ({ code: sku, quantity: quantity - picked })),
    }
    return () => world.fulfillment.pickItems({ ...action, body, ...keyed(world, body) })
  }
  if (availableActions.includes('pack')) {
    const body = { parcels: [{ lengthMm: 300, widthMm: 200, heightMm: 100, weightGrams: 900 }] }
    return () => world.fulfillment.packParcels({ ...action, body })
  }
  if (availableActions.includes('hand-over')) return () => world.fulfillment.handOver(action)
  return undefined
}
