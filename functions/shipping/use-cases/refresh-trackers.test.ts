import { describe, expect, it } from 'vitest'
import type { ShipmentStatus } from '../contract/events.ts'
import { CAUSE, FULFILLMENT, handedOver, makeReadyWorld, packed, SHIPMENT, type World } from '../testing.ts'
import { makeDesk } from './desk.ts'
import { makeReadShipment } from './read-shipments.ts'
import { makeRefreshTrackers } from './refresh-trackers.ts'

const scan = (status: ShipmentStatus, at: string) => ({
  at,
  status,
  description: status,
  carrier: 'KuronekoYamato',
  code: status,
})

const refresher = (world: World) =>
  makeRefreshTrackers({ ...world, askAfterMinutes: 60, lostAfterDays: 14, deliveredAfterDays: 10 })

async function shipped() {
  const world = await makeReadyWorld()
  await world.shipParcels(packed())
  const read = async () => {
    const found = await makeReadShipment(world)(SHIPMENT)
    return found.ok ? found.value : undefined
  }
  return { world, refresh: refresher(world), read }
}

describe('asking for news', () => {
  it('finds what a lost webhook would have told', async () => {
    const { world, refresh, read } = await shipped()
    world.carrier.tell({ scans: [scan('delivered', '2026-11-24T02:30:00.000Z')], signedBy: 'Hanako' })
    world.setTime('2026-11-24T03:01:00Z')
    await refresh()
    expect(await read()).toMatchObject({ status: 'delivered', proof: { signedBy: 'Hanako' } })
  })

  it('leaves parcels in peace that had news a moment ago', async () => {
    const { world, refresh, read } = await shipped()
    world.carrier.tell({ scans: [scan('delivered', '2026-11-24T02:30:00.000Z')] })
    world.setTime('2026-11-24T02:59:00Z')
    await refresh()
    expect(await read()).toMatchObject({ status: 'pre_transit' })
  })

  it('asks no more for a parcel whose way is over', async () => {
    const { world, refresh } = await shipped()
    world.carrier.tell({ scans: [scan('delivered', '2026-11-24T02:30:00.000Z')] })
    world.setTime('2026-11-24T03:01:00Z')
    await refresh()
    world.carrier.lose('track', 1)
    world.setTime('2026-11-25T03:01:00Z')
    await expect(refresh()).resolves.toBeUndefined()
  })

  it('tells nobody where there is no news, and asks again a while later', async () => {
    const { world, refresh, read } = await shipped()
    world.setTime('2026-11-24T03:01:00Z')
    await refresh()
    await refresh()
    expect(world.announced()).toHaveLength(1)
    world.carrier.tell({ scans: [scan('in_transit', '2026-11-24T03:30:00.000Z')] })
    world.setTime('2026-11-24T04:02:00Z')
    await refresh()
    expect(await read()).toMatchObject({ status: 'in_transit' })
  })

  it('goes on with the others where the carrier fails for one', async () => {
    const world = await makeReadyWorld()
    await world.shipParcels(packed('a', 'b'))
    world.carrier.lose('track')
    world.carrier.tell({ scans: [scan('in_transit', '2026-11-24T02:30:00.000Z')] })
    world.setTime('2026-11-24T03:01:00Z')
    await expect(refresher(world)()).rejects.toThrow('1 of 2')
    expect(world.announced().filter(({ type }) => type === 'shipment.status_changed')).toHaveLength(1)
  })
})

describe('a parcel without a scan', () => {
  it('is lost after two weeks on its way, and found by the next scan', async () => {
    const { world, refresh, read } = await shipped()
    const picked = scan('in_transit', '2026-11-24T03:00:00.000Z')
    world.carrier.tell({ scans: [picked] })
    world.setTime('2026-11-24T04:00:00Z')
    await refresh()
    world.setTime('2026-12-08T02:00:00Z')
    await refresh()
    expect(await read()).toMatchObject({ status: 'in_transit' })
    world.setTime('2026-12-08T04:00:00Z')
    await refresh()
    expect(await read()).toMatchObject({ status: 'lost' })
  })

  it('is not lost while it still waits to be handed over', async () => {
    const { world, refresh, read } = await shipped()
    world.setTime('2027-01-24T03:00:00Z')
    await refresh()
    expect(await read()).toMatchObject({ status: 'pre_transit' })
  })
})

describe('a parcel by hand', () => {
  const byHand = async () => {
    const world = await makeReadyWorld()
    world.carrier.decline('PARCEL.INVALID')
    await world.shipParcels(packed())
    const label = { carrier: 'Sagawa', trackingNumber: '501234567890' }
    await makeDesk(world).attachLabel(FULFILLMENT, label, CAUSE)
    const read = async () => {
      const found = await makeReadShipment(world)(SHIPMENT)
      return found.ok ? found.value : undefined
    }
    return { world, refresh: refresher(world), read }
  }

  it('counts as delivered some days after its hand-over, and not before', async () => {
    const { world, refresh, read } = await byHand()
    await world.noteHandOver(handedOver('parcel-1'))
    world.setTime('2026-12-04T02:59:00Z')
    await refresh()
    expect(await read()).toMatchObject({ status: 'pre_transit', handedOverAt: '2026-11-24T03:00:00.000Z' })
    world.setTime('2026-12-04T04:01:00Z')
    await refresh()
    expect(await read()).toMatchObject({
      status: 'delivered',
      scans: [{ description: 'Counts as delivered, 10 days after it was handed over' }],
    })
  })

  it('does not where somebody saw that it was not, or it never left', async () => {
    const { world, refresh, read } = await byHand()
    world.setTime('2026-12-24T03:00:00Z')
    await refresh()
    expect(await read()).toMatchObject({ status: 'pre_transit' })
    await world.noteHandOver(handedOver('parcel-1'))
    await makeDesk(world).addScan({ shipmentId: SHIPMENT, scan: { status: 'exception' } }, CAUSE)
    world.setTime('2026-12-25T05:00:00Z')
    await refresh()
    expect(await read()).toMatchObject({ status: 'exception' })
  })
})

it('leaves it to the carrier to say that its parcel was delivered', async () => {
  const { world, refresh, read } = await shipped()
  await world.noteHandOver(handedOver('parcel-1'))
  world.setTime('2026-12-24T03:00:00Z')
  await refresh()
  expect(await read()).toMatchObject({ status: 'pre_transit' })
})
