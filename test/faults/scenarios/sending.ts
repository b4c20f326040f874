import { addScan } from '#contexts/shipping/contract/operations.ts'
import { days, hours } from '#shared/clock.ts'
import { type OrderId, type ShipmentId, sku } from '#shared/ids.ts'
import { causeOf, GUEST, keyed, STAFF } from '#simulation/people/acts.ts'
import { deliverAll, driveParcels } from '#simulation/people/carriers.ts'
import { ADDRESS, answerBanks, cancel, ordered } from '#simulation/people/customers.ts'
import { hold, releaseAll } from '#simulation/people/staff.ts'
import { hireWarehouse, workOnAll } from '#simulation/people/warehouse.ts'
import type { World } from '#simulation/world.ts'
import { type Scenario, SLOW_WATCH } from '../scenario.ts'

const ONE_BOOK = { lines: [{ sku: 'BOOK', quantity: 1 }] }
const noLimit = () => undefined

const shipmentsOf = async (world: World, id: OrderId): Promise<ShipmentId[]> =>
  (await world.orders.deps.orders.logistics(id)).shipments.map(({ shipmentId }) => shipmentId)

const workOf = async (world: World, orderId: OrderId) =>
  (await world.fulfillment.listFulfillmentOrders({ orderId, limit: 100 })).items

const resolve = async (world: World, id: OrderId, action: 'refund' | 'reship' | 'claim') => {
  for (const shipmentId of await shipmentsOf(world, id))
    await world.orders.resolveParcel({
      ...{ id, shipmentId, action, reason: 'it did not arrive', limitIn: noLimit },
      cause: causeOf(world, STAFF),
    })
}

export const sending: readonly Scenario[] = [
  {
    name: 'more than there is',
    ends: ['rejected'],
    run: async (world) => {
      await ordered(world, { lines: [{ sku: 'PEN', quantity: 9 }] })
    },
  },
  {
    name: 'goods of two locations, and two lines of one SKU',
    ends: ['completed'],
    run: async (world) => {
      const pens = { sku: 'PEN', quantity: 1 }
      await ordered(world, { lines: [{ ...pens, quantity: 2 }, pens, { sku: 'EBOOK', quantity: 1 }] })
    },
  },
  {
    name: 'a file alone',
    ends: ['completed'],
    run: async (world) => {
      const id = await ordered(world, { lines: [{ sku: 'EBOOK', quantity: 1 }] })
      await world.agenda.settle()
      const until = new Date(world.clock.now().getTime() + days(1)).toISOString()
      await world.orders.downloadFile(
        await world.orderTokens.issueForAct('download', id, until),
        sku.parse('EBOOK'),
      )
    },
  },
  {
    name: 'goods of the own courier',
    ends: ['completed'],
    run: async (world) => {
      await ordered(world, { ...ONE_BOOK, level: 'same_day' })
    },
  },
  {
    name: 'texts that wait for the morning',
    ends: ['completed'],
    start: new Date('2026-11-30T13:00:00.000Z'),
    stage: SLOW_WATCH,
    run: async (world) => {
      await ordered(world, { ...ONE_BOOK, phone: '+81312345678' })
      await world.agenda.settle()
      await world.agenda.pass(hours(12))
    },
  },
  {
    name: 'a parcel that its carrier expects later, picked in two parts',
    ends: ['completed'],
    people: (world) => hireWarehouse(world),
    run: async (world) => {
      const id = await ordered(world, { lines: [{ sku: 'BOOK', quantity: 2 }] })
      const [first] = await workOf(world, id)
      await world.agenda.pass(1_000)
      for (const work of first ? [first] : await workOf(world, id)) {
        const body = { scans: [{ code: 'BOOK', quantity: 1 }] }
        const cause = causeOf(world, STAFF)
        await world.fulfillment.pickItems({
          id: work.id,
          ifMatch: undefined,
          body,
          ...keyed(world, body),
          cause,
        })
      }
      await world.agenda.settle()
      for (const shipmentId of await shipmentsOf(world, id)) {
        const label = world.outside.carrier.labelOf(shipmentId)
        if (label) world.outside.carrier.expect(label.trackingNumber, '2026-12-09')
      }
      await world.agenda.settle()
      await deliverAll(world)
    },
  },
  {
    name: 'a shelf that has less than it should, made up by another location',
    ends: ['completed'],
    people: (world) => driveParcels(world),
    run: async (world) => {
      const id = await ordered(world, { lines: [{ sku: 'BOOK', quantity: 2 }] })
      await world.agenda.settle()
      await missing(world, id, 'BOOK', 1)
      hireWarehouse(world)
      await workOnAll(world)
    },
  },
  {
    name: 'a shelf that has less than it should, and nobody has more',
    ends: ['completed'],
    people: (world) => driveParcels(world),
    run: async (world) => {
      const id = await ordered(world, {
        lines: [
          { sku: 'PEN', quantity: 4 },
          { sku: 'BOOK', quantity: 1 },
        ],
      })
      await world.agenda.settle()
      await missing(world, id, 'PEN', 1)
      hireWarehouse(world)
      await workOnAll(world)
    },
  },
  {
    name: 'what is cancelled while its shelf is found empty, and looked for elsewhere',
    ends: ['completed'],
    people: (world) => driveParcels(world),
    run: async (world) => {
      const id = await ordered(world, { lines: [{ sku: 'BOOK', quantity: 3 }] })
      await world.agenda.settle()
      const about = { id, reason: 'one too many', cause: causeOf(world, GUEST) }
      const lines = [{ sku: sku.parse('BOOK'), quantity: 1 }]
      await world.orders.cancelLines({ ...about, lines, ...keyed(world, lines) })
      // The warehouse has not heard of it yet.
      await missing(world, id, 'BOOK', 3)
      hireWarehouse(world)
      await workOnAll(world)
    },
  },
  {
    name: 'a hold before the hand-over, released',
    ends: ['completed'],
    run: async (world) => {
      const id = await ordered(world, ONE_BOOK)
      await hold(world, id)
      await world.agenda.settle()
      await releaseAll(world, id)
    },
  },
  {
    name: 'an order that is cancelled before it leaves',
    ends: ['cancelled'],
    people: answerBanks,
    run: async (world) => {
      const id = await ordered(world, ONE_BOOK)
      await world.agenda.settle()
      await cancel(world, id)
    },
  },
  {
    name: 'an order that is cancelled once its label is bought',
    ends: ['cancelled'],
    people: (world) => hireWarehouse(world, { until: 'labeled' }),
    run: async (world) => {
      const id = await ordered(world, ONE_BOOK)
      await world.agenda.settle()
      await cancel(world, id)
    },
  },
  {
    name: 'lines that are cancelled once they are packed',
    ends: ['completed'],
    people: (world) => {
      hireWarehouse(world, { until: 'labeled' })
      driveParcels(world)
    },
    run: async (world) => {
      const shirts = { sku: sku.parse('SHIRT'), quantity: 1 }
      const id = await ordered(world, { lines: [...ONE_BOOK.lines, { ...shirts, quantity: 2 }] })
      await world.agenda.settle()
      await world.orders.cancelLines({
        ...{ id, lines: [shirts], ...keyed(world, [shirts]) },
        reason: 'too many',
        cause: causeOf(world, GUEST),
      })
      await world.agenda.settle()
      await workOnAll(world)
      await workOnAll(world)
      await workOnAll(world)
    },
  },
  {
    name: 'an address that the carrier cannot serve, corrected',
    ends: ['completed'],
    run: async (world) => {
      world.outside.carrier.decline('ADDRESS.VERIFY.FAILURE')
      const id = await ordered(world, ONE_BOOK)
      await world.agenda.settle()
      world.outside.carrier.decline(undefined)
      const shippingAddress = { ...ADDRESS, line1: '千代田1-1-1' }
      await world.orders.correctAddress({ id, shippingAddress, cause: causeOf(world, GUEST) })
    },
  },
  {
    name: 'an address that is corrected there and back',
    ends: ['completed'],
    breaksToo: ['orders.correctAddress', 'shipping.change-recipient'],
    people: (world) => {
      hireWarehouse(world, { until: 'picked' })
      driveParcels(world)
    },
    run: async (world) => {
      const id = await ordered(world, ONE_BOOK)
      await world.agenda.settle()
      // One after the other, while what was too slow of the first is still to come.
      for (const line1 of ['千代田1-1', '千代田2-2', '千代田1-1', '千代田2-2']) {
        const shippingAddress = { ...ADDRESS, line1 }
        await world.orders.correctAddress({ id, shippingAddress, cause: causeOf(world, GUEST) })
      }
      await world.agenda.settle()
      await workOnAll(world)
      await workOnAll(world)
    },
  },
  {
    name: 'a parcel that no carrier takes, sent by hand',
    ends: ['completed'],
    run: async (world) => {
      world.outside.carrier.decline('PARCEL.TOO_LARGE')
      const id = await ordered(world, ONE_BOOK)
      await world.agenda.settle()
      const cause = causeOf(world, STAFF)
      for (const work of await workOf(world, id))
        await world.shipping.attachLabel(
          work.id,
          { carrier: 'ByHand', service: 'by hand', trackingNumber: 'HAND1' },
          cause,
        )
    },
  },
  {
    name: 'a label that is given back, and bought again',
    ends: ['completed'],
    people: (world) => {
      hireWarehouse(world, { until: 'labeled' })
      driveParcels(world)
    },
    run: async (world) => {
      const id = await ordered(world, ONE_BOOK)
      await world.agenda.settle()
      const cause = causeOf(world, STAFF)
      for (const shipmentId of await shipmentsOf(world, id)) {
        await world.shipping.voidShipmentLabel({ shipmentId, reason: 'torn' }, cause)
        await world.agenda.settle()
        await world.shipping.buyShipmentLabel({ shipmentId }, cause)
      }
      await world.agenda.settle()
      await workOnAll(world)
    },
  },
  {
    name: 'a parcel that comes back, is inspected and paid back',
    ends: ['returned'],
    people: (world) => {
      hireWarehouse(world)
      driveParcels(world, { wayOf: () => ['in_transit', 'returned_to_sender'] })
    },
    run: async (world) => {
      const id = await ordered(world, ONE_BOOK)
      await world.agenda.settle()
      await resolve(world, id, 'refund')
      await world.agenda.settle()
      for (const shipmentId of await shipmentsOf(world, id)) {
        const lines = [{ sku: sku.parse('BOOK'), quantity: 1, disposition: 'restock' as const }]
        const body = { lines, reason: 'unopened' }
        await world.shipping.recordInspection(
          { shipmentId, body, ...keyed(world, body) },
          causeOf(world, STAFF),
        )
      }
    },
  },
  {
    name: 'a parcel that is lost, and sent once more',
    ends: ['completed'],
    people: (world) => hireWarehouse(world),
    run: async (world) => {
      const id = await ordered(world, ONE_BOOK)
      await world.agenda.settle()
      const [first] = await shipmentsOf(world, id)
      const lost = addScan.body.parse({ status: 'lost', correction: true })
      if (first)
        await world.shipping.addShipmentScan({ shipmentId: first, scan: lost }, causeOf(world, STAFF))
      await world.agenda.settle()
      driveParcels(world)
      await resolve(world, id, 'reship')
    },
  },
]

async function missing(world: World, id: OrderId, code: string, units: number): Promise<void> {
  const [work] = (await workOf(world, id)).filter(({ lines }) => lines.some(({ sku: one }) => one === code))
  if (!work) return
  const body = { lines: [{ sku: sku.parse(code), missing: units }], reason: 'the shelf is empty' }
  await world.fulfillment.shortPickItems({
    id: work.id,
    ifMatch: undefined,
    body,
    cause: causeOf(world, STAFF),
  })
  await world.agenda.settle()
}
