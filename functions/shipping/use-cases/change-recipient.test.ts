import { describe, expect, it } from 'vitest'
import {
  addressCorrected,
  CAUSE,
  CORRECTED,
  cancelledOrder,
  confirmed,
  makeReadyWorld,
  makeWorld,
  ORDER,
  packed,
  SHIPMENT,
  tokyo,
  type World,
} from '../testing.ts'
import { makeChangeRecipient } from './change-recipient.ts'
import { makeDesk } from './desk.ts'
import { makeReadShipment } from './read-shipments.ts'

/** Asks as orders does for an address that knows of a version of the recipient. */
const correct = async (world: World, knownVersion = 0, address: object = {}) =>
  makeChangeRecipient(world)({
    orderId: ORDER,
    knownVersion,
    correlationId: 'request-1',
    recipient: await world.personal.seal(ORDER, {
      ...CORRECTED,
      shippingAddress: { ...CORRECTED.shippingAddress, ...address },
    }),
  })

const NEXT_DOOR = { line1: '梅田3-1-2' }
const AROUND_THE_CORNER = { line1: '梅田3-1-3' }
const changed = (version: number) => ({ outcome: 'changed', version })
const superseded = (version: number) => ({ outcome: 'superseded', version })
const LABEL_EXISTS = { outcome: 'label_exists', trackingNumber: `TRACK-${SHIPMENT.slice(-6)}` }

const streets = (world: World) => world.carrier.bought().map(({ request }) => request.to.line1)
const cities = (world: World) => world.carrier.bought().map(({ request }) => request.to.city)
const types = (world: World) => world.announced().map(({ type }) => type)

describe('an order that goes elsewhere', () => {
  it('has its labels made for the new address, whichever copy comes later', async () => {
    const world = makeWorld()
    await world.keepLocation(tokyo(), 1, CAUSE)
    expect(await correct(world)).toEqual(changed(1))
    await world.keepOrder(confirmed())
    await world.shipParcels(packed())
    expect(cities(world)).toEqual(['大阪市北区'])
    expect(JSON.stringify(world.store.all())).not.toContain('梅田')
  })

  it('goes where it was corrected to last, also where it had been corrected to before', async () => {
    const world = await makeReadyWorld()
    expect(await correct(world, 0)).toEqual(changed(1))
    expect(await correct(world, 1, NEXT_DOOR)).toEqual(changed(2))
    expect(await correct(world, 2)).toEqual(changed(3))
    await world.shipParcels(packed())
    expect(streets(world)).toEqual([CORRECTED.shippingAddress.line1])
  })

  it('is corrected once by a request that comes twice, also where its label was bought in between', async () => {
    const world = await makeReadyWorld()
    expect(await correct(world)).toEqual(changed(1))
    const before = world.store.all()
    expect(await correct(world)).toEqual(changed(1))
    expect(world.store.all()).toEqual(before)
    await world.shipParcels(packed())
    expect(await correct(world)).toEqual(changed(1))
    expect(await correct(world, 1)).toEqual(changed(1))
  })

  it('keeps a newer correction where an older one comes late', async () => {
    const world = await makeReadyWorld()
    await correct(world)
    await correct(world, 1, NEXT_DOOR)
    expect(await correct(world, 0)).toEqual(superseded(2))
    await world.shipParcels(packed())
    expect(streets(world)).toEqual([NEXT_DOOR.line1])
  })

  it('takes one of two corrections that know of the same, and says to the other by which version', async () => {
    const world = await makeReadyWorld()
    const answers = await Promise.all([correct(world, 0, NEXT_DOOR), correct(world, 0, AROUND_THE_CORNER)])
    expect(answers).toContainEqual(changed(1))
    expect(answers).toContainEqual(superseded(1))
  })

  it('does not go back to an address that it was corrected to before once its label is bought', async () => {
    const world = await makeReadyWorld()
    await correct(world)
    await correct(world, 1, NEXT_DOOR)
    await world.shipParcels(packed())
    expect(await correct(world, 2)).toEqual(LABEL_EXISTS)
    expect(await correct(world, 2, NEXT_DOOR)).toEqual(changed(2))
  })

  it('goes where its label says as long as there is one', async () => {
    const world = await makeReadyWorld()
    await world.shipParcels(packed())
    expect(await correct(world)).toEqual(LABEL_EXISTS)
    await world.voidLabels(cancelledOrder('parcel-1'))
    expect(await correct(world)).toEqual(changed(1))
  })

  it('cannot be corrected while its label is being bought, or was bought elsewhere', async () => {
    const world = await makeReadyWorld()
    world.carrier.lose('buy')
    await expect(world.shipParcels(packed())).rejects.toThrow('lost')
    expect(await correct(world)).toEqual({ outcome: 'label_exists' })

    const byHand = await makeReadyWorld()
    byHand.carrier.decline('PARCEL.INVALID')
    const event = packed()
    await byHand.shipParcels(event)
    const label = { carrier: 'Sagawa', trackingNumber: '501234567890' }
    await makeDesk(byHand).attachLabel(event.data.fulfillmentOrderId, label, CAUSE)
    expect(await correct(byHand)).toMatchObject({ outcome: 'label_exists', trackingNumber: '501234567890' })
  })

  it('wins or loses against the label, 50 times', async () => {
    const winners = new Set<string>()
    for (let round = 0; round < 50; round += 1) {
      const world = await makeReadyWorld()
      const later = async () => {
        for (let turn = 0; turn < round; turn += 1) await undefined
        return correct(world)
      }
      const [, answer] = await Promise.all([world.shipParcels(packed('a', 'b')), later()])
      const city = answer.outcome === 'changed' ? '大阪市北区' : '新宿区'
      expect(cities(world)).toEqual([city, city])
      winners.add(answer.outcome)
    }
    expect([...winners].toSorted()).toEqual(['changed', 'label_exists'])
  })
})

describe('a parcel whose address was declined', () => {
  it('says that it is about the address, and is bought again for the corrected one, once', async () => {
    const world = await makeReadyWorld()
    world.carrier.decline('ADDRESS.VERIFY.FAILURE')
    await world.shipParcels(packed())
    await world.shipParcels(packed())
    expect(world.announced()).toHaveLength(1)
    expect(world.announced()[0]?.data).toMatchObject({
      status: 'exception',
      trackingNumber: '',
      problem: { code: 'ADDRESS.VERIFY.FAILURE', about: 'address' },
    })
    world.carrier.decline(undefined)
    expect(await correct(world)).toEqual(changed(1))
    await world.retryDeclined(addressCorrected())
    await world.retryDeclined(addressCorrected())
    expect(cities(world)).toEqual(['大阪市北区'])
    expect(types(world)).toEqual(['shipment.status_changed', 'shipment.label_created'])
    expect(world.announced()[1]?.data).not.toHaveProperty('problem')
    expect(await makeReadShipment(world)(SHIPMENT)).not.toHaveProperty('value.problem')
  })

  it('is bought again for the same one, where its customer insists on it', async () => {
    const world = await makeReadyWorld()
    await correct(world)
    world.carrier.decline('ADDRESS.VERIFY.FAILURE')
    await world.shipParcels(packed())
    world.carrier.decline(undefined)
    expect(await correct(world, 1)).toEqual(changed(2))
    await world.retryDeclined(addressCorrected())
    expect(streets(world)).toEqual([CORRECTED.shippingAddress.line1])
  })

  it('is asked for once for each address that is declined', async () => {
    const world = await makeReadyWorld()
    world.carrier.offer()
    await world.shipParcels(packed())
    expect(world.announced()[0]?.data).toMatchObject({ problem: { about: 'address' } })
    await correct(world)
    await world.retryDeclined(addressCorrected())
    await world.retryDeclined(addressCorrected())
    expect(types(world)).toEqual(['shipment.status_changed', 'shipment.status_changed'])
    expect(world.carrier.consignments.size).toBe(2)
  })

  it('is asked for again by itself where the address changed while the old one was declined', async () => {
    const world = await makeReadyWorld()
    const { carrier } = world
    let asked = 0
    Object.assign(carrier, {
      open: new Proxy(carrier.open, {
        async apply(open, self, [request]: Parameters<typeof carrier.open>) {
          asked += 1
          if (asked > 1) return Reflect.apply(open, self, [request])
          await correct(world)
          return { outcome: 'declined', code: 'ADDRESS.VERIFY.FAILURE' }
        },
      }),
    })
    await world.shipParcels(packed())
    expect(cities(world)).toEqual(['大阪市北区'])
    expect(types(world)).toEqual(['shipment.label_created'])
  })

  it('is about the parcel where the carrier says so', async () => {
    const world = await makeReadyWorld()
    world.carrier.decline('PARCEL.DIMENSIONS.INVALID')
    await world.shipParcels(packed())
    expect(world.announced()[0]?.data).toMatchObject({ problem: { about: 'parcel' } })
  })
})
