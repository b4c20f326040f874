import { describe, expect, it } from 'vitest'
import { SELLER } from '../testing.ts'
import { dateIn } from './dates.ts'
import { keepUntil } from './keep-until.ts'
import { seriesOf } from './series.ts'

describe('a series', () => {
  it('numbers papers of a seller, a kind and a year', () => {
    expect(seriesOf(SELLER, 'invoice', '2026-11-27').numberOf(1)).toBe('INV-2026-000001')
    expect(seriesOf(SELLER, 'credit_note', '2027-01-01').numberOf(1_000_000)).toBe('CN-2027-1000000')
  })

  it('is another for another seller, kind or year', () => {
    const ids = [
      seriesOf(SELLER, 'invoice', '2026-11-27').id,
      seriesOf(SELLER, 'credit_note', '2026-11-27').id,
      seriesOf(SELLER, 'invoice', '2027-01-01').id,
      seriesOf({ ...SELLER, registrationNumber: 'T9999999999999' }, 'invoice', '2026-11-27').id,
    ]
    expect(new Set(ids).size).toBe(4)
  })
})

it('dates are those of the zone', () => {
  expect(dateIn('Asia/Tokyo', '2026-12-31T15:00:00Z')).toBe('2027-01-01')
  expect(dateIn('America/New_York', '2027-01-01T04:59:00Z')).toBe('2026-12-31')
})

describe('a paper is kept', () => {
  it.each([
    ['in Japan 7 years and two months', 'JP', '2026-11-27', '2035-02-28'],
    ['in Japan, before there were qualified invoices, 7 years', 'JP', '2023-09-30', '2031-12-31'],
    ['in Japan, from the first of them, two months more', 'JP', '2023-10-01', '2032-02-29'],
    ['in Germany 10 years', 'DE', '2026-11-27', '2037-12-31'],
    ['in Canada 7 years', 'CA', '2026-11-27', '2034-12-31'],
  ])('%s from the end of the year after its issue', (_, country, issuedOn, until) => {
    expect(keepUntil(country, issuedOn)).toBe(until)
  })
})
