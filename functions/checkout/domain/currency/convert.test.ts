import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { currency, decimalsOf } from '#shared/money.ts'
import { type ExchangeRate, exchangeRate } from '../../contract/exchange-rate.ts'
import { convert, priceIn, rateAt, stepOf } from './convert.ts'

const [JPY, EUR, CAD, KWD, CHF] = ['JPY', 'EUR', 'CAD', 'KWD', 'CHF'].map((code) => currency.parse(code))
const rateOf = (base: string, to: string, rate: string, date = '2026-11-20'): ExchangeRate =>
  exchangeRate.parse({ base, currency: to, rate, date })

describe('an amount in another currency', () => {
  it.each([
    ['EUR', 'CAD', '1.6132', 1_999, 3_225],
    ['EUR', 'JPY', '178.45', 1_999, 3_570],
    ['JPY', 'EUR', '0.0056', 1_980, 1_109],
    ['EUR', 'KWD', '0.3541', 1_999, 7_080],
    ['EUR', 'CHF', '0.9312', 1_999, 1_860],
    ['EUR', 'BRL', '6.1937', 1_800, 11_149],
    ['EUR', 'HUF', '381.5', 1_999, 762_500],
    ['JPY', 'CHF', '0.0001', 1, 5],
    ['EUR', 'CAD', '1.6132', 0, 0],
  ])('of %s in %s at %s: %i is %i', (base, to, rate, amount, converted) => {
    expect(convert(amount, rateOf(base, to, rate))).toBe(converted)
  })

  it('is whole steps of its currency, half a step from the exact one at most, and never nothing', () => {
    const codes = fc.constantFrom('JPY', 'EUR', 'CAD', 'KWD', 'CHF', 'HUF', 'BRL', 'KRW')
    const rates = fc
      .tuple(fc.nat(99_999), fc.integer({ min: 1, max: 99_999_999 }))
      .map(([whole, part]) => `${whole}.${String(part).padStart(8, '0')}`)
    fc.assert(
      fc.property(codes, codes, rates, fc.nat(1_000_000), (base, to, rate, amount) => {
        const given = rateOf(base, to, rate)
        const step = stepOf(given.currency)
        const converted = convert(amount, given)
        expect(Number.isSafeInteger(converted) && converted % step === 0).toBe(true)
        expect(converted > 0).toBe(amount > 0)
        const exact = amount * Number(rate) * 10 ** (decimalsOf(given.currency) - decimalsOf(given.base))
        if (exact >= step) expect(Math.abs(converted - exact)).toBeLessThanOrEqual(step / 2 + exact * 1e-9)
      }),
    )
  })
})

describe('the rate of a day', () => {
  const rates = [rateOf('EUR', 'CAD', '1.6', '2026-11-13'), rateOf('EUR', 'JPY', '178', '2026-11-12')]
  const now = new Date('2026-11-20T00:00:00Z')

  it('holds for a week', () => {
    expect(CAD && rateAt(rates, CAD, now)?.rate).toBe('1.6')
    expect(JPY && rateAt(rates, JPY, now)).toBeUndefined()
    expect(KWD && rateAt(rates, KWD, now)).toBeUndefined()
  })

  it.each([
    ['KWD', 5_124, 5_120],
    ['KWD', 4, 10],
    ['KWD', 0, 0],
    ['MGA', 10_050, 10_000],
    ['CHF', 1_999, 1_999],
  ])('changes a set price only to what can be paid: %s %i is %i', (code, amount, paid) => {
    const of = currency.parse(code)
    expect(priceIn([{ amount, currency: of }], of, now, undefined)).toEqual({
      amount: paid,
      isConverted: false,
    })
  })

  it('is for prices that are not set', () => {
    const prices = [
      { amount: 1_000, currency: EUR ?? currency.parse('EUR') },
      { amount: 1_500, currency: CAD ?? currency.parse('CAD') },
    ]
    expect(CAD && priceIn(prices, CAD, now, rates[0])).toEqual({ amount: 1_500, isConverted: false })
    expect(CAD && priceIn(prices.slice(0, 1), CAD, now, rates[0])).toEqual({
      amount: 1_600,
      isConverted: true,
    })
    expect(CAD && priceIn(prices.slice(0, 1), CAD, now, undefined)).toBeUndefined()
    expect(CHF && priceIn(prices.slice(1), CHF, now, rateOf('EUR', 'CHF', '0.9'))).toBeUndefined()
  })
})
