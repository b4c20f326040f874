import { describe, expect, it } from 'vitest'
import { availabilityOf, unitsOf } from '../availability.ts'
import { place } from './document.ts'
import { placesServing } from './places.ts'

const TOKYO = place.parse({
  locationId: 'TOKYO',
  originCountry: 'JP',
  timeZone: 'Asia/Tokyo',
  cutOff: '15:00',
  holidays: ['2026-06-03'],
  tables: [
    {
      effectiveFrom: '2026-01-01',
      rates: [
        { level: 'express', countries: ['JP'], transitDays: { min: 1, max: 1 } },
        { level: 'standard', countries: ['JP'], transitDays: { min: 1, max: 2 } },
        { level: 'standard', countries: ['*'], transitDays: { min: 5, max: 8 } },
      ],
    },
    {
      effectiveFrom: '2026-07-01',
      rates: [{ level: 'standard', countries: ['JP'], transitDays: { min: 9, max: 9 } }],
    },
  ],
})
const BERLIN = place.parse({
  ...TOKYO,
  locationId: 'BERLIN',
  originCountry: 'DE',
  timeZone: 'Europe/Berlin',
  holidays: [],
  tables: [
    {
      effectiveFrom: '2026-01-01',
      rates: [{ level: 'express', countries: ['DE'], transitDays: { min: 1, max: 1 } }],
    },
  ],
})
const at = (time: string, country: string) =>
  Object.fromEntries(placesServing([TOKYO, BERLIN], country, new Date(time)))

describe('where things come from, and how soon', () => {
  it.each([
    // A Monday morning in Tokyo: it leaves today; Wednesday is a holiday.
    ['2026-06-01T01:00:00Z', { earliest: 1, latest: 3 }],
    // After the cut-off it leaves on Tuesday.
    ['2026-06-01T06:00:00Z', { earliest: 3, latest: 4 }],
    // A Saturday: it leaves on Monday.
    ['2026-06-06T01:00:00Z', { earliest: 3, latest: 4 }],
  ])('is told in days of the calendar, by the standard way: %s', (time, days) => {
    expect(at(time, 'JP')).toEqual({ TOKYO: days })
  })

  it('is every place that sends there, named or as everywhere else', () => {
    expect(Object.keys(at('2026-06-01T01:00:00Z', 'DE'))).toEqual(['TOKYO', 'BERLIN'])
  })

  it('follows the table that is in force', () => {
    expect(at('2026-07-01T00:00:00Z', 'DE')).not.toHaveProperty('TOKYO')
    expect(at('2025-12-31T00:00:00Z', 'JP')).toEqual({})
  })
})

describe('availability', () => {
  const serving = new Map([
    ['TOKYO', { earliest: 1, latest: 3 }],
    ['BERLIN', { earliest: 2, latest: 2 }],
  ])
  const stocked = (stock: Readonly<Record<string, number>>, digital = false) => ({ stock, digital })

  it.each([
    [{ TOKYO: 6 }, { status: 'in_stock', shipsInDays: { earliest: 1, latest: 3 } }],
    [
      { TOKYO: 2, BERLIN: 3 },
      { status: 'low_stock', left: 5, shipsInDays: { earliest: 1, latest: 3 } },
    ],
    [{ BERLIN: 9 }, { status: 'in_stock', shipsInDays: { earliest: 2, latest: 2 } }],
    [{ TOKYO: 0, OSAKA: 9 }, { status: 'out_of_stock' }],
    [{ OSAKA: 9 }, { status: 'out_of_stock' }],
    [{}, { status: 'out_of_stock' }],
  ])('of %j is %j', (stock, availability) => {
    expect(availabilityOf([stocked(stock)], serving)).toEqual(availability)
  })

  it('of all places counts where no country is asked for, and says no days', () => {
    expect(availabilityOf([stocked({ OSAKA: 3 }), stocked({ KYOTO: 1 })], undefined)).toEqual({
      status: 'low_stock',
      left: 4,
    })
  })

  it('of what is digital never ends', () => {
    expect(availabilityOf([stocked({}, true)], serving)).toEqual({ status: 'in_stock' })
    expect(unitsOf(stocked({}, true), serving)).toBe(Number.POSITIVE_INFINITY)
  })
})
