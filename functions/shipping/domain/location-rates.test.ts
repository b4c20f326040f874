import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { ratesPublished } from '../contract/events.ts'
import { tokyo } from '../testing.ts'
import { HOLIDAYS, HOLIDAYS_KNOWN_UNTIL } from './holidays.ts'
import { pricesOf, ratesOf } from './location-rates.ts'
import { BANDS, RATE_TABLES } from './rate-tables.ts'

const now = (location = tokyo()) => ratesOf(location).tables[0]?.rates ?? []
const services = (country: string, rates = now()) =>
  rates.filter(({ countries }) => countries.includes(country)).map(({ level, carrier }) => [level, carrier])

describe('the rates of a stock location', () => {
  it('are what the event says, and fit into one', () => {
    const rates = z.parse(ratesPublished.data, ratesOf(tokyo()))
    expect(Buffer.byteLength(JSON.stringify(rates))).toBeLessThan(128 * 1024)
  })

  it('within Japan are those of a Japanese parcel service and our courier', () => {
    expect(services('JP')).toEqual([
      ['standard', 'KuronekoYamato'],
      ['express', 'KuronekoYamato'],
      ['same_day', 'OwnCourier'],
    ])
  })

  it.each(['US', 'DE', 'KW', 'CN'])('abroad have one standard and one express service to %s', (country) => {
    expect(services(country)).toEqual([
      ['standard', 'FedEx'],
      ['express', 'DHLExpress'],
    ])
  })

  it('have none to a country nobody delivers to', () => {
    expect(services('KP')).toEqual([])
    expect(services('AQ')).toEqual([])
  })

  it('have same-day only where the location has cities for it, in lower case', () => {
    expect(now(tokyo({ sameDayCities: [] })).filter(({ level }) => level === 'same_day')).toEqual([])
    expect(now().find(({ level }) => level === 'same_day')?.cities).toEqual(['千代田区', 'tokyo'])
  })

  it.each(['CA', 'US', 'GB', 'CN'])('start in %s too', (country) => {
    const address = { ...tokyo().address, country }
    expect(services(country, now(tokyo({ address }))).length).toBeGreaterThan(0)
  })

  it('have ids that name one rate each', () => {
    const ids = now().map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })
})

describe('the tables', () => {
  it('follow each other, each with prices that grow with the weight', () => {
    const dates = RATE_TABLES.map(({ effectiveFrom }) => effectiveFrom)
    expect(dates).toEqual([...dates].sort())
    for (const { zones } of RATE_TABLES.flatMap(({ services }) => services))
      for (const { cents } of zones) {
        expect(cents).toEqual([...cents].sort((a, b) => a - b))
        expect(cents.length).toBeLessThanOrEqual(BANDS.length)
      }
  })

  it('name no country twice for one service', () => {
    for (const { zones } of RATE_TABLES.flatMap(({ services }) => services)) {
      const countries = zones.flatMap((zone) => zone.countries)
      expect(new Set(countries).size).toBe(countries.length)
    }
  })

  it('price in minor units: whole yen, cents, and fils of a thousand', () => {
    expect(Object.fromEntries(pricesOf(504).map(({ amount, currency }) => [currency, amount]))).toMatchObject(
      {
        JPY: 760,
        USD: 505,
        EUR: 455,
        CAD: 710,
        CNY: 3530,
        KWD: 1600,
      },
    )
  })

  it('know holidays that are days of the calendar, up to the end of their last year', () => {
    for (const days of Object.values(HOLIDAYS)) {
      for (const day of days) expect(new Date(`${day}T00:00:00Z`).toISOString()).toContain(day)
      expect(days).toEqual([...days].sort())
      expect(days.at(-1)?.slice(0, 4)).toBe(HOLIDAYS_KNOWN_UNTIL.slice(0, 4))
    }
  })
})
