import { beforeEach, describe, expect, it } from 'vitest'
import { shipmentId } from '#shared/ids.ts'
import { ownCourier } from '../adapters/own-courier.ts'
import type { NewScan } from '../contract/operations.ts'
import { ownTrackingNumber } from '../domain/own-courier-number.ts'
import { CAUSE, confirmed, makeReadyWorld, makeWorld, ORDER, packed, SHIPMENT, tokyo } from '../testing.ts'
import { makeAddScan } from './add-scan.ts'
import { makeListShipments, makeReadShipment } from './read-shipments.ts'
import { makeShipping } from './shipping.ts'

const SAME_DAY = { id: 'same_day', level: 'same_day', carrier: 'OwnCourier', service: 'SameDay' }

let world: ReturnType<typeof makeWorld>
const scan = (body: NewScan, more: { ifMatch?: number } = {}) =>
  makeAddScan(world)({ shipmentId: SHIPMENT, scan: body, ...more }, CAUSE)

describe('a parcel of our own courier', () => {
  beforeEach(async () => {
    world = makeWorld()
    const shipping = makeShipping({ ...world, carrierFor: () => ownCourier })
    await shipping.keepLocation(tokyo(), 1, CAUSE)
    await shipping.keepOrder(confirmed({ shipping: SAME_DAY }))
    await shipping.shipParcels(packed())
  })

  it('has a tracking number of ours, and asked nobody', async () => {
    const read = await makeReadShipment(world)(SHIPMENT)
    expect(read).toMatchObject({ ok: true, value: { trackingNumber: ownTrackingNumber(SHIPMENT) } })
    expect(world.carrier.consignments.size).toBe(0)
  })

  it('is brought from door to door by scans, with proof', async () => {
    await scan({ status: 'out_for_delivery', at: '2026-11-24T01:00:00Z', place: 'Shinjuku' })
    const delivered = await scan({ status: 'delivered', signedBy: '花子' })
    expect(delivered).toMatchObject({
      ok: true,
      value: {
        status: 'delivered',
        deliveredAt: '2026-11-24T02:00:00.000Z',
        proof: { signedBy: '花子' },
        scans: [
          { status: 'out_for_delivery', place: 'Shinjuku', description: 'Out for delivery' },
          { status: 'delivered' },
        ],
      },
    })
  })

  it('takes the same scan twice as one', async () => {
    const same = { status: 'in_transit', at: '2026-11-24T01:00:00Z' } as const
    const [first, second] = [await scan(same), await scan(same)]
    expect(first).toEqual(second)
  })

  it('refuses a scan of tomorrow, and one of who has not seen the last version', async () => {
    expect(await scan({ status: 'delivered', at: '2026-11-25T02:00:00Z' })).toMatchObject({
      code: 'impossible',
    })
    expect(await scan({ status: 'delivered' }, { ifMatch: 99 })).toMatchObject({
      code: 'precondition_failed',
    })
  })

  it('stays delivered unless an operator corrects it', async () => {
    await scan({ status: 'delivered', at: '2026-11-24T01:00:00Z' })
    expect(await scan({ status: 'in_transit' })).toMatchObject({ value: { status: 'delivered' } })
    expect(await scan({ status: 'exception', correction: true })).toMatchObject({
      value: { status: 'exception' },
    })
  })

  it('is found by its order and by its tracking number', async () => {
    const list = makeListShipments(world)
    const [byOrder] = (await list({ orderId: ORDER, limit: 20 })).items
    const byNumber = await list({ trackingNumber: byOrder?.trackingNumber, limit: 20 })
    expect(byNumber).toEqual({ items: [byOrder], nextCursor: null })
    expect(await list({ trackingNumber: 'NOBODYS', limit: 20 })).toEqual({ items: [], nextCursor: null })
  })
})

describe("a carrier's parcel", () => {
  beforeEach(async () => {
    world = await makeReadyWorld()
  })

  it('is scanned by the carrier alone, but for corrections', async () => {
    await world.shipParcels(packed())
    expect(await scan({ status: 'delivered' })).toMatchObject({ code: 'conflict' })
    expect(await scan({ status: 'delivered', correction: true })).toMatchObject({
      value: { status: 'delivered' },
    })
  })

  it('cannot be scanned before it has a label', async () => {
    world.carrier.decline('ADDRESS.VERIFY.FAILURE')
    await world.shipParcels(packed())
    expect(await scan({ status: 'delivered' })).toMatchObject({ code: 'label_not_ready' })
  })

  it('that does not exist is not found', async () => {
    const nobodys = shipmentId.parse(`shp_${'9'.repeat(26)}`)
    const found = await makeAddScan(world)({ shipmentId: nobodys, scan: { status: 'lost' } }, CAUSE)
    expect(found).toMatchObject({ code: 'not_found' })
  })
})
