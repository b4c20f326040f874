import { expect, it } from 'vitest'
import { refuseUnknownCurrency } from './known-currency.ts'
import { currency } from './money.ts'

const refused = (code: string) => refuseUnknownCurrency(currency.parse(code))

it.each(['JPY', 'EUR', 'CAD', 'BRL', 'KWD', 'CNY', 'USD'])('%s can be chosen', (code) => {
  expect(refused(code)).toBeUndefined()
})

it('none need be chosen', () => {
  expect(refuseUnknownCurrency(undefined)).toBeUndefined()
})

it.each(['ZZZ', 'XXX', 'XTS', 'DEM'])('%s cannot: it is none, or none any more', (code) => {
  expect(refused(code)).toMatchObject({
    code: 'unknown_currency',
    errors: [{ pointer: '/currency', detail: expect.stringContaining(code) }],
  })
})
