import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sku } from '#shared/ids.ts'
import { currency, of } from '#shared/money.ts'
import { newBill, takeUnits } from './bill.ts'
import type { OrderDetails } from './details.ts'
import { NO_SHIPPING, type Refund } from './refund.ts'
import { taxLinesOf } from './refund-tax.ts'

const CAD = currency.parse('CAD')
const [HAT, BOOK] = [sku.parse('HAT'), sku.parse('BOOK')]

/** A hat at 13 % and a book at 5 %, tax on top or in the prices, with 10.00 of shipping taxed at 13 %. */
function anOrder(isIncluded: boolean): Pick<OrderDetails, 'lines' | 'taxLines' | 'totals'> {
  const line = (lineId: string, of_: typeof HAT, price: number, tax: number, taxRate: string) => ({
    ...{ lineId, sku: of_, name: of_, quantity: 2, unitPrice: of(price / 2, CAD), subtotal: of(price, CAD) },
    ...{
      tax: of(tax, CAD),
      total: of(price + (isIncluded ? 0 : tax), CAD),
      kind: 'physical' as const,
      taxRate,
    },
  })
  const shippingTax = 130
  const tax = 520 + 100 + shippingTax
  return {
    lines: [line('1', HAT, 4_000, 520, '0.13'), line('2', BOOK, 2_000, 100, '0.05')],
    taxLines: [
      { name: 'HST', rate: '0.13', base: of(5_000, CAD), amount: of(650, CAD) },
      { name: 'GST', rate: '0.05', base: of(2_000, CAD), amount: of(100, CAD) },
    ],
    totals: {
      ...{ subtotal: of(6_000, CAD), discount: of(0, CAD), shipping: of(1_000, CAD), tax: of(tax, CAD) },
      total: of(7_000 + (isIncluded ? 0 : tax), CAD),
    },
  }
}

const refundOf = (changes: Partial<Refund>): Refund => ({
  ...{ id: 'ref_1', state: 'succeeded', amount: 0, parts: [], shipping: NO_SHIPPING, reason: 'r' },
  ...{ askedBy: { kind: 'system' }, createdAt: '2026-11-26T00:00:00.000Z' },
  ...changes,
})

const rates = (refund: Refund, isIncluded: boolean) =>
  taxLinesOf(refund, anOrder(isIncluded)).map(({ rate, base, amount }) => [rate, base.amount, amount.amount])

test.each([
  ['in the price', true, 2_000, 2_000],
  ['on top', false, 2_260, 2_000],
])('one hat of two, tax %s: its own rate alone, on what it is priced at', (_, isIncluded, amount, base) => {
  const { parts } = takeUnits(newBill(anOrder(isIncluded)), [{ sku: HAT, quantity: 1 }], 'refunded')
  expect(rates(refundOf({ amount, parts: [...parts] }), isIncluded)).toEqual([['0.13', base, 260]])
})

test('shipping alone has the tax of shipping, and all of the order all of its tax', () => {
  const order = anOrder(false)
  const { shipping } = newBill(order)
  const taxOf = (refund: Refund) => rates(refund, false).reduce((sum, [, , tax]) => sum + Number(tax), 0)
  expect(shipping).toEqual({ amount: 1_130, tax: 130 })
  expect(taxOf(refundOf({ amount: 1_130, shipping }))).toBe(130)
  const { parts } = takeUnits(newBill(order), order.lines, 'refunded')
  const all = refundOf({ amount: 7_750, parts: [...parts], shipping })
  expect(taxOf(all)).toBe(750)
  expect(rates(all, false).reduce((sum, [, base]) => sum + Number(base), 0)).toBe(7_000)
})

test('an amount without lines has its share of the tax by the mix of rates', () => {
  expect(rates(refundOf({ amount: 775 }), false)).toEqual([
    ['0.13', 500, 65],
    ['0.05', 200, 10],
  ])
})

test('a discount that is in the total leaves the tax in the prices', () => {
  const order = anOrder(true)
  const totals = { ...order.totals, discount: of(500, CAD), total: of(6_500, CAD) }
  const { parts } = takeUnits(newBill(order), [{ sku: HAT, quantity: 1 }], 'refunded')
  const refund = refundOf({ amount: 2_000, parts: [...parts] })
  expect(taxLinesOf(refund, { ...order, totals })).toMatchObject([
    { base: { amount: 2_000 }, amount: { amount: 260 } },
  ])
})

test('a line whose quote said no rate has the first rate of the order', () => {
  const order = anOrder(true)
  const lines = order.lines.map(({ taxRate: _, ...line }) => line)
  const { parts } = takeUnits(newBill({ ...order, lines }), [{ sku: BOOK, quantity: 2 }], 'refunded')
  const refund = refundOf({ amount: 2_000, parts: [...parts] })
  expect(taxLinesOf(refund, { ...order, lines })).toMatchObject([{ rate: '0.13', amount: { amount: 100 } }])
})

test('a book has its own rate, not that of the line before', () => {
  const { parts } = takeUnits(newBill(anOrder(true)), [{ sku: BOOK, quantity: 2 }], 'refunded')
  expect(rates(refundOf({ amount: 2_000, parts: [...parts] }), true)).toEqual([['0.05', 2_000, 100]])
})

test('shipping is given back at the rate it was taxed at, not at the mix of the goods', () => {
  const order = anOrder(false)
  expect(rates(refundOf({ amount: 1_130, shipping: newBill(order).shipping }), false)).toEqual([
    ['0.13', 1_000, 130],
  ])
})

test('of goods with two taxes each is given back on the whole price, and to the cent after many refunds', () => {
  const [gst, pst] = [
    { name: 'GST', rate: '0.05' },
    { name: 'PST', rate: '0.07' },
  ]
  const line = {
    ...{ lineId: '1', sku: HAT, name: HAT, quantity: 3, unitPrice: of(333, CAD), subtotal: of(999, CAD) },
    ...{ tax: of(120, CAD), total: of(1_119, CAD), kind: 'physical' as const },
    ...{ taxRate: '0.12', taxName: 'GST + PST' },
    taxes: [
      { ...gst, amount: of(50, CAD) },
      { ...pst, amount: of(70, CAD) },
    ],
  }
  const order = {
    lines: [line],
    taxLines: [
      { ...gst, base: of(1_500, CAD), amount: of(75, CAD) },
      { ...pst, base: of(1_500, CAD), amount: of(105, CAD) },
    ],
    totals: {
      ...{ subtotal: of(999, CAD), discount: of(0, CAD), shipping: of(501, CAD), tax: of(180, CAD) },
      total: of(1_680, CAD),
    },
  }
  let bill = newBill(order)
  const given = [1, 2, 3].map(() => {
    const taken = takeUnits(bill, [{ sku: HAT, quantity: 1 }], 'refunded')
    bill = taken.bill
    const amount = taken.parts.reduce((sum, part) => sum + part.amount, 0)
    return taxLinesOf(refundOf({ amount, parts: [...taken.parts] }), order)
  })
  given.push(taxLinesOf(refundOf({ amount: bill.shipping.amount, shipping: bill.shipping }), order))
  expect(given[0]).toMatchObject([
    { name: 'GST', base: { amount: 334 }, amount: { amount: 16 } },
    { name: 'PST', base: { amount: 334 }, amount: { amount: 23 } },
  ])
  const all = (of_: 'base' | 'amount') =>
    [0, 1].map((index) => given.reduce((sum, lines) => sum + (lines[index]?.[of_].amount ?? 0), 0))
  expect(all('amount')).toEqual([75, 105])
  expect(all('base')).toEqual([1_500, 1_500])
  expect(taxLinesOf(refundOf({ amount: 840 }), order)).toMatchObject([
    { base: { amount: 750 }, amount: { amount: 38 } },
    { base: { amount: 750 }, amount: { amount: 52 } },
  ])
})

/** Any order: lines with one to three taxes each, some shared with others, and shipping that bears what goods bear. */
const anyOrder = fc
  .record({
    isIncluded: fc.boolean(),
    shipping: fc.nat(3_000),
    taxesOnShipping: fc.array(fc.nat(500), { minLength: 3, maxLength: 3 }),
    lines: fc.array(
      fc.record({
        quantity: fc.integer({ min: 1, max: 7 }),
        net: fc.integer({ min: 2_000, max: 99_999 }),
        taxes: fc.array(fc.nat(600), { minLength: 1, maxLength: 3 }),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  })
  .map(({ isIncluded, shipping, taxesOnShipping, lines }) => {
    const nameOf = (index: number) => ({ name: `Tax ${index}`, rate: `0.0${index + 1}` })
    const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)
    const most = Math.max(...lines.map(({ taxes }) => taxes.length))
    const ofShipping = shipping === 0 ? [] : taxesOnShipping.slice(0, most)
    const taxLines = Array.from({ length: most }, (_, index) => {
      const bearing = lines.filter(({ taxes }) => index < taxes.length)
      const base = sum(bearing.map(({ net }) => net)) + shipping
      const amount = sum(bearing.map(({ taxes }) => taxes[index] ?? 0)) + (ofShipping[index] ?? 0)
      return { ...nameOf(index), base: of(base, CAD), amount: of(amount, CAD) }
    })
    const subtotal = sum(lines.map(({ net }) => net))
    const tax = sum(taxLines.map(({ amount }) => amount.amount))
    const order: Pick<OrderDetails, 'lines' | 'taxLines' | 'totals'> = {
      lines: lines.map(({ quantity, net, taxes }, index) => {
        const each = taxes.map((amount, place) => ({ ...nameOf(place), amount: of(amount, CAD) }))
        return {
          ...{ lineId: String(index + 1), sku: sku.parse(`S${index}`), name: 'thing', quantity },
          ...{ unitPrice: of(0, CAD), subtotal: of(net, CAD), tax: of(sum(taxes), CAD) },
          ...{ total: of(net + (isIncluded ? 0 : sum(taxes)), CAD), kind: 'physical' as const },
          ...{ taxRate: each[0]?.rate ?? '0', taxName: each[0]?.name ?? '' },
          ...(each.length > 1 ? { taxes: each } : {}),
        }
      }),
      taxLines,
      totals: {
        ...{ subtotal: of(subtotal, CAD), discount: of(0, CAD), shipping: of(shipping, CAD) },
        ...{ tax: of(tax, CAD), total: of(subtotal + shipping + (isIncluded ? 0 : tax), CAD) },
      },
    }
    return order
  })

test('whatever is given back in whatever order, each tax comes back to the cent with its base, and so does the total', () => {
  const steps = fc.array(fc.record({ line: fc.nat(4), quantity: fc.integer({ min: 1, max: 4 }) }), {
    maxLength: 20,
  })
  fc.assert(
    fc.property(anyOrder, steps, (order, some) => {
      let bill = newBill(order)
      const rest = order.lines.map((_, line) => ({ line, quantity: 7 }))
      const given: { total: number; lines: ReturnType<typeof taxLinesOf> }[] = []
      const giveBack = (refund: Partial<Refund>) =>
        given.push({ total: refund.amount ?? 0, lines: taxLinesOf(refundOf(refund), order) })
      for (const { line, quantity } of [...some, ...rest]) {
        const taken = takeUnits(bill, [{ sku: sku.parse(`S${line}`), quantity }], 'refunded')
        bill = taken.bill
        const amount = taken.parts.reduce((sum, part) => sum + part.amount, 0)
        if (amount > 0) giveBack({ amount, parts: [...taken.parts] })
      }
      if (bill.shipping.amount > 0) giveBack({ amount: bill.shipping.amount, shipping: bill.shipping })
      expect(given.reduce((sum, { total }) => sum + total, 0)).toBe(order.totals.total.amount)
      for (const { name, base, amount } of order.taxLines) {
        const back = given.flatMap(({ lines }) => lines.filter((line) => line.name === name))
        expect(back.reduce((sum, line) => sum + line.amount.amount, 0)).toBe(amount.amount)
        expect(back.reduce((sum, line) => sum + line.base.amount, 0)).toBe(base.amount)
      }
    }),
    { numRuns: 400 },
  )
})

test('where nothing was taxed, no tax is given back', () => {
  const order = { ...anOrder(true), taxLines: [] }
  const { parts } = takeUnits(newBill(order), [{ sku: HAT, quantity: 1 }], 'refunded')
  const lines = order.lines.map(({ taxRate: _, ...line }) => line)
  expect(taxLinesOf(refundOf({ amount: 2_000, parts: [...parts] }), { ...order, lines })).toEqual([])
})
