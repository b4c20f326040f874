import { expect, it } from 'vitest'
import type { Scan } from '#contexts/shipping/contract/events.ts'
import { dayTakenOut } from './parcel-day.ts'

const scan = (status: Scan['status'], at: string): Scan => ({ status, at, description: '' })
const twice = [
  scan('out_for_delivery', '2026-11-24T23:00:00.000Z'),
  scan('delivery_attempted', '2026-11-25T03:00:00.000Z'),
  scan('out_for_delivery', '2026-11-25T23:00:00.000Z'),
  scan('delivered', '2026-11-27T03:00:00.000Z'),
]

it('a parcel was taken out on the day of its last try, as its destination counts', () => {
  expect(dayTakenOut(twice, 'JP')).toBe('2026-11-26')
  expect(dayTakenOut(twice, undefined)).toBe('2026-11-25')
})

it('a parcel that was only carried was not taken out', () => {
  expect(dayTakenOut([scan('in_transit', '2026-11-24T23:00:00.000Z')], 'JP')).toBeUndefined()
})
