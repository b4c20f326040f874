import { expect, test } from 'vitest'
import { promotionId } from '#shared/ids.ts'
import { discountsOf } from './part-discounts.ts'
import { details, yen } from './told.fixtures.ts'

const [SALE, CLUB] = [promotionId.parse('sale'), promotionId.parse('club')]
const named = (id: typeof SALE, name: string, amount: number) => ({
  ...{ promotionId: id, name, target: 'lines' as const, amount: yen(amount), explanation: `${name}!` },
})

/** Three books at 1,001 yen, of which two promotions took 300 and 101, with or without the tax in it. */
function anOrder(isTaxIncluded: boolean) {
  const [line] = details.lines
  if (!line) throw new Error('the order has a line')
  const [subtotal, discount, tax] = [3_003, 401, 236]
  const reduced = {
    ...{ ...line, quantity: 3, unitPrice: yen(1_001), subtotal: yen(subtotal), discount: yen(discount) },
    discounts: [
      { promotionId: SALE, amount: yen(300) },
      { promotionId: CLUB, amount: yen(101) },
    ],
    ...{ tax: yen(tax), total: yen(subtotal - discount + (isTaxIncluded ? 0 : tax)) },
  }
  return { lines: [reduced], discounts: [named(SALE, 'Sale', 300), named(CLUB, 'Club', 101)] }
}
const amounts = (parts: ReturnType<typeof discountsOf>) =>
  parts.map(({ name, amount }) => [name, amount.amount])

test.each([
  ['in the prices', true, { amount: 867, tax: 78 }],
  ['on top', false, { amount: 945, tax: 78 }],
])('of one of three, tax %s, a discount is what was not paid for it', (_, isTaxIncluded, paid) => {
  expect(amounts(discountsOf({ lineId: '1', quantity: 1, ...paid }, anOrder(isTaxIncluded)))).toEqual([
    ['Sale', 100],
    ['Club', 34],
  ])
})

test('of all of a line it is all of each', () => {
  const all = { lineId: '1', quantity: 3, amount: 2_602, tax: 236 }
  expect(amounts(discountsOf(all, anOrder(true)))).toEqual([
    ['Sale', 300],
    ['Club', 101],
  ])
})

test('a line without one has none', () => {
  expect(discountsOf({ lineId: '1', quantity: 1, amount: 500, tax: 45 }, details)).toEqual([])
})
