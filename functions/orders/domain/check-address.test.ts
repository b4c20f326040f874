import { expect, it } from 'vitest'
import { isSame } from './check-address.ts'

it.each([
  ['US', 'CA', 'California', true],
  ['US', 'california', 'US-CA', true],
  ['CA', 'Quebec', 'Québec', true],
  ['US', 'CA', 'Colorado', false],
  ['US', 'CA', undefined, false],
  ['US', 'Texes', 'Texas', false],
  ['JP', '東京都', '東京都', true],
  ['JP', '東京都', '大阪府', false],
])('in %s, the region %j and %j are one: %s', (country, one, other, same) => {
  expect(isSame('region', { country, region: one }, { country, region: other })).toBe(same)
})

it('a region of another country is another', () => {
  expect(isSame('region', { country: 'US', region: 'CA' }, { country: 'CA', region: 'California' })).toBe(
    false,
  )
})
