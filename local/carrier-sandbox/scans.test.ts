import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type TrackerStatus, trackerStatuses } from './easypost.ts'
import type { TrackerRecord } from './records.ts'
import { nextStatuses, scansTo, statusOf } from './scans.ts'

describe('scansTo', () => {
  it('passes through the statuses on the way, hours apart, in the morning of the destination', () => {
    const scans = scansTo(parcel(), 'delivered')

    expect(scans.map(({ at, status }) => `${at} ${status}`)).toEqual([
      '2026-11-23T02:00:00Z pre_transit',
      '2026-11-23T04:00:00Z in_transit',
      '2026-11-23T07:00:00Z in_transit',
      '2026-11-24T13:00:00Z in_transit',
      '2026-11-24T23:00:00Z out_for_delivery',
      '2026-11-25T02:00:00Z delivered',
    ])
    expect(scans.at(1)?.place.city).toBe('Osaka')
    expect(scans.at(-1)?.place.city).toBe('Tokyo')
  })

  it('does not repeat what has been', () => {
    const onTheWay = advanced(parcel(), 'in_transit')

    expect(scansTo(onTheWay, 'out_for_delivery').map(({ status }) => status)).toEqual(['out_for_delivery'])
  })

  it('makes a late parcel late', () => {
    const inTime = scansTo(advanced(parcel(), 'in_transit'), 'available_for_pickup')
    const late = scansTo(advanced(parcel(), 'in_transit'), 'available_for_pickup', 72)

    expect(hoursBetween(inTime[0]?.at, late[0]?.at)).toBe(72)
  })

  it('never lets the clock stand or go back, whatever the way', () => {
    const anyWay = fc.array(fc.constantFrom(...trackerStatuses), { maxLength: 6 })
    fc.assert(
      fc.property(anyWay, (way) => {
        const walked = way.reduce(
          (tracker, to) => (nextStatuses(tracker).includes(to) ? advanced(tracker, to) : tracker),
          parcel(),
        )
        const times = walked.scans.map(({ at }) => Date.parse(at))
        expect(times.every((time, index) => index === 0 || time > (times[index - 1] ?? 0))).toBe(true)
      }),
    )
  })
})

describe('nextStatuses', () => {
  it('ends with the delivery, but for a return', () => {
    expect(nextStatuses(advanced(parcel(), 'delivered'))).toEqual(['return_to_sender'])
    expect(nextStatuses(advanced(parcel(), 'return_to_sender'))).toEqual([])
  })

  it('lets a failed delivery be tried again', () => {
    const failed = advanced(parcel(), 'failure')

    expect(nextStatuses(failed)).toContain('out_for_delivery')
    expect(nextStatuses(failed)).toContain('delivered')
    expect(nextStatuses(failed)).not.toContain('pre_transit')
  })
})

function advanced(tracker: TrackerRecord, to: TrackerStatus): TrackerRecord {
  const after = { ...tracker, scans: [...tracker.scans, ...scansTo(tracker, to)] }
  expect(statusOf(after)).toBe(to)
  return after
}

const hoursBetween = (from = '', to = '') => (Date.parse(to) - Date.parse(from)) / 3_600_000

const parcel = (): TrackerRecord => ({
  id: 'trk_1',
  createdAt: '2026-11-23T02:00:00Z',
  trackingCode: '123456789012',
  carrier: 'KuronekoYamato',
  service: 'TaQBin',
  shipmentId: 'shp_1',
  origin: { city: 'Osaka', state: null, country: 'JP', zip: '530-0001' },
  destination: { city: 'Tokyo', state: null, country: 'JP', zip: '100-0001' },
  recipient: 'Recipient',
  weightOunces: 16,
  transitDays: 2,
  estDeliveryDate: '2026-11-25T00:00:00Z',
  scans: [],
})
