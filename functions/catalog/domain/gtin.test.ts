import { describe, expect, it } from 'vitest'
import { gtinCheckDigit, looksLikeGtin } from './gtin.ts'

describe('a GTIN', () => {
  it.each([
    ['GTIN-13 of a book', '9784003510155'],
    ['GTIN-13, the example of GS1', '6291041500213'],
    ['GTIN-12', '036000291452'],
    ['GTIN-8', '73513537'],
    ['GTIN-14', '10614141000415'],
  ])('has its check digit at the end: %s', (_, code) => {
    expect(looksLikeGtin(code)).toBe(true)
    expect(gtinCheckDigit(code.slice(0, -1))).toBe(code.at(-1))
  })

  it.each(['1234567', '123456789', 'ABC-1234567890', '12345678901234567'])('is not %s', (code) => {
    expect(looksLikeGtin(code)).toBe(false)
  })
})
