import { beforeEach, describe, expect, it } from 'vitest'
import { shipmentId } from '#shared/ids.ts'
import { observed, unchanged } from '../domain/shipment.ts'
import {
  CAUSE,
  cancelledOrder,
  FULFILLMENT,
  handedOver,
  makeReadyWorld,
  packed,
  SHIPMENT,
  unpacked,
  type World,
} from '../testing.ts'
import { makeReadShipment } from './read-shipments.ts'

let world: World
beforeEach(async () => {
  world = await makeReadyWorld()
})

const SCANNED = {
  ...{ at: '2026-11-24T05:00:00.000Z', status: 'in_transit' as const, description: 'Picked up' },
  ...{ carrier: 'JPPost', code: 'picked_up' },
}

const types = () => world.announced().map(({ type }) => type)
const read = () => makeReadShipment(world)(SHIPMENT)
const voidIt = () => world.voidLabelByStaff({ shipmentId: SHIPMENT, reason: 'torn' }, CAUSE)
const buyAgain = () => world.buyLabelAgain({ shipmentId: SHIPMENT }, CAUSE)

describe('a label that staff void', () => {
  it('is given back once, and bought again when they ask for it', async () => {
    const event = packed()
    await world.shipParcels(event)
    expect(await voidIt()).toMatchObject({
      ok: true,
      value: { status: 'unknown', voided: { reason: 'torn' } },
    })
    expect(await voidIt()).toMatchObject({ ok: true })
    await world.shipParcels(event)
    expect(world.carrier.voided()).toHaveLength(1)
    expect(world.carrier.bought()).toHaveLength(1)
    expect(world.announced().at(-1)).toMatchObject({
      type: 'shipment.label_voided',
      data: { trackingNumber: '', status: 'unknown' },
    })

    expect(await buyAgain()).toMatchObject({ ok: true, value: { status: 'pre_transit' } })
    expect(await read()).not.toHaveProperty('value.voided')
    expect(world.carrier.bought()).toHaveLength(2)
    expect(types()).toEqual(['shipment.label_created', 'shipment.label_voided', 'shipment.label_created'])
    expect(await buyAgain()).toMatchObject({ ok: false, code: 'label_exists' })
  })

  it('is given back though the reply is lost', async () => {
    await world.shipParcels(packed())
    world.carrier.lose('void')
    await expect(voidIt()).rejects.toThrow('lost')
    expect(await voidIt()).toMatchObject({ ok: true })
  })

  it('must be there, and its parcel too', async () => {
    expect(await voidIt()).toMatchObject({ code: 'not_found' })
    world.carrier.decline('PARCEL.INVALID')
    await world.shipParcels(packed())
    expect(await voidIt()).toMatchObject({ code: 'label_not_ready' })
    const nobodys = shipmentId.parse(`shp_${'9'.repeat(26)}`)
    expect(await world.buyLabelAgain({ shipmentId: nobodys }, CAUSE)).toMatchObject({ code: 'not_found' })
  })

  it.each([
    ['handed over', () => world.noteHandOver(handedOver('parcel-1'))],
    ['scanned by the carrier', async () => world.carrier.scanParcels()],
    ['cancelled', () => world.voidLabels(cancelledOrder('parcel-1'))],
  ])('stays where the parcel was %s', async (_, happen) => {
    await world.shipParcels(packed())
    await happen()
    expect(await voidIt()).toMatchObject({ ok: false, code: 'conflict' })
    expect(
      await world.voidLabelByStaff({ shipmentId: SHIPMENT, reason: 'x', ifMatch: 99 }, CAUSE),
    ).toMatchObject({
      code: 'precondition_failed',
    })
  })
})

describe('a label whose parcel may leave any moment', () => {
  it('is taken off the parcel first, and named by what is known of it', async () => {
    await world.shipParcels(packed())
    await voidIt()
    expect(world.withdrawals).toEqual([
      {
        ...{ fulfillmentOrderId: FULFILLMENT, parcelId: 'parcel-1' },
        ...{ sequence: 1, correlationId: CAUSE.correlationId },
      },
    ])
  })

  it('stays where the parcel has been handed over, and the carrier is not asked', async () => {
    await world.shipParcels(packed())
    world.warehouse.answer = { outcome: 'handed_over' }
    expect(await voidIt()).toMatchObject({ ok: false, code: 'conflict' })
    expect(world.carrier.voided()).toEqual([])
    expect(await read()).toMatchObject({ value: { status: 'pre_transit' } })
  })

  it('is told to the warehouse anew where whoever gave it back died, and the carrier scans it', async () => {
    await world.shipParcels(packed())
    world.carrier.lose('void')
    await expect(voidIt()).rejects.toThrow('lost')
    await world.change(SHIPMENT, (it) => observed(it, { scans: [SCANNED] }, SCANNED.at), CAUSE)
    expect(world.announced().map(({ type }) => type)).toEqual([
      'shipment.label_created',
      'shipment.label_created',
      'shipment.status_changed',
    ])
    expect(await voidIt()).toMatchObject({ ok: false, code: 'conflict' })
  })

  it('is given back by a repeat that names the version of before', async () => {
    await world.shipParcels(packed())
    const ifMatch = (await world.change(SHIPMENT, unchanged, CAUSE)).shipment.version
    const again = () => world.voidLabelByStaff({ shipmentId: SHIPMENT, reason: 'torn', ifMatch }, CAUSE)
    world.carrier.lose('void')
    await expect(again()).rejects.toThrow('lost')
    expect(await again()).toMatchObject({ ok: true })
    expect(world.withdrawals.map(({ sequence }) => sequence)).toEqual([1, 1])
  })

  it('is told to the warehouse anew where the carrier was quicker', async () => {
    await world.shipParcels(packed())
    world.carrier.scanParcels()
    expect(await voidIt()).toMatchObject({ ok: false, code: 'conflict' })
    expect(world.announced().map(({ type, sequence }) => [type, sequence])).toEqual([
      ['shipment.label_created', 1],
      ['shipment.label_created', 2],
    ])
  })
})

describe('a label that the carrier declined', () => {
  it('is asked for again by staff, who see what is said then', async () => {
    world.carrier.decline('PARCEL.INVALID')
    await world.shipParcels(packed())
    expect(await buyAgain()).toMatchObject({ ok: true, value: { problem: { code: 'PARCEL.INVALID' } } })
    world.carrier.decline(undefined)
    const bought = await buyAgain()
    expect(bought).toMatchObject({ ok: true, value: { status: 'pre_transit' } })
    expect(bought).not.toHaveProperty('value.problem')
  })

  it('is not bought for what is cancelled', async () => {
    await world.shipParcels(packed())
    await world.voidLabels(cancelledOrder('parcel-1'))
    expect(await buyAgain()).toMatchObject({ code: 'conflict' })
  })
})

describe('parcels that were opened again', () => {
  it('give their labels back; what is packed instead keeps its own', async () => {
    await world.shipParcels(packed('parcel-1', 'parcel-2'))
    await world.shipParcels(packed('parcel-3'))
    await world.voidOpened(unpacked('parcel-1', 'parcel-2'))
    await world.voidOpened(unpacked('parcel-1', 'parcel-2'))
    expect(world.carrier.voided()).toHaveLength(2)
    expect(await read()).toMatchObject({ value: { status: 'cancelled' } })
  })

  it('get none where their packing is heard of later', async () => {
    await world.voidOpened(unpacked('parcel-1'))
    await world.shipParcels(packed())
    expect(world.carrier.consignments.size).toBe(0)
  })
})
