import { expect, it } from 'vitest'
import { currency, decimalsOf } from '#shared/money.ts'
import { fromStripe, toStripe } from './stripe-units.ts'

const KNOWN = Intl.supportedValuesOf('currency')

it.each([
  ['JPY', 3_300, 3_300],
  ['EUR', 1_999, 1_999],
  ['ISK', 5_000, 500_000],
  ['UGX', 7_001, 700_100],
  ['MGA', 10_000, 100],
  ['KWD', 5_120, 5_120],
  ['HUF', 1_045, 1_045],
  ['TWD', 1_045, 1_045],
])("%s: %i minor units are %i of Stripe's", (code, ours, stripes) => {
  expect(toStripe(ours, code)).toBe(stripes)
  expect(fromStripe(stripes, code)).toBe(ours)
})

it.each([
  ['KWD', 5_124],
  ['BHD', 1],
  ['JOD', 15],
  ['OMR', 999],
  ['TND', 1_001],
  ['MGA', 10_050],
])('%s: Stripe cannot move %i minor units', (code, amount) => {
  expect(toStripe(amount, code)).toBeUndefined()
})

it('comes back as it went, in every currency, whatever Stripe can move', () => {
  expect(KNOWN.length).toBeGreaterThan(150)
  for (const code of KNOWN) {
    for (let step = 0; step < 120; step += 1) {
      const amount = step * 100 + (step % 100) * (decimalsOf(currency.parse(code)) === 3 ? 10 : 1)
      const sent = toStripe(amount, code)
      if (sent === undefined) continue
      expect([code, Number.isInteger(sent), fromStripe(sent, code)]).toEqual([code, true, amount])
      expect(fromStripe(sent, code.toLowerCase())).toBe(amount)
    }
    expect([code, toStripe(10_000_000, code)], 'whole amounts can be moved').not.toContain(undefined)
  }
})

it('says the same amount of money in both units', () => {
  const stripesDecimals: Record<string, number> = { ISK: 2, UGX: 2, MGA: 0 }
  for (const code of KNOWN) {
    const ours = decimalsOf(currency.parse(code))
    const stripes = stripesDecimals[code] ?? ours
    expect([code, toStripe(7 * 10 ** ours, code)]).toEqual([code, 7 * 10 ** stripes])
  }
})

it('rounds what Stripe shows of less than a minor unit', () => {
  expect(fromStripe(4_010, 'isk')).toBe(40)
})
