import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SHIPMENT_STATUSES, type ShipmentStatus } from '../contract/events.ts'
import { deliveredAt, inOrder, isOver, shown, statusOf, type TrackedScan } from './tracking.ts'

const scanned = (status: ShipmentStatus, hour: number, more: Partial<TrackedScan> = {}): TrackedScan => ({
  at: new Date(Date.UTC(2026, 10, 24, hour)).toISOString(),
  status,
  description: status,
  carrier: 'FedEx',
  code: status,
  ...more,
})

const anyScan = fc.record({
  at: fc.integer({ min: 0, max: 5 }).map((hour) => new Date(Date.UTC(2026, 10, 24, hour)).toISOString()),
  status: fc.constantFrom(...SHIPMENT_STATUSES),
  place: fc.constantFrom('Tokyo', 'Osaka'),
  correction: fc.constantFrom(true, false, false, false),
})
const anyScans = fc
  .array(anyScan, { maxLength: 8 })
  .map((scans) =>
    scans.map((each) => ({ ...each, description: each.status, carrier: 'FedEx', code: each.status })),
  )

describe('the status of a parcel', () => {
  it('is the same for every permutation of its scans, with any of them repeated', () => {
    const shuffled = anyScans.chain((scans) =>
      fc.tuple(
        fc.constant(scans),
        fc.shuffledSubarray([...scans, ...scans], { minLength: scans.length * 2 }),
        fc.array(fc.constantFrom(...(scans.length > 0 ? scans : [scanned('unknown', 1)])), { maxLength: 3 }),
      ),
    )
    fc.assert(
      fc.property(shuffled, ([scans, mixed, again]) => {
        const all = scans.length > 0 ? [...mixed, ...again] : []
        expect(statusOf(all, 'pre_transit')).toBe(statusOf(scans, 'pre_transit'))
        expect(deliveredAt(all)).toBe(deliveredAt(scans))
        expect(shown(all)).toEqual(shown(scans))
      }),
      { numRuns: 200 },
    )
  })

  it('is that of the latest scan, whatever came last', () => {
    expect(statusOf([scanned('out_for_delivery', 8), scanned('in_transit', 2)], 'pre_transit')).toBe(
      'out_for_delivery',
    )
  })

  it('stays delivered, except for a later return', () => {
    const delivered = [scanned('delivered', 5), scanned('in_transit', 9)]
    expect(statusOf(delivered, 'pre_transit')).toBe('delivered')
    expect(statusOf([...delivered, scanned('returned_to_sender', 10)], 'pre_transit')).toBe(
      'returned_to_sender',
    )
  })

  it('stays returned when the sender has it again', () => {
    const back = [scanned('returned_to_sender', 5), scanned('delivered', 20)]
    expect(statusOf(back, 'pre_transit')).toBe('returned_to_sender')
  })

  it('follows an operator who corrects it', () => {
    const corrected = [scanned('delivered', 5), scanned('lost', 6, { correction: true })]
    expect(statusOf(corrected, 'pre_transit')).toBe('lost')
    expect(deliveredAt(corrected)).toBeUndefined()
  })

  it('comes back from lost with a later scan', () => {
    expect(statusOf([scanned('lost', 5), scanned('in_transit', 6)], 'pre_transit')).toBe('in_transit')
  })

  it('is not touched by a scan that says nothing of the parcel', () => {
    expect(statusOf([scanned('in_transit', 2), scanned('unknown', 3)], 'pre_transit')).toBe('in_transit')
    expect(statusOf([], 'pre_transit')).toBe('pre_transit')
  })

  it('breaks a tie by rank', () => {
    const tie = [scanned('out_for_delivery', 8), scanned('delivered', 8)]
    expect(statusOf(tie, 'pre_transit')).toBe('delivered')
    expect(statusOf(tie.reverse(), 'pre_transit')).toBe('delivered')
  })
})

describe('the scans of a parcel', () => {
  it('differ by carrier, code, place and time', () => {
    const one = scanned('in_transit', 2)
    const others = [
      { ...one, carrier: 'UPS' },
      { ...one, code: 'other' },
      { ...one, place: 'Osaka' },
      scanned('in_transit', 3),
    ]
    expect(inOrder([one, { ...one, description: 'told again' }, ...others])).toHaveLength(5)
  })

  it('are shown newest 50, oldest first, without what only we need', () => {
    const many = Array.from({ length: 60 }, (_, hour) => scanned('in_transit', hour))
    expect(shown(many)).toHaveLength(50)
    expect(shown(many)[0]).toEqual({
      at: '2026-11-24T10:00:00.000Z',
      status: 'in_transit',
      description: 'in_transit',
    })
  })

  it('say when the parcel was delivered first', () => {
    const scans = [scanned('delivered', 7), scanned('delivered', 5), scanned('in_transit', 2)]
    expect(deliveredAt(scans)).toBe('2026-11-24T05:00:00.000Z')
    expect(deliveredAt([scanned('in_transit', 2)])).toBeUndefined()
  })

  it('are waited for until the way is over', () => {
    expect(SHIPMENT_STATUSES.filter(isOver)).toEqual(['delivered', 'returned_to_sender', 'lost', 'cancelled'])
  })
})
