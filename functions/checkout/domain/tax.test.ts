import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Taxable, taxableShipping, taxOf, taxRuleFor } from './tax.ts'
import { TAX_RULES } from './tax-tables.ts'

const TODAY = '2026-11-20'
const rateOf = (country: string, region: string | undefined, on: string) =>
  taxRuleFor({ country, region }, on).rates.standard.rate

const standard = (amount: number): Taxable => ({ taxClass: 'standard', amount })
const reduced = (amount: number): Taxable => ({ taxClass: 'reduced', amount })

describe('the rule of a place and day', () => {
  it.each([
    ['Japan before its last rise', 'JP', undefined, '2019-09-30', '0.08'],
    ['Japan since', 'JP', undefined, '2019-10-01', '0.1'],
    ['Germany', 'DE', undefined, TODAY, '0.19'],
    ['Ontario', 'CA', 'ON', TODAY, '0.13'],
    ['Nova Scotia before its cut', 'CA', 'NS', '2025-03-31', '0.15'],
    ['Nova Scotia since, in lower case', 'CA', 'ns', '2025-04-01', '0.14'],
    ['a province without HST', 'CA', 'AB', TODAY, '0.05'],
    ['Canada without a province', 'CA', undefined, TODAY, '0.05'],
    ['the United States', 'US', 'CA', TODAY, '0'],
    ['a country without a table', 'AQ', undefined, TODAY, '0'],
  ])('is that of %s', (_, country, region, on, rate) => {
    expect(rateOf(country, region, on)).toBe(rate)
  })
})

describe('tax', () => {
  it('is the part of a Japanese price, rounded down once per rate', () => {
    const { parts, byRate, total } = taxOf(taxRuleFor({ country: 'JP' }, TODAY), [
      standard(1985),
      standard(1300),
      reduced(540),
    ])
    // 3285 × 10/110 = 298.63…, 540 × 8/108 = 40.
    expect(byRate.map(({ base, tax }) => [base, tax])).toEqual([
      [3285, 298],
      [540, 40],
    ])
    expect(parts).toEqual([180, 118, 40])
    expect(total).toBe(338)
  })

  it('rounds a sum and not each line', () => {
    const rule = taxRuleFor({ country: 'JP' }, TODAY)
    // 10 lines of ¥105: 9.54 each, 95.45 together. Rounded by line it would be 90.
    expect(taxOf(rule, Array(10).fill(standard(105))).total).toBe(95)
  })

  it('comes on top in Ontario, rounded half up', () => {
    expect(taxOf(taxRuleFor({ country: 'CA', region: 'ON' }, TODAY), [standard(1050)]).total).toBe(137)
  })

  it('is nothing where none is collected, and is said by name', () => {
    const { byRate, total } = taxOf(taxRuleFor({ country: 'US' }, TODAY), [standard(1000)])
    expect(total).toBe(0)
    expect(byRate[0]?.rate.name['en']).toBe('No tax collected')
  })

  it('of shipping is at the standard rate in Japan, also with reduced goods alone', () => {
    const shipping = taxableShipping(taxRuleFor({ country: 'JP' }, TODAY), [reduced(1080)], 550)
    expect(shipping).toEqual([standard(550)])
  })

  it('of shipping follows the goods in the EU', () => {
    const shipping = taxableShipping(
      taxRuleFor({ country: 'DE' }, TODAY),
      [standard(3000), reduced(1000)],
      599,
    )
    expect(shipping).toEqual([standard(449), reduced(150)])
  })
})

const amounts = fc.array(
  fc.record({
    taxClass: fc.constantFrom('standard' as const, 'reduced' as const, 'zero' as const),
    amount: fc.nat(5_000_000),
  }),
  { minLength: 1, maxLength: 200 },
)
const rules = fc.constantFrom(...TAX_RULES)
const add = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)

describe('whatever is taxed', () => {
  it('the parts are whole, not negative, and add up to the rates and the total', () => {
    fc.assert(
      fc.property(rules, amounts, (rule, goods) => {
        const { parts, byRate, total } = taxOf(rule, goods)
        expect(parts).toHaveLength(goods.length)
        expect(parts.every((part) => Number.isSafeInteger(part) && part >= 0)).toBe(true)
        expect(add(parts)).toBe(total)
        expect(add(byRate.map(({ tax }) => tax))).toBe(total)
        expect(add(byRate.map(({ base }) => base))).toBe(add(goods.map(({ amount }) => amount)))
      }),
    )
  })

  it('no part is more than a unit from its line by itself, nor more than the line', () => {
    fc.assert(
      fc.property(rules, amounts, (rule, goods) => {
        const { parts } = taxOf(rule, goods)
        goods.forEach(({ taxClass, amount }, index) => {
          const rate = Number(rule.rates[taxClass].rate)
          const exact = rule.mode === 'inclusive' ? (amount * rate) / (1 + rate) : amount * rate
          expect(Math.abs((parts[index] ?? 0) - exact)).toBeLessThan(1.5)
          expect(parts[index]).toBeLessThanOrEqual(amount)
        })
      }),
    )
  })

  it('shipping is shared out exactly, and never makes the tax less', () => {
    fc.assert(
      fc.property(rules, amounts, fc.nat(100_000), (rule, goods, price) => {
        const shipping = taxableShipping(rule, goods, price)
        expect(add(shipping.map(({ amount }) => amount))).toBe(price)
        expect(taxOf(rule, [...goods, ...shipping]).total).toBeGreaterThanOrEqual(taxOf(rule, goods).total)
      }),
    )
  })
})

describe('the table', () => {
  it('has rates that are decimal texts, and one rule per place and day', () => {
    for (const rule of TAX_RULES)
      for (const { rate, name } of Object.values(rule.rates)) {
        expect(rate).toMatch(/^0(\.\d{1,6})?$/)
        expect(name['en']).toBeTruthy()
      }
    const places = TAX_RULES.map(({ country, regions, from }) => `${country} ${regions ?? ''} ${from}`)
    expect(new Set(places).size).toBe(places.length)
  })
})
