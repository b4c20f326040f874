import { expect, test } from 'vitest'
import { fulfillmentOrderIdOf } from '#contexts/fulfillment/contract/fulfillment-order-id.ts'
import { type KeptAllocation, notSentBy, releasedOf, takeOut } from './allocations.ts'
import { aConfirmed, BOOK, FUL, OSAKA, TOKYO } from './decisions.fixtures.ts'

const { id } = aConfirmed()
const books = (quantity: number) => [{ sku: BOOK, quantity }]
const inTokyo: KeptAllocation = { locationId: TOKYO, lines: books(3) }
const inOsaka: KeptAllocation = { locationId: OSAKA, lines: books(2), key: 'k1' }
const later: KeptAllocation = { locationId: TOKYO, lines: books(1), key: 'k1' }
const all = [inTokyo, inOsaka, later]

test('goods can stay here that none of these fulfillment orders sends', () => {
  expect(notSentBy([FUL], id, all)).toEqual([inOsaka, later])
  expect(notSentBy([fulfillmentOrderIdOf(id, TOKYO, 'k1')], id, all)).toEqual([inTokyo, inOsaka])
  expect(notSentBy([], id, all)).toEqual(all)
})

test('what is given up names the fulfillment order that gives it up, also of two at one location', () => {
  expect(releasedOf(id, [inTokyo, later])).toEqual([
    { locationId: TOKYO, fulfillmentOrderId: FUL, lines: books(3) },
    { locationId: TOKYO, fulfillmentOrderId: fulfillmentOrderIdOf(id, TOKYO, 'k1'), lines: books(1) },
  ])
})

test.each<
  [what: string, wanted: number, mayGive: KeptAllocation[] | undefined, left: number[], taken: number[]]
>([
  ['from the last allocation first', 1, undefined, [3, 2, 0], [0, 0, 1]],
  ['then from the one before', 2, undefined, [3, 1, 0], [0, 1, 1]],
  ['and so on', 4, undefined, [2, 0, 0], [1, 2, 1]],
  ['no more than there is', 9, undefined, [0, 0, 0], [3, 2, 1]],
  ['nothing where nothing is wanted', 0, undefined, [3, 2, 1], [0, 0, 0]],
  ['only from those that may give', 4, [inTokyo], [0, 2, 1], [3, 0, 0]],
  ['from none where none may give', 1, [], [3, 2, 1], [0, 0, 0]],
])('units are taken %s', (_, wanted, mayGive, left, taken) => {
  const withUnits = (quantities: number[]) =>
    all.flatMap((one, at) => {
      const quantity = quantities[at] ?? 0
      return quantity > 0 ? [{ ...one, lines: books(quantity) }] : []
    })
  expect(takeOut(all, books(wanted), mayGive)).toEqual({ left: withUnits(left), taken: withUnits(taken) })
})
