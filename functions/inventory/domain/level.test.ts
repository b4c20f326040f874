import { expect, it } from 'vitest'
import { locationId, sku } from '#shared/ids.ts'
import {
  byPlace,
  emptyLevel,
  fallsToSafety,
  isAmong,
  moved,
  type Place,
  placeName,
  releasing,
  reserving,
  shipping,
} from './level.ts'

const at = (name: string, location: string): Place => ({
  sku: sku.parse(name),
  locationId: locationId.parse(location),
})
const place = at('BOOK', 'tokyo')
const portion = { ...place, quantity: 2 }
const level = { ...place, onHand: 5, reserved: 1, safety: 1, available: 3 }

it('a level begins with nothing', () => {
  expect(emptyLevel(portion)).toEqual({ ...place, onHand: 0, reserved: 0, safety: 0, available: 0 })
})

it('units are reserved, released, or leave with their reservation', () => {
  expect(moved(level, reserving(portion))).toEqual({ ...level, reserved: 3, available: 1 })
  expect(moved(level, releasing(portion))).toEqual({ ...level, reserved: -1, available: 5 })
  expect(moved(level, shipping(portion))).toEqual({ ...level, onHand: 3, reserved: -1 })
  expect(reserving(portion)).toEqual({ ...place, onHand: 0, reserved: 2 })
})

it.each([
  [3, 2, false],
  [2, 2, true],
  [1, 2, true],
  [0, 2, false],
  [-1, 2, false],
])('with %d available, taking %d falls to the safety stock: %s', (available, quantity, falls) => {
  expect(fallsToSafety({ ...level, available }, reserving({ ...place, quantity }))).toBe(falls)
})

it('places have one order, by SKU and then by location', () => {
  const ordered = [at('A', 'x'), at('A', 'y'), at('B', 'w'), at('B', 'x')]
  expect([...ordered].reverse().sort(byPlace)).toEqual(ordered)
  expect(byPlace(place, { ...place })).toBe(0)
  expect(byPlace(at('B', 'x'), at('A', 'y'))).toBe(1)
  expect(byPlace(at('A', 'y'), at('A', 'x'))).toBe(1)
})

it('a place is its SKU and its location', () => {
  expect(placeName(portion)).toBe('BOOK@tokyo')
  expect(isAmong(portion, [at('BOOK', 'osaka'), place])).toBe(true)
  expect(isAmong(portion, [at('BOOK', 'osaka'), at('CUP', 'tokyo')])).toBe(false)
})
