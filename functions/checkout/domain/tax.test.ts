import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Place } from '../contract/tax-regions.ts'
import { combinedRate, payable, type Taxable, taxableShipping, taxOf, taxRuleFor } from './tax.ts'
import type { TaxRule } from './tax-rule.ts'
import { TAX_RULES } from './tax-tables.ts'

const TODAY = '2026-11-20'

function ruleOf(place: Place, on = TODAY, own: readonly TaxRule[] = []): TaxRule {
  const rule = taxRuleFor(place, on, own)
  if (!rule) throw new Error(`no rule for ${JSON.stringify(place)}`)
  return rule
}

const rateOf = (country: string, region: string | undefined, on: string) =>
  combinedRate(ruleOf({ country, region }, on).taxes.standard)

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
    ['a province with a tax of its own', 'CA', 'BC', TODAY, '0.12'],
    ['a province by its name', 'CA', 'Québec', TODAY, '0.14975'],
    ['a province as ISO 3166-2 has it', 'CA', 'CA-MB', TODAY, '0.12'],
    ['Estonia before its rise', 'EE', undefined, '2025-06-30', '0.22'],
    ['Estonia since', 'EE', 'Harju', '2025-07-01', '0.24'],
    ['Brazil, whose prices hold what is not itemized', 'BR', 'SP', TODAY, '0'],
    ['the United States', 'US', 'CA', TODAY, '0'],
    ['a country without a table', 'AQ', undefined, TODAY, '0'],
  ])('is that of %s', (_, country, region, on, rate) => {
    expect(rateOf(country, region, on)).toBe(rate)
  })

  it.each([
    ['CA', 'V6B 1A1', '0.12'],
    ['CA', 'h2x1y4', '0.14975'],
    ['ES', '35001', '0'],
    ['ES', '28013', '0.21'],
    ['PT', '9000-082', '0.22'],
    ['DE', '27498', '0'],
  ])('is told by the postal code: %s %s', (country, postalCode, rate) => {
    expect(combinedRate(ruleOf({ country, postalCode }).taxes.standard)).toBe(rate)
  })

  it.each([[{ country: 'CA' }], [{ country: 'CA', region: 'Toronto' }]])(
    'is not known where it depends on a region that is not told: %o',
    (place) => {
      expect(taxRuleFor(place, TODAY)).toBeUndefined()
    },
  )

  it('is the merchant’s own before ours, by region, country and everywhere else', () => {
    const own = (country: string, rate: string, regions?: readonly string[]): TaxRule => {
      const taxes = [{ name: { en: 'Own' }, rate }]
      return {
        ...ruleOf({ country: 'US' }),
        ...{ country, from: '2026-01-01', taxes: { standard: taxes, reduced: taxes, zero: taxes } },
        ...(regions ? { regions } : {}),
      }
    }
    const rules = [own('US', '0.04', ['NY']), own('DE', '0.18'), own('CA', '0.01', ['BC']), own('*', '0.02')]
    const at = (place: Place, on = TODAY) => taxRuleFor(place, on, rules)?.taxes.standard[0]?.rate
    expect(at({ country: 'US', region: 'ny' })).toBe('0.04')
    expect(at({ country: 'US', region: 'New York' })).toBe('0.04')
    expect(at({ country: 'US', region: 'TX' })).toBe('0.02')
    expect(at({ country: 'US' })).toBeUndefined()
    expect(at({ country: 'DE' })).toBe('0.18')
    expect(at({ country: 'DE' }, '2025-12-31')).toBe('0.19')
    expect(at({ country: 'CA', region: 'BC' })).toBe('0.01')
    expect(at({ country: 'CA', region: 'ON' })).toBe('0.13')
    expect(at({ country: 'AQ' })).toBe('0.02')
  })

  it('is that of the postal code before that of the region, the longest beginning first', () => {
    const us = (rate: string, where: Partial<TaxRule>): TaxRule => {
      const taxes = [{ name: { en: 'Own' }, rate }]
      return {
        ...ruleOf({ country: 'AQ' }),
        ...{ country: 'US', from: '2026-01-01', taxes: { standard: taxes, reduced: taxes, zero: taxes } },
        ...where,
      }
    }
    const ny = { regions: ['NY'] }
    const rules = [
      us('0.04', ny),
      us('0.08875', { ...ny, postalCode: '100' }),
      us('0.09', { postalCode: '10001' }),
      us('0.095', { postalCode: '10001', from: '2026-12-01' }),
    ]
    const at = (place: Partial<Place>, on = TODAY) =>
      taxRuleFor({ country: 'US', ...place }, on, rules)?.taxes.standard[0]?.rate
    expect(at({ region: 'NY', postalCode: '14201' })).toBe('0.04')
    expect(at({ region: 'NY', postalCode: '10036-1234' })).toBe('0.08875')
    expect(at({ postalCode: '10001' })).toBe('0.09')
    expect(at({ region: 'NY', postalCode: '10001' }, '2026-12-01')).toBe('0.095')
    expect(at({ postalCode: '90210' })).toBeUndefined()
  })
})

describe('tax', () => {
  it('is the part of a Japanese price, rounded down once per rate', () => {
    const { parts, byRate, total } = taxOf(ruleOf({ country: 'JP' }), [
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
    const rule = ruleOf({ country: 'JP' })
    // 10 lines of ¥105: 9.54 each, 95.45 together. Rounded by line it would be 90.
    expect(taxOf(rule, Array(10).fill(standard(105))).total).toBe(95)
  })

  it('comes on top in Ontario, rounded half up', () => {
    expect(taxOf(ruleOf({ country: 'CA', region: 'ON' }), [standard(1050)]).total).toBe(137)
  })

  it('is two lines in British Columbia, each rounded on its own and apportioned to the cent', () => {
    const rule = ruleOf({ country: 'CA', region: 'BC' })
    const { parts, shares, byRate, total } = taxOf(rule, [standard(1999), standard(555)])
    // 25.54 × 5 % = 1.277, × 7 % = 1.7878.
    expect(byRate.map(({ rate, base, tax }) => [rate.name['en'], base, tax])).toEqual([
      ['GST', 2554, 128],
      ['PST', 2554, 179],
    ])
    expect(shares.map((ofLine) => ofLine.map(({ tax }) => tax))).toEqual([
      [100, 140],
      [28, 39],
    ])
    expect([parts, total]).toEqual([[240, 67], 307])
    expect(payable(rule, 2554, total)).toBe(2861)
  })

  it('of Québec is rounded at 9.975 %', () => {
    const { byRate } = taxOf(ruleOf({ country: 'CA', region: 'QC' }), [standard(20_00)])
    expect(byRate.map(({ tax }) => tax)).toEqual([100, 200])
  })

  it('is of the price itself where the rate is "por dentro"', () => {
    const taxes = [{ name: { pt: 'ICMS' }, rate: '0.18' }]
    const brazil = { ...ruleOf({ country: 'BR' }), taxes: { standard: taxes, reduced: taxes, zero: [] } }
    expect(taxOf(brazil, [standard(19_990)]).total).toBe(3598)
  })

  it('of several taxes in a price is what each adds to what is without any', () => {
    const [cgst, sgst] = ['CGST', 'SGST'].map((en) => ({ name: { en }, rate: '0.09' }))
    if (!cgst || !sgst) throw new Error('there are two')
    const inclusive: TaxRule = {
      ...ruleOf({ country: 'DE' }),
      taxes: { standard: [cgst, sgst], reduced: [cgst], zero: [] },
    }
    const { byRate } = taxOf(inclusive, [standard(11_800), reduced(10_900)])
    expect(byRate.map(({ rate, base, tax }) => [rate.name['en'], base, tax])).toEqual([
      ['CGST', 22_700, 900 + 900],
      ['SGST', 11_800, 900],
    ])
  })

  it('is one line for each name and rate, whatever classes there are', () => {
    for (const rule of TAX_RULES) {
      const { byRate } = taxOf(rule, [standard(100), reduced(100), { taxClass: 'zero', amount: 100 }])
      const lines = byRate.map(({ rate }) => `${rate.name['en']} ${rate.rate}`)
      expect(new Set(lines).size).toBe(lines.length)
    }
  })

  it('is nothing where none is collected, and is said by name', () => {
    const { byRate, total } = taxOf(ruleOf({ country: 'US' }), [standard(1000)])
    expect(total).toBe(0)
    expect(byRate[0]?.rate.name['en']).toBe('No tax collected')
  })

  it('of shipping is at the standard rate in Japan, also with reduced goods alone', () => {
    const shipping = taxableShipping(ruleOf({ country: 'JP' }), [reduced(1080)], 550)
    expect(shipping).toEqual([standard(550)])
  })

  it('of shipping follows the goods in the EU', () => {
    const shipping = taxableShipping(ruleOf({ country: 'DE' }), [standard(3000), reduced(1000)], 599)
    expect(shipping).toEqual([standard(449), reduced(150)])
  })

  it('of shipping is none where the rule of the place says so', () => {
    const rule: TaxRule = { ...ruleOf({ country: 'US' }), shipping: 'untaxed' }
    expect(taxableShipping(rule, [standard(3000)], 599)).toEqual([{ taxClass: 'zero', amount: 599 }])
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
        const bearing = goods.map(({ taxClass, amount }) => amount * rule.taxes[taxClass].length)
        expect(add(byRate.map(({ base }) => base))).toBe(add(bearing))
      }),
    )
  })

  it('no part is more than a unit from its line by itself, nor more than the line', () => {
    fc.assert(
      fc.property(rules, amounts, (rule, goods) => {
        const { parts } = taxOf(rule, goods)
        goods.forEach(({ taxClass, amount }, index) => {
          const taxes = rule.taxes[taxClass]
          const rate = Number(combinedRate(taxes))
          const isInside = rule.mode === 'inclusive' && rule.rateOf !== 'price'
          const exact = isInside ? (amount * rate) / (1 + rate) : amount * rate
          expect(Math.abs((parts[index] ?? 0) - exact)).toBeLessThan(1.5 * taxes.length)
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
  it('has rates that are decimal texts, a source for each, and one rule per place and day', () => {
    expect(TAX_RULES.filter(({ source }) => source.length < 5)).toEqual([])
    for (const rule of TAX_RULES)
      for (const { rate, name } of Object.values(rule.taxes).flat()) {
        expect(rate).toMatch(/^0(\.\d{1,6})?$/)
        expect(name['en']).toBeTruthy()
      }
    const places = TAX_RULES.map(({ country, regions, from }) => `${country} ${regions ?? ''} ${from}`)
    expect(new Set(places).size).toBe(places.length)
  })
})
