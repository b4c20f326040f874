import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { currency } from '#shared/money.ts'
import { toDecimal, toMinorUnits } from './decimals.ts'
import { fromCell, toCell } from './lists.ts'

const JPY = currency.parse('JPY')
const USD = currency.parse('USD')
const KWD = currency.parse('KWD')

describe('a price in a file', () => {
  it.each([
    ['1980', JPY, 1980],
    ['0', JPY, 0],
    ['19.9', USD, 1990],
    ['19.90', USD, 1990],
    ['19', USD, 1900],
    ['0.005', KWD, 5],
    ['9007199254.99', USD, 900719925499],
  ])('%s %s is %i minor units', (text, code, amount) => {
    expect(toMinorUnits(text, code)).toEqual({ ok: true, amount })
  })

  it.each([
    ['1980.5', JPY, 'too_many_decimals', 'no decimals'],
    ['1980.00', JPY, 'too_many_decimals', 'no decimals'],
    ['19.999', USD, 'too_many_decimals', 'at most 2'],
    ['0.0005', KWD, 'too_many_decimals', 'at most 3'],
    ['1,980', JPY, 'not_a_number', 'such as 198000'],
    ['19,90', USD, 'not_a_number', 'such as 1980.00'],
    ['-1', USD, 'not_a_number', 'no sign'],
    ['$19', USD, 'not_a_number', 'no symbol'],
    ['1e3', USD, 'not_a_number', 'digits'],
    ['.5', USD, 'not_a_number', 'digits'],
  ])('%s %s is refused', (text, code, fault, why) => {
    expect(toMinorUnits(text, code)).toMatchObject({
      ok: false,
      code: fault,
      detail: expect.stringContaining(why),
    })
  })

  it('is what was written, to the last unit', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000_000_000 }), fc.constantFrom(JPY, USD, KWD), (amount, code) => {
        expect(toMinorUnits(toDecimal(amount, code), code)).toEqual({ ok: true, amount })
      }),
    )
  })
})

describe('a list in a cell', () => {
  it.each([
    ['', undefined],
    ['[]', []],
    ['a|b', ['a', 'b']],
    [' a | b ', ['a', 'b']],
    ['a||c', ['a', '', 'c']],
    ['a\\|b|c\\\\', ['a|b', 'c\\']],
    ['\\[]', ['[]']],
  ])('%j is %j', (cell, values) => {
    expect(fromCell(cell)).toEqual(values)
  })

  it('is what was written', () => {
    const value = fc.string({ unit: fc.constantFrom('a', '|', '\\', '[', ']', '日', '😀') })
    const list = fc.array(value).filter((values) => values.length !== 1 || values[0] !== '')
    fc.assert(
      fc.property(list, (values) => {
        expect(fromCell(toCell(values))).toEqual(values)
      }),
    )
  })
})
