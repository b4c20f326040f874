import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Place } from '../contract/tax-regions.ts'
import { nameOfPlace, taxedOtherwise } from '../contract/taxed-places.ts'
import { taxRuleFor } from './tax.ts'
import type { TaxRule } from './tax-rule.ts'
import { MOST_PLACES, taxedPlacesAround } from './taxed-places.ts'

const TODAY = '2026-11-20'

function own(country: string, rate: string, where: Partial<TaxRule> = {}): TaxRule {
  const taxes = [{ name: { en: 'Own' }, rate }]
  return {
    ...{ country, from: '2026-01-01', mode: 'exclusive', rounding: 'half_up', shipping: 'as_goods' },
    ...{ taxes: { standard: taxes, reduced: taxes, zero: taxes }, source: 'the test', ...where },
  }
}

const NEW_YORK = { regions: ['NY'] }
const OWN: readonly TaxRule[] = [
  own('US', '0.01'),
  own('US', '0.04', NEW_YORK),
  own('US', '0.08875', { ...NEW_YORK, postalCode: '100' }),
  own('US', '0.04', { ...NEW_YORK, postalCode: '10036' }),
  own('US', '0.01', { postalCode: '10038' }),
  own('IT', '0.22', { postalCode: '00120' }),
]

function placesOf(destination: Place, rules: readonly TaxRule[] = OWN) {
  const rule = taxRuleFor(destination, TODAY, rules)
  if (!rule) throw new Error(`no rule for ${JSON.stringify(destination)}`)
  return taxedPlacesAround(destination, rule, TODAY, rules)
}
const isElsewhere = (destination: Place, address: Place, rules?: readonly TaxRule[]) =>
  taxedOtherwise(placesOf(destination, rules), address) !== undefined

describe('a quote without a postal code', () => {
  it.each([
    ['ES', undefined, '35001', '28013'],
    ['ES', undefined, '51001', '08001'],
    ['ES', 'CN', '28013', '52001'],
    ['PT', undefined, '9000-082', '1000-001'],
    ['DE', undefined, '27498', '10117'],
    ['DE', 'Baden-Württemberg', '78266', '78262'],
    ['IT', undefined, '23041', '00118'],
    ['GR', undefined, '63086', '10431'],
    ['CA', 'ON', 'V6B 1A1', 'K1A 0B1'],
    ['CA', 'NT', 'h2x1y4', 'T2P 1J9'],
    ['US', 'NY', '10001', '14201'],
  ])('for %s %s is not for %s, but for %s', (country, region, other, alike) => {
    const destination = { country, region }
    expect(isElsewhere(destination, { country, region, postalCode: other })).toBe(true)
    expect(isElsewhere(destination, { country, region, postalCode: alike })).toBe(false)
  })

  it('says nothing of a country with the same taxes everywhere', () => {
    expect(placesOf({ country: 'JP' })).toEqual([])
    expect(placesOf({ country: 'FR', postalCode: '75001' })).toEqual([])
  })

  it('is not for a region with other taxes either', () => {
    const destination = { country: 'US', postalCode: '11201' }
    expect(isElsewhere(destination, { ...destination, region: 'ny' })).toBe(true)
    expect(isElsewhere(destination, { ...destination, region: 'NJ' })).toBe(false)
  })
})

it('a postal code of elsewhere is not in a part that is known by its own', () => {
  const rule = taxRuleFor({ country: 'ES', region: 'CN', postalCode: '28013' }, TODAY)
  expect(rule?.taxes.standard).toMatchObject([{ rate: '0.21' }])
})

it('where rules speak of too many places, a quote is for its postal code alone', () => {
  const many = Array.from({ length: MOST_PLACES + 1 }, (_, index) =>
    own('US', index % 2 === 0 ? '0.05' : '0.06', { ...NEW_YORK, postalCode: String(10_000 + index) }),
  )
  const at = (postalCode: string) => ({ country: 'US', region: 'NY', postalCode })
  expect(placesOf(at('10004'), many).length).toBeLessThan(5)
  expect(isElsewhere(at('10004'), at('10004'), many)).toBe(false)
  expect(isElsewhere(at('10004'), at('10006'), many)).toBe(true)
})

it.each([
  [{ region: 'CN', isAlike: false }, 'ES-CN'],
  [{ region: 'CN', postalCode: '35', isAlike: false }, 'ES-CN, postal codes 35…'],
  [{ isAlike: false }, 'the rest of ES'],
])('%o is %s in words', (place, words) => {
  expect(nameOfPlace('ES', place)).toBe(words)
})

describe('whatever is quoted and ordered', () => {
  const places = fc.oneof(
    ...[
      ['ES', ['CN', 'CE', 'Madrid'], ['35001', '38999', '51001', '28013', '08001']],
      ['PT', ['20', '30', '11'], ['9000-082', '9500-150', '1000-001']],
      ['IT', ['LIVIGNO', 'RM'], ['23041', '00120', '00118']],
      ['CA', ['ON', 'Québec', 'CA-BC', 'NU', 'Toronto'], ['K1A 0B1', 'V6B 1A1', 'h2x1y4', 'X0A 0A0']],
      ['US', ['NY', 'NJ', 'us-ny'], ['10001', '10036', '10038', '11201', '10036-1234']],
    ].map(([country, regions, codes]) =>
      fc.record({
        country: fc.constant(String(country)),
        region: fc.constantFrom(undefined, ...(regions ?? [])),
        postalCode: fc.constantFrom(undefined, ...(codes ?? [])),
      }),
    ),
  )

  it('an address is refused exactly where its taxes are others', () => {
    fc.assert(
      fc.property(places, places, fc.boolean(), (destination, other, isSameRegion) => {
        const address = { ...other, country: destination.country }
        if (isSameRegion || destination.region !== undefined) address.region = destination.region
        const rule = taxRuleFor(destination, TODAY, OWN)
        fc.pre(rule !== undefined)
        const there = taxRuleFor(address, TODAY, OWN)
        expect(isElsewhere(destination, address)).toBe(
          JSON.stringify(there?.taxes) !== JSON.stringify(rule?.taxes),
        )
      }),
      { numRuns: 2_000 },
    )
  })
})
