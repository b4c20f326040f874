import type { OrderId } from '#shared/ids.ts'
import { causeOf, keyed, STAFF } from '#simulation/people/acts.ts'
import { scan } from '#simulation/people/carriers.ts'
import { byCard, DECLINED_CARD, SECURE_CARD, type Wish } from '#simulation/people/customers.ts'
import { hold, refund } from '#simulation/people/staff.ts'
import { workOn } from '#simulation/people/warehouse.ts'
import type { World } from '#simulation/world.ts'
import { RISKY_CARD } from '#support/fake-gateway.ts'

/** A moment in an order's life at which others act. */
export interface Moment {
  readonly name: string
  readonly wish?: Partial<Wish>
  /** Brings an order there that was just placed, and has come to rest. */
  readonly reach?: (world: World, id: OrderId) => Promise<void>
}

/** Several units, so that a part of them can be cancelled, sent or given back. */
export const BASKET: Wish['lines'] = [
  { sku: 'BOOK', quantity: 2 },
  { sku: 'SHIRT', quantity: 1 },
]

const atAStore = { payment: { kind: 'delayed', method: 'store' } } as const

/** The warehouse does so many steps: it picks, packs, which makes the label, and hands over. */
async function work(world: World, id: OrderId, steps: number): Promise<void> {
  for (let step = 0; step < steps; step += 1) {
    await workOn(world, id)
    await world.agenda.settle()
  }
}

const scanned =
  (...way: Parameters<typeof scan>[2][]) =>
  async (world: World, id: OrderId): Promise<void> => {
    await work(world, id, 3)
    const { shipments } = await world.orders.deps.orders.logistics(id)
    for (const status of way) {
      for (const { shipmentId } of shipments) await scan(world, shipmentId, status)
      await world.agenda.settle()
    }
  }
/** Only people say so: a carrier is silent. */
async function lost(world: World, id: OrderId): Promise<void> {
  await scanned('in_transit')(world, id)
  const { shipments } = await world.orders.deps.orders.logistics(id)
  for (const { shipmentId } of shipments)
    await world.shipping.addShipmentScan(
      { shipmentId, scan: { status: 'lost', correction: true } },
      causeOf(world, STAFF),
    )
}

const delivered = scanned('in_transit', 'delivered')

export const MOMENTS: readonly Moment[] = [
  { name: 'its payer is asked to pay otherwise', wish: { payment: byCard(DECLINED_CARD) } },
  { name: 'a bank asks its payer', wish: { payment: byCard(SECURE_CARD) } },
  { name: 'it is looked at before it is confirmed', wish: { payment: byCard(RISKY_CARD) } },
  { name: 'money for its reference is waited for', wish: atAStore },
  {
    name: 'money for its reference came twice',
    wish: atAStore,
    reach: async (world, id) => {
      const order = await world.orders.deps.orders.load(id)
      if (!order?.payment.reference) throw new Error(`${id} has no reference`)
      for (const time of ['first', 'second']) {
        const body = {
          reference: order.payment.reference,
          amount: { amount: order.total, currency: order.currency },
          transactionId: `trn-${id}-${time}`,
        }
        const cause = causeOf(world, STAFF)
        await world.payments.recordReceivedByReference({ ...body, ...keyed(world, body), cause })
        await world.agenda.settle()
      }
    },
  },
  { name: 'it is to be picked' },
  { name: 'it is picked', reach: (world, id) => work(world, id, 1) },
  { name: 'its label is bought', reach: (world, id) => work(world, id, 2) },
  {
    name: 'it is held before it leaves',
    reach: async (world, id) => {
      await work(world, id, 2)
      await hold(world, id, ['hand_over'])
    },
  },
  {
    name: 'its label was given back',
    reach: async (world, id) => {
      await work(world, id, 2)
      const { shipments } = await world.orders.deps.orders.logistics(id)
      for (const { shipmentId } of shipments)
        await world.shipping.voidShipmentLabel({ shipmentId, reason: 'torn' }, causeOf(world, STAFF))
    },
  },
  {
    name: 'no carrier takes its parcel',
    reach: async (world, id) => {
      world.outside.carrier.decline('PARCEL.TOO_LARGE')
      await work(world, id, 2)
      world.outside.carrier.decline(undefined)
    },
  },
  { name: 'it is on its way', reach: (world, id) => work(world, id, 3) },
  { name: 'its parcel is lost', reach: lost },
  { name: 'its parcel came back', reach: scanned('in_transit', 'returned_to_sender') },
  { name: 'it has arrived', reach: delivered },
  {
    name: 'a refund waits for a second person',
    reach: async (world, id) => {
      await delivered(world, id)
      const what = { amount: 200 }
      await world.orders.refundOrder({
        ...{ id, ...what, ...keyed(world, what), reason: 'a torn cover', limitIn: () => 100 },
        cause: causeOf(world, STAFF),
      })
    },
  },
  {
    name: 'a part was given back',
    reach: async (world, id) => {
      await delivered(world, id)
      await refund(world, id, `refund of ${id}`, 200)
    },
  },
  { name: 'our own courier has it', wish: { level: 'same_day' }, reach: (world, id) => work(world, id, 3) },
  { name: 'it is a file', wish: { lines: [{ sku: 'EBOOK', quantity: 2 }] } },
]
