import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  apportion,
  currency,
  decimalsOf,
  formatMoney,
  money,
  of,
  payablePartOf,
  price,
  sum,
} from './money.ts'

const JPY = currency.parse('JPY')
const USD = currency.parse('USD')
const KWD = currency.parse('KWD')
const HUF = currency.parse('HUF')

it.each([
  ['KWD', 5_124, 5_120],
  ['TND', 9, 0],
  ['MGA', 10_050, 10_000],
  ['ISK', 5_001, 5_001],
  ['EUR', 1_999, 1_999],
])('what can be paid of %s %i is %i', (code, amount, part) => {
  expect(payablePartOf(amount, currency.parse(code))).toBe(part)
})

describe('an amount', () => {
  const LIMIT = 1_000_000_000_000

  it.each([0, 1, -1, LIMIT, -LIMIT])('may be %d', (amount) => {
    expect(money.safeParse({ amount, currency: 'JPY' }).success).toBe(true)
    expect(price.safeParse({ amount, currency: 'JPY' }).success).toBe(amount >= 0)
  })

  it.each([
    ['a fraction', { amount: 0.5, currency: 'JPY' }],
    ['too much', { amount: LIMIT + 1, currency: 'JPY' }],
    ['too little', { amount: -LIMIT - 1, currency: 'JPY' }],
    ['without a currency', { amount: 1 }],
    ['of a longer code', { amount: 1, currency: 'JPYX' }],
    ['of a code with something before it', { amount: 1, currency: 'xJPY' }],
    ['of a code in small letters', { amount: 1, currency: 'jpy' }],
  ])('is none where it is %s', (_, value) => {
    expect([money, price].map((schema) => schema.safeParse(value).success)).toEqual([false, false])
  })
})

it('a currency has two decimals but for those that ISO 4217 gives none or three', () => {
  const none = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' ')
  const three = 'BHD IQD JOD KWD LYD OMR TND'.split(' ')
  const two = 'AUD BRL CAD CHF CNY EUR GBP HUF INR MXN USD'.split(' ')
  const decimals = (codes: string[]) => [...new Set(codes.map((code) => decimalsOf(currency.parse(code))))]
  expect([none, two, three].map(decimals)).toEqual([[0], [2], [3]])
})

it('amounts of one currency add up, and others are refused', () => {
  expect(sum(USD, [])).toEqual({ amount: 0, currency: 'USD' })
  expect(sum(USD, [of(5, USD), of(-2, USD), of(4, USD)])).toEqual({ amount: 7, currency: 'USD' })
  expect(() => sum(JPY, [of(1, JPY), of(1, USD)])).toThrow('cannot add USD to a sum of JPY')
})

it('an amount is written as its language does, to the last minor unit', () => {
  expect(formatMoney(of(3280, JPY), 'ja')).toBe('￥3,280')
  expect(formatMoney(of(3280, USD), 'en')).toBe('$32.80')
  expect(formatMoney(of(3280, KWD), 'en')).toBe('KWD\u00a03.280')
  expect(formatMoney(of(3280, HUF), 'en')).toBe('HUF\u00a032.80')
})

describe('apportioning', () => {
  const amount = fc.integer({ min: 0, max: 1_000_000_000_000 })

  it('is exact, and no part is a unit away from its share', () => {
    fc.assert(
      fc.property(amount, fc.array(amount, { minLength: 1, maxLength: 50 }), (total, weights) => {
        const parts = apportion(total, weights)
        expect(parts.reduce((a, b) => a + b, 0)).toBe(total)
        const whole = weights.reduce((sum, weight) => sum + BigInt(weight), 0n)
        if (whole === 0n) return
        for (const [index, part] of parts.entries()) {
          const off = BigInt(part) * whole - BigInt(total) * BigInt(weights[index] ?? 0)
          expect(-whole < off && off < whole).toBe(true)
        }
      }),
    )
  })

  it.each([
    [10, [1, 1, 1], [4, 3, 3], 'on a tie the first'],
    [11, [1, 1, 1], [4, 4, 3], 'on a tie the first'],
    [100, [1, 2, 4], [14, 29, 57], 'the largest remainder'],
    [5, [3, 9, 1], [1, 4, 0], 'the largest remainder'],
    [7, [0, 0, 0], [7, 0, 0], 'without weights the first'],
    [7, [0, 3, 0], [0, 7, 0], 'nothing for a weight of 0'],
    [0, [2, 1], [0, 0], 'nothing of nothing'],
    [7, [], [], 'nobody'],
  ])('of %d by %j gives %j: %s', (total, weights, parts) => {
    expect(apportion(total, weights)).toEqual(parts)
  })

  it.each([
    [-1, [1, 1]],
    [1, [2, -1]],
    [1.5, [1, 1]],
  ])('of %d by %j is refused', (total, weights) => {
    expect(() => apportion(total, weights)).toThrow(RangeError)
  })
})
