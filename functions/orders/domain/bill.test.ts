import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sku } from '#shared/ids.ts'
import { currency, of } from '#shared/money.ts'
import { type Bill, type BillPart, newBill, openUnits, putBack, sumOf, takeUnits } from './bill.ts'
import { details } from './told.fixtures.ts'

const JPY = currency.parse('JPY')

interface AnyLine {
  readonly quantity: number
  readonly total: number
  readonly tax: number
}

/** A bill of any lines, some of them of one SKU; tax and discount leave totals that no unit price divides. */
const billOf = (lines: readonly AnyLine[], shipping: number): Bill =>
  newBill({
    lines: lines.map(({ quantity, total, tax }, index) => ({
      lineId: String(index + 1),
      sku: sku.parse(`S${index % 3}`),
      name: 'thing',
      quantity,
      unitPrice: of(0, JPY),
      subtotal: of(total, JPY),
      tax: of(Math.min(tax, total), JPY),
      total: of(total, JPY),
      kind: 'physical' as const,
    })),
    totals: {
      ...{ subtotal: of(0, JPY), discount: of(0, JPY), shipping: of(shipping, JPY), tax: of(0, JPY) },
      total: of(shipping + lines.reduce((sum, { total }) => sum + total, 0), JPY),
    },
  })

const anyLine = fc.record({
  quantity: fc.integer({ min: 1, max: 9 }),
  total: fc.integer({ min: 0, max: 99_999 }),
  tax: fc.integer({ min: 0, max: 9_999 }),
})
const anyStep = fc.record({
  sku: fc.integer({ min: 0, max: 2 }),
  quantity: fc.integer({ min: 1, max: 5 }),
  column: fc.constantFrom('cancelled' as const, 'refunded' as const),
  comesBack: fc.boolean(),
})

const taxOf = (parts: readonly BillPart[]): number => parts.reduce((sum, { tax }) => sum + tax, 0)

test('any sequence of cancellations and refunds, some of which fail, adds up to what was charged', () => {
  fc.assert(
    fc.property(
      fc.array(anyLine, { minLength: 1, maxLength: 6 }),
      fc.array(anyStep, { maxLength: 30 }),
      fc.integer({ min: 0, max: 5_000 }),
      (lines, steps, shipping) => {
        const before = billOf(lines, shipping)
        let left = before
        let amount = 0
        let tax = 0
        for (const { sku: which, quantity, column, comesBack } of steps) {
          const taken = takeUnits(left, [{ sku: sku.parse(`S${which}`), quantity }], column)
          if (comesBack) expect(sumOf(putBack(taken.bill, taken.parts, column).lines)).toBe(sumOf(left.lines))
          left = comesBack ? putBack(taken.bill, taken.parts, column) : taken.bill
          amount += comesBack ? 0 : sumOf(taken.parts)
          tax += comesBack ? 0 : taxOf(taken.parts)
          for (const part of taken.parts) expect(part.tax).toBeLessThanOrEqual(part.amount)
        }
        const rest = takeUnits(
          left,
          left.lines.map((line) => ({ sku: line.sku, quantity: line.units })),
          'refunded',
        )
        expect(amount + sumOf(rest.parts)).toBe(sumOf(before.lines))
        expect(tax + taxOf(rest.parts)).toBe(before.lines.reduce((sum, line) => sum + line.tax, 0))
        expect(rest.bill.lines.every((line) => line.units === 0 && line.amount === 0 && line.tax === 0)).toBe(
          true,
        )
        expect(rest.bill.shipping.amount).toBe(shipping)
      },
    ),
    { numRuns: 500 },
  )
})

test('each unit has its share, the last one what is left', () => {
  const bill = billOf([{ quantity: 3, total: 1_000, tax: 91 }], 0)
  const first = takeUnits(bill, [{ sku: sku.parse('S0'), quantity: 1 }], 'cancelled')
  const rest = takeUnits(first.bill, [{ sku: sku.parse('S0'), quantity: 5 }], 'refunded')
  expect(first.parts).toMatchObject([{ quantity: 1, amount: 333, tax: 30 }])
  expect(rest.parts).toMatchObject([{ quantity: 2, amount: 667, tax: 61 }])
  expect(openUnits(rest.bill, 'S0')).toBe(0)
})

test('a line keeps its rate of tax and the rate’s name, where the quote said them', () => {
  const [line] = details.lines
  const rate = { taxRate: '0.1', taxName: 'VAT' }
  const { lines } = newBill({
    ...details,
    lines: details.lines.map((one) => (one === line ? { ...one, ...rate } : one)),
  })
  expect(lines[0]).toMatchObject(rate)
  for (const name of Object.keys(rate)) expect(lines[1]).not.toHaveProperty(name)
})

test('units are counted where they went, are taken once from two lines of a SKU, and come back from there', () => {
  const bill = billOf(
    [1, 9, 9, 2].map((quantity) => ({ quantity, total: 100 * quantity, tax: 0 })),
    0,
  )
  const counted = ({ lines }: Bill) =>
    lines
      .filter((one) => one.sku === 'S0')
      .map(({ units, cancelled, refunded }) => [units, cancelled, refunded])
  const wanted = [{ sku: sku.parse('S0'), quantity: 2 }]
  const cancelled = takeUnits(bill, wanted, 'cancelled')
  expect(counted(cancelled.bill)).toEqual([
    [0, 1, 0],
    [1, 1, 0],
  ])
  const refunded = takeUnits(cancelled.bill, wanted, 'refunded')
  expect(counted(refunded.bill)).toEqual([
    [0, 1, 0],
    [0, 1, 1],
  ])
  expect(counted(putBack(refunded.bill, refunded.parts, 'refunded'))).toEqual([
    [0, 1, 0],
    [1, 1, 0],
  ])
})

test('what leaves the bill can be paid in its currency, one unit after the other', () => {
  const KWD = currency.parse('KWD')
  const total = of(10_010, KWD)
  const line = {
    ...{ lineId: '1', sku: sku.parse('S1'), name: 'thing', quantity: 3, kind: 'physical' as const },
    ...{ unitPrice: of(3_340, KWD), subtotal: of(10_020, KWD), tax: of(470, KWD), total },
  }
  const nothing = of(0, KWD)
  const totals = { subtotal: total, discount: nothing, shipping: nothing, tax: nothing, total }
  let bill = newBill({ lines: [line], totals })
  const amounts = [1, 2, 3].map(() => {
    const taken = takeUnits(bill, [{ sku: line.sku, quantity: 1 }], 'cancelled')
    bill = taken.bill
    return sumOf(taken.parts)
  })
  expect(amounts).toEqual([3_330, 3_340, 3_340])
})
