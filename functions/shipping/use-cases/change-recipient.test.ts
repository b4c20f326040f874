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

const correct = async (world: World, correctionId = 'cor-1') =>
  makeChangeRecipient(world)({
    orderId: ORDER,
    correctionId,
    correlationId: 'request-1',
    recipient: await world.personal.seal(ORDER, CORRECTED),
  })

const cities = (world: World) => world.carrier.bought().map(({ request }) => request.to.city)
const types = (world: World) => world.announced().map(({ type }) => type)

describe('an order that goes elsewhere', () => {
  it('has its labels made for the new address, whichever copy comes later', async () => {
    const world = makeWorld()
    await world.keepLocation(tokyo(), 1, CAUSE)
    expect(await correct(world)).toEqual({ outcome: 'changed' })
    await world.keepOrder(confirmed())
    await world.shipParcels(packed())
    expect(cities(world)).toEqual(['大阪市北区'])
    expect(JSON.stringify(world.store.all())).not.toContain('梅田')
  })

  it('is corrected again, each correction once', async () => {
    const world = await makeReadyWorld()
    expect(await correct(world)).toEqual({ outcome: 'changed' })
    const before = world.store.all()
    expect(await correct(world)).toEqual({ outcome: 'changed' })
    expect(world.store.all()).toEqual(before)
    expect(await correct(world, 'cor-2')).toEqual({ outcome: 'changed' })
  })

  it('goes where its label says once there is one, and the answer stays the same', async () => {
    const world = await makeReadyWorld()
    await world.shipParcels(packed())
    const answer = { outcome: 'label_exists', trackingNumber: `TRACK-${SHIPMENT.slice(-6)}` }
    expect(await correct(world)).toEqual(answer)
    await world.voidLabels(cancelledOrder('parcel-1'))
    expect(await correct(world)).toEqual(answer)
    expect(await correct(world, 'cor-2')).toEqual({ outcome: 'changed' })
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
    expect(await correct(world)).toEqual({ outcome: 'changed' })
    await world.retryDeclined(addressCorrected())
    await world.retryDeclined(addressCorrected())
    expect(cities(world)).toEqual(['大阪市北区'])
    expect(types(world)).toEqual(['shipment.status_changed', 'shipment.label_created'])
    expect(world.announced()[1]?.data).not.toHaveProperty('problem')
    expect(await makeReadShipment(world)(SHIPMENT)).not.toHaveProperty('value.problem')
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
