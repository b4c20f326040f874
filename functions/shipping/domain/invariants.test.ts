import { describe, expect, it } from 'vitest'
import { locationId } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
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
const unlabeled = { trackingNumber: undefined, deliveredAt: undefined }
const postage = { amount: 1_000, currency: currency.parse('JPY') }
const but = (change: Partial<Shipment>): Partial<Parcel> => ({ shipment: { ...shipment, ...change } })

describe('the invariants of a shipment', () => {
  it('find nothing wrong with a sound one', () => {
    expect(violations(sound)).toEqual([])
  })

  it.each<[string, Partial<Parcel>]>([
    [
      'that has a label and no scan yet',
      { ...but({ status: 'pre_transit', deliveredAt: undefined }), scans: [] },
    ],
    ['whose label is being bought', { ...but({ ...unlabeled, status: 'unknown' }), scans: [] }],
    [
      'that was declined',
      {
        ...but({ ...unlabeled, status: 'exception', problem: { at: AT, code: 'x', detail: '' } }),
        scans: [],
      },
    ],
    ['that is cancelled, whatever was scanned of it', but({ status: 'cancelled', deliveredAt: undefined })],
    [
      'that has all that a label brings',
      but({ trackerId: 'trk_1', labelUrl: 'https://labels.example/1', postage }),
    ],
  ])('find nothing wrong with one %s', (_, change) => {
    expect(violations({ ...sound, ...change })).toEqual([])
  })

  it('tell it with its status and its scans', () => {
    const [found = ''] = violations({ ...sound, ...but({ status: 'in_transit' }) })
    expect(found).toContain(`${SHIPMENT} is in_transit, labeled, its scans are delivered`)
  })

  it.each<[rule: string, broken: Partial<Parcel>]>([
    ['the status is what the scans say', but({ status: 'in_transit' })],
    ['the time of delivery is what the scans say', but({ deliveredAt: undefined })],
    ['a scan is kept once', { scans: [scan, scan] }],
    ['a parcel without a label has nothing', but({ ...unlabeled, trackerId: 'trk_1' })],
    ['a parcel without a label has nothing', but({ ...unlabeled, labelUrl: 'https://labels.example/1' })],
    ['a parcel without a label has nothing', but({ ...unlabeled, postage })],
    [
      'a parcel that was declined or whose label was given back has no label',
      but({ problem: { at: AT, code: 'x', detail: '' } }),
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
