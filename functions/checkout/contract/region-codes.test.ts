import { expect, it } from 'vitest'
import countries from '../domain/addresses/countries.json' with { type: 'json' }
import { regionCodeOf } from './region-codes.ts'

it.each([
  ['US', 'California', 'CA'],
  ['US', 'new york', 'NY'],
  ['US', 'us-tx', 'TX'],
  ['US', ' AE ', 'AE'],
  ['CA', 'Québec', 'QC'],
  ['CA', 'quebec', 'QC'],
  ['CA', 'Nouvelle-Écosse', 'NS'],
  ['CA', 'CA-BC', 'BC'],
])('in %s, %j is %s', (country, said, code) => {
  expect(regionCodeOf(country, said)).toBe(code)
})

it.each([
  ['US', 'Texes'],
  ['US', 'toString'],
  ['US', undefined],
  ['DE', 'Bayern'],
])('of %s, %j is not known', (country, said) => {
  expect(regionCodeOf(country, said)).toBeUndefined()
})

it.each(['US', 'CA'] as const)(
  'all regions that the form of %s offers are known by code and name',
  (country) => {
    for (const [code = '', name = ''] of countries[country].regions) {
      expect(regionCodeOf(country, code)).toBe(code)
      if (!name.startsWith('Armed Forces')) expect(regionCodeOf(country, name)).toBe(code)
    }
  },
)
