import { beforeEach, describe, expect, it } from 'vitest'
import { CAUSE, cancelledOrder, FULFILLMENT, makeReadyWorld, packed, type World } from '../testing.ts'
import { makeDesk } from './desk.ts'

const SAGAWA = { carrier: 'Sagawa', trackingNumber: '501234567890' }

let world: World
const attach = (body: { carrier: string; trackingNumber: string; parcelId?: string }) =>
  makeDesk(world).attachLabel(FULFILLMENT, body, CAUSE)

beforeEach(async () => {
  world = await makeReadyWorld()
  world.carrier.decline('ADDRESS.VERIFY.FAILURE')
})

describe('a label that was bought elsewhere', () => {
  it('gets a declined parcel on its way', async () => {
    await world.shipParcels(packed())
    expect(await attach(SAGAWA)).toMatchObject({
      ok: true,
      value: { ...SAGAWA, service: 'by hand', status: 'pre_transit' },
    })
    expect(world.announced().map(({ type }) => type)).toEqual([
      'shipment.status_changed',
      'shipment.label_created',
    ])
    expect(await attach(SAGAWA)).not.toHaveProperty('value.problem')
  })

  it('changes nothing when it is attached again, and is not replaced by another', async () => {
    await world.shipParcels(packed())
    const [first, again] = [await attach(SAGAWA), await attach(SAGAWA)]
    expect(again).toEqual(first)
    expect(await attach({ ...SAGAWA, trackingNumber: '2', parcelId: 'parcel-1' })).toMatchObject({
      code: 'conflict',
    })
    expect(await attach({ ...SAGAWA, trackingNumber: '2' })).toMatchObject({ code: 'conflict' })
  })

  it('needs to be told which of several parcels it is for', async () => {
    await world.shipParcels(packed('a', 'b'))
    expect(await attach(SAGAWA)).toMatchObject({
      code: 'impossible',
      detail: expect.stringContaining('a, b'),
    })
    expect(await attach({ ...SAGAWA, parcelId: 'c' })).toMatchObject({ code: 'impossible' })
    expect(await attach({ ...SAGAWA, parcelId: 'b' })).toMatchObject({ ok: true, value: { parcelId: 'b' } })
    expect(await attach({ ...SAGAWA, trackingNumber: '2' })).toMatchObject({
      ok: true,
      value: { parcelId: 'a' },
    })
  })

  it('is for a parcel that is packed, and not cancelled', async () => {
    expect(await attach(SAGAWA)).toMatchObject({ code: 'not_found' })
    await world.shipParcels(packed())
    await world.voidLabels(cancelledOrder('parcel-1'))
    expect(await attach(SAGAWA)).toMatchObject({ code: 'conflict' })
  })
})
