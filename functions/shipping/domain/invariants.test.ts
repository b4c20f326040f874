import { describe, expect, it } from 'vitest'
import { locationId } from '#shared/ids.ts'
import { FULFILLMENT, ORDER, SHIPMENT } from '../testing.ts'
import { violations } from './invariants.ts'
import type { Parcel, Shipment } from './shipment.ts'

const AT = '2026-11-24T05:00:00.000Z'
const scan = { at: AT, status: 'delivered', description: 'Delivered', carrier: 'FedEx', code: 'OK' } as const
const shipment: Shipment = {
  ...{ shipmentId: SHIPMENT, orderId: ORDER, fulfillmentOrderId: FULFILLMENT, parcelId: 'parcel-1' },
  ...{ locationId: locationId.parse('tokyo'), level: 'standard', carrier: 'FedEx', service: 'GROUND' },
  ...{ status: 'delivered', promisedBy: '2026-11-26', trackingNumber: '1Z', deliveredAt: AT, lookedAt: AT },
}
const sound: Parcel = { shipment, scans: [scan] }
const but = (change: Partial<Shipment>): Partial<Parcel> => ({ shipment: { ...shipment, ...change } })

describe('the invariants of a shipment', () => {
  it('find nothing wrong with a sound one', () => {
    expect(violations(sound)).toEqual([])
  })

  it.each<[rule: string, broken: Partial<Parcel>]>([
    ['the status is what the scans say', but({ status: 'in_transit' })],
    ['the time of delivery is what the scans say', but({ deliveredAt: undefined })],
    ['a scan is kept once', { scans: [scan, scan] }],
    [
      'a parcel without a label has nothing that a label brings',
      but({ trackingNumber: undefined, trackerId: 'trk_1' }),
    ],
    [
      'a parcel that was declined or whose label was given back has no label',
      but({ voided: { at: AT, reason: 'wrong size' } }),
    ],
  ])('say "%s" of what breaks it', (rule, broken) => {
    const [found = ''] = violations({ ...sound, ...broken })
    expect(found).toContain(rule)
  })
})
