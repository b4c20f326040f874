import { expect, it } from 'vitest'
import { readTaxId } from './tax-id.ts'

it.each([
  ['DE', 'DE 136 695 976', 'DE136695976'],
  ['DE', '136695976', 'DE136695976'],
  ['DE', 'FR40303265045', 'FR40303265045'],
  ['GR', '094259216', 'EL094259216'],
  ['GR', 'el094259216', 'EL094259216'],
  ['AT', 'ATU13585627', 'ATU13585627'],
  ['NL', 'NL004495445B01', 'NL004495445B01'],
  ['IE', 'IE6433435F', 'IE6433435F'],
  ['GB', 'GB 980 7806 84', 'GB980780684'],
  ['MC', '40303265045', 'FR40303265045'],
  ['JP', 't1234567890123', 'T1234567890123'],
  ['BR', '12.345.678/0001-95', '12345678000195'],
  ['CA', '123456789 RT0001', '123456789RT0001'],
  ['CH', 'CHE-123.456.789 MWST', 'CHE123456789MWST'],
  ['US', '12-3456789', '123456789'],
])('a business in %s may write %s', (country, typed, kept) => {
  expect(readTaxId(typed, country)).toBe(kept)
})

it.each([
  ['DE', 'DE12345678'],
  ['DE', 'T1234567890123'],
  ['JP', '1234567890123'],
  ['JP', 'DE12'],
  ['BR', '1234567800019'],
  ['SE', 'SE123456789012'],
  ['US', '12'],
  ['US', '<script>'],
])('of %s is no number %s', (country, typed) => {
  expect(readTaxId(typed, country)).toBeUndefined()
})
