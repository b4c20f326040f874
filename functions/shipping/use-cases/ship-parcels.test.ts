import { describe, expect, it } from 'vitest'
import { currency } from '#shared/money.ts'
import {
  cancelledOrder,
  confirmed,
  FULFILLMENT,
  makeReadyWorld,
  makeWorld,
  packed,
  SHIPMENT,
} from '../testing.ts'
import { makeReadShipment } from './read-shipments.ts'

const types = (events: readonly { type: string }[]) => events.map(({ type }) => type)

describe('a packed fulfillment order', () => {
  it('gets one label per parcel, of the service the customer chose', async () => {
    const world = await makeReadyWorld()
    await world.shipParcels(packed('parcel-1', 'parcel-2'))
    expect(world.carrier.bought().map(({ label }) => label?.service)).toEqual(['TaQBin', 'TaQBin'])
    expect(types(world.announced())).toEqual(['shipment.label_created', 'shipment.label_created'])
    expect(world.announced()[0]?.data).toMatchObject({
      shipmentId: SHIPMENT,
      fulfillmentOrderId: FULFILLMENT,
      parcelId: 'parcel-1',
      carrier: 'KuronekoYamato',
      status: 'pre_transit',
      trackingNumber: expect.stringContaining('TRACK-'),
    })
  })

  it('tells the carrier sender, recipient, order and size', async () => {
    const world = await makeReadyWorld()
    await world.shipParcels(packed())
    expect([...world.carrier.consignments.values()][0]?.request).toMatchObject({
      shipmentId: SHIPMENT,
      orderNumber: 'K7WQ2M4X',
      from: { city: '千代田区' },
      to: { name: '髙橋 花子', phone: '+81312345678', email: 'hanako@example.com' },
      parcel: { weightGrams: 980, lengthMm: 254 },
      customs: [],
    })
  })

  it('tells customs what crosses a border', async () => {
    const world = await makeReadyWorld({ address: { country: 'US', postalCode: '10001', city: 'New York' } })
    await world.shipParcels(packed())
    expect([...world.carrier.consignments.values()][0]?.request.customs).toEqual([
      {
        description: '源氏物語',
        quantity: 2,
        value: { amount: 3960, currency: 'JPY' },
        weightGrams: 980,
        originCountry: 'JP',
      },
    ])
  })

  it('makes nothing new when it is told again, or twice at once', async () => {
    const world = await makeReadyWorld()
    const event = packed()
    await Promise.all([world.shipParcels(event), world.shipParcels(event)])
    await world.shipParcels(event)
    expect(world.carrier.bought()).toHaveLength(1)
    expect(types(world.announced())).toEqual(['shipment.label_created'])
  })

  it('waits for the order that is not confirmed here yet', async () => {
    const world = makeWorld()
    await expect(world.shipParcels(packed())).rejects.toThrow('before shipping has heard')
    expect(world.announced()).toEqual([])
  })

  it.each(['open', 'buy'] as const)('pays once though the reply to %s is lost', async (method) => {
    const world = await makeReadyWorld()
    world.carrier.lose(method)
    const event = packed()
    await expect(world.shipParcels(event)).rejects.toThrow('1 of 1 labels')
    await world.shipParcels(event)
    expect(world.carrier.bought()).toHaveLength(1)
    expect(types(world.announced())).toEqual(['shipment.label_created'])
  })

  it('labels the other parcels though one fails', async () => {
    const world = await makeReadyWorld()
    world.carrier.lose('buy')
    await expect(world.shipParcels(packed('a', 'b'))).rejects.toThrow('1 of 2 labels')
    expect(world.announced().map(({ data }) => (data as { parcelId: string }).parcelId)).toEqual(['b'])
  })

  it('goes by the cheapest service of the same level where the chosen one is not offered', async () => {
    const world = await makeReadyWorld()
    const price = { amount: 870, currency: currency.parse('JPY') }
    world.carrier.offer({ id: '1', carrier: 'JPPost', service: 'YuPack', price })
    await world.shipParcels(packed())
    expect(world.announced()[0]?.data).toMatchObject({ carrier: 'JPPost', service: 'YuPack' })
  })

  it.each([
    ['the carrier declines the address', 'ADDRESS.VERIFY.FAILURE'],
    ['nobody offers a service', 'no_service_of_this_level'],
  ])('becomes an exception that says why where %s', async (_, code) => {
    const world = await makeReadyWorld()
    if (code.startsWith('ADDRESS')) world.carrier.decline(code)
    else world.carrier.offer()
    await world.shipParcels(packed())
    await world.shipParcels(packed())
    expect(types(world.announced())).toEqual(['shipment.status_changed'])
    expect(world.announced()[0]?.data).toMatchObject({
      status: 'exception',
      trackingNumber: '',
      scans: [{ status: 'exception', description: expect.stringContaining(code) }],
    })
    const read = await makeReadShipment(world)(SHIPMENT)
    expect(read).toMatchObject({ ok: true, value: { status: 'exception', problem: { code } } })
  })

  it('keeps no readable personal data in the table', async () => {
    const world = await makeReadyWorld()
    await world.shipParcels(packed())
    const written = JSON.stringify(world.store.all())
    for (const word of ['髙橋', '西新宿', 'hanako@example.com', '+8131234'])
      expect(written).not.toContain(word)
  })

  it('tells of a delay where the carrier needs longer than was promised', async () => {
    const world = await makeReadyWorld()
    world.carrier.tell({ scans: [], expectedOn: '2026-11-28' })
    await world.shipParcels(packed())
    expect(types(world.announced())).toEqual(['shipment.label_created', 'shipment.promise_changed'])
    expect(world.announced()[1]?.data).toMatchObject({ promise: { latest: '2026-11-28' } })
  })
})

describe('a cancelled fulfillment order', () => {
  it('gives back the labels of its parcels', async () => {
    const world = await makeReadyWorld()
    await world.shipParcels(packed())
    await world.voidLabels(cancelledOrder('parcel-1'))
    await world.voidLabels(cancelledOrder('parcel-1'))
    expect(world.carrier.voided()).toHaveLength(1)
    expect(world.announced().at(-1)).toMatchObject({
      type: 'shipment.status_changed',
      data: { status: 'cancelled' },
    })
    expect(world.announced()).toHaveLength(2)
  })

  it('is not packed any more, though that is heard of later', async () => {
    const world = await makeReadyWorld()
    await world.voidLabels(cancelledOrder())
    await world.shipParcels(packed())
    expect(world.carrier.consignments.size).toBe(0)
    expect(world.announced()).toEqual([])
  })

  it('leaves the label of a parcel that the carrier has scanned', async () => {
    const world = await makeReadyWorld()
    await world.shipParcels(packed())
    world.carrier.scanParcels()
    await world.voidLabels(cancelledOrder('parcel-1'))
    const read = await makeReadShipment(world)(SHIPMENT)
    expect(read).toMatchObject({ ok: true, value: { status: 'pre_transit' } })
  })

  it('asks again for the refund whose reply was lost', async () => {
    const world = await makeReadyWorld()
    await world.shipParcels(packed())
    world.carrier.lose('void')
    await expect(world.voidLabels(cancelledOrder('parcel-1'))).rejects.toThrow('lost')
    await world.voidLabels(cancelledOrder('parcel-1'))
    expect(world.announced().at(-1)?.data).toMatchObject({ status: 'cancelled' })
  })

  it('leaves no label that is paid for, whichever comes first', async () => {
    const world = await makeReadyWorld()
    const event = packed()
    world.carrier.lose('buy')
    await expect(world.shipParcels(event)).rejects.toThrow()
    await Promise.all([world.shipParcels(event), world.voidLabels(cancelledOrder('parcel-1'))])
    await world.shipParcels(event)
    expect(world.carrier.voided()).toHaveLength(world.carrier.bought().length)
    const read = await makeReadShipment(world)(SHIPMENT)
    expect(read).toMatchObject({ ok: true, value: { status: 'cancelled' } })
  })
})

describe('the copy of an order', () => {
  it('is replaced by a newer one only', async () => {
    const world = await makeReadyWorld({ sequence: 5 })
    await world.keepOrder(confirmed({ sequence: 4, number: 'OLDER' }))
    await world.keepOrder(confirmed({ sequence: 6, number: 'NEWER' }))
    await world.shipParcels(packed())
    expect([...world.carrier.consignments.values()][0]?.request.orderNumber).toBe('NEWER')
  })
})
