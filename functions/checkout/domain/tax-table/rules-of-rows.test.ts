import { describe, expect, it } from 'vitest'
import type { TaxRow } from '../../contract/terms.ts'
import { rulesOfRows } from './rules-of-rows.ts'

const FROM = '2026-01-01'
const SOURCE = 'the accountant'

const row = (overrides: Partial<TaxRow> = {}): TaxRow => ({
  ...{ country: 'US', from: FROM, name: 'Sales tax', standard: '0.04', mode: 'exclusive', ...overrides },
})
const only = (...rows: readonly TaxRow[]) => {
  const rules = rulesOfRows(rows, SOURCE)
  expect(rules).toHaveLength(1)
  return rules[0]
}
const tax = (name: string, rate: string) => ({ name: { en: name }, rate })

describe('a row', () => {
  it('is a rule of its country, with what it leaves out as it is said to be', () => {
    expect(only(row())).toEqual({
      ...{ country: 'US', from: FROM, mode: 'exclusive', rounding: 'half_up', shipping: 'as_goods' },
      taxes: {
        standard: [tax('Sales tax', '0.04')],
        reduced: [tax('Sales tax', '0')],
        zero: [tax('Sales tax', '0')],
      },
      source: SOURCE,
    })
  })

  it('says of its place and of how it is reckoned what it says', () => {
    const place = { country: 'BR', region: 'SP', postalCode: '01' }
    const reckoned = { mode: 'inclusive', rateOf: 'price', rounding: 'down', shipping: 'untaxed' } as const
    const { region, ...rest } = place
    expect(only(row({ ...place, ...reckoned }))).toMatchObject({ ...rest, regions: [region], ...reckoned })
  })

  it('is of the net price where it says so, as all are that say nothing', () => {
    expect(only(row({ rateOf: 'net' }))).not.toHaveProperty('rateOf')
  })

  it('takes its rate for each class that it names', () => {
    expect(only(row({ standard: '0.2', reduced: '0.05', zero: '0' }))?.taxes).toEqual({
      standard: [tax('Sales tax', '0.2')],
      reduced: [tax('Sales tax', '0.05')],
      zero: [tax('Sales tax', '0')],
    })
  })
})

describe('rows of one place and day', () => {
  it('are one rule with several taxes, of which the same is the same value in each class', () => {
    const rule = only(
      row({ region: 'NY', name: 'State', standard: '0.04', reduced: '0.04' }),
      row({ region: 'NY', name: 'City', standard: '0.045' }),
    )
    expect(rule?.taxes).toEqual({
      standard: [tax('State', '0.04'), tax('City', '0.045')],
      reduced: [tax('State', '0.04')],
      zero: [tax('State', '0')],
    })
    expect(rule?.taxes.reduced[0]).toBe(rule?.taxes.standard[0])
  })

  it('of the same name with another rate, or of the same rate with another name, are taxes of their own', () => {
    const rule = only(
      row({ name: 'State', standard: '0.04', reduced: '0.01' }),
      row({ name: 'City', standard: '0.04' }),
    )
    expect(rule?.taxes.standard).toEqual([tax('State', '0.04'), tax('City', '0.04')])
    expect(rule?.taxes.reduced).toEqual([tax('State', '0.01')])
  })
})

it.each([
  ['country', { country: 'MX' }],
  ['region', { region: 'NY' }],
  ['postal code', { postalCode: '100' }],
  ['day', { from: '2026-07-01' }],
])('rows of another %s are a rule of their own', (_, other) => {
  expect(rulesOfRows([row(), row(other)], SOURCE)).toHaveLength(2)
})

it('a region and a postal code that are written alike are not the same place', () => {
  expect(rulesOfRows([row({ region: '10' }), row({ postalCode: '10' })], SOURCE)).toHaveLength(2)
})
