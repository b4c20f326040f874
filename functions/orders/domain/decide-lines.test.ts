import { expect, test } from 'vitest'
import { fulfillmentOrderIdOf } from '#contexts/fulfillment/contract/fulfillment-order-id.ts'
import { sku } from '#shared/ids.ts'
import type { KeptAllocation } from './allocations.ts'
import {
  decideCancelLines,
  decideShortPick,
  giveUpLines,
  type KnownLines,
  type ShortPick,
} from './decide-lines.ts'
import {
  aBill,
  aConfirmed,
  aPayment,
  BEFORE,
  BOOK,
  CANCELLING,
  FUL,
  NOW,
  OSAKA,
  SHIRT,
  TOKYO,
} from './decisions.fixtures.ts'
import type { Order } from './order.ts'

const TWO_BOOKS = { sku: BOOK, quantity: 2 }
const BOOK_1 = { sku: BOOK, quantity: 1 }
const SHIRT_1 = { sku: SHIRT, quantity: 1 }

const known = (change: Partial<KnownLines> = {}): KnownLines => ({
  bill: aBill(),
  allocations: [{ locationId: TOKYO, lines: [TWO_BOOKS, SHIRT_1] }],
  logistics: { fulfillmentOrders: [], shipments: [] },
  ...change,
})
/** A download beside the goods. */
const withDownload = () => {
  const [book, ...others] = aBill().lines
  if (!book) throw new Error('the bill is empty')
  const download = { ...book, lineId: '3', sku: sku.parse('EBOOK'), name: 'E-book' }
  return { ...aBill(), lines: [book, ...others, download] }
}
/** The books are about to leave. */
const BOOKS_LEAVE = aConfirmed({ claims: [FUL] })
const inTwoPlaces = () =>
  known({
    allocations: [
      { locationId: TOKYO, lines: [TWO_BOOKS] },
      { locationId: OSAKA, lines: [SHIRT_1] },
    ],
  })

const cancel = (order: Order, lines: KnownLines['allocations'][number]['lines'], given = known()) =>
  decideCancelLines(order, given, { lines, reason: 'too big', cause: 'customer', now: NOW })

test.each<[string, Order]>([
  ['is not confirmed', aConfirmed({ status: 'placed', confirmedAt: undefined })],
  ['has left', aConfirmed({ status: 'shipped', shippedAt: BEFORE })],
  ['ends', aConfirmed(CANCELLING)],
  ['has ended', aConfirmed({ status: 'cancelled' })],
])('no line is cancelled of an order that %s', (_, order) => {
  expect(cancel(order, [BOOK_1])).toMatchObject({ code: 'not_cancellable' })
})

const SOCKS = { sku: sku.parse('SOCKS'), quantity: 1 }

test.each<[string, Order, KnownLines, object[], object]>([
  [
    'was not ordered',
    aConfirmed(),
    known(),
    [BOOK_1, SOCKS],
    { pointer: '/lines/1/sku', code: 'unknown_sku' },
  ],
  [
    'is more than was ordered',
    aConfirmed(),
    known(),
    [{ sku: BOOK, quantity: 3 }],
    { pointer: '/lines/0/quantity', code: 'not_cancellable' },
  ],
  [
    'is about to leave',
    BOOKS_LEAVE,
    inTwoPlaces(),
    [SHIRT_1, BOOK_1],
    { pointer: '/lines/1/quantity', code: 'not_cancellable' },
  ],
])('nothing is cancelled that %s', (_, order, given, lines, error) => {
  expect(cancel(order, lines as [typeof BOOK_1], given)).toMatchObject({ ok: false, errors: [error] })
})

const bookOf = (quantity: number) => ({
  ...{ lineId: '1', sku: BOOK, name: 'Book', quantity, amount: quantity * 1_000, tax: quantity * 91 },
})
const shirt = { lineId: '2', sku: SHIRT, name: 'Shirt', quantity: 1, amount: 1_500, tax: 136 }

test('lines leave the bill and their place, and are not charged', () => {
  expect(cancel(aConfirmed(), [BOOK_1])).toMatchObject({
    ok: true,
    value: {
      facts: [
        {
          ...{ type: 'lines_cancelled', cause: 'customer', reason: 'too big', parts: [bookOf(1)] },
          ...{
            released: [{ locationId: TOKYO, fulfillmentOrderId: FUL, lines: [BOOK_1] }],
            allocations: 1,
            dueLess: 1_000,
          },
        },
      ],
      bill: { lines: [{ units: 1, cancelled: 1, refunded: 0 }, { units: 1 }] },
      allocations: [{ locationId: TOKYO, lines: [BOOK_1, SHIRT_1] }],
      toRefund: [],
    },
  })
})

test.each<[string, number, number, object[]]>([
  ['is given back, where all was captured', 4_000, 0, [bookOf(1)]],
  ['is not captured, where a part was', 3_999, 1_000, []],
])('the money of a line %s', (_, captured, dueLess, toRefund) => {
  const order = aConfirmed({ payment: aPayment({ captured }) })
  expect(cancel(order, [BOOK_1])).toMatchObject({ value: { facts: [{ dueLess }], toRefund } })
})

test('nothing is given back of what cost nothing', () => {
  const bill = {
    lines: aBill().lines.map((line) => ({ ...line, amount: 0, tax: 0 })),
    shipping: { amount: 0, tax: 0 },
  }
  const free = aConfirmed({ total: 0, payment: aPayment({ status: 'not_required', authorized: 0 }) })
  expect(cancel(free, [BOOK_1], known({ bill }))).toMatchObject({ value: { toRefund: [] } })
})

const typesOf = (facts: readonly { type: string }[]) => facts.map(({ type }) => type)

test.each<[string, Order, object[], KnownLines, string[]]>([
  ['all of it is the whole order', aConfirmed(), [TWO_BOOKS, SHIRT_1], known(), ['cancelling']],
  ['a unit of each line is not', aConfirmed(), [BOOK_1, SHIRT_1], known(), ['lines_cancelled']],
  ['all that had not left is not', BOOKS_LEAVE, [SHIRT_1], inTwoPlaces(), ['lines_cancelled']],
  [
    'all goods beside a download leave the order delivered',
    aConfirmed(),
    [TWO_BOOKS, SHIRT_1],
    known({ bill: withDownload() }),
    ['lines_cancelled', 'delivered'],
  ],
  [
    'a line that is left beside a cancelled one is the whole order',
    aConfirmed(),
    [SHIRT_1],
    known({
      bill: {
        ...aBill(),
        lines: aBill().lines.map((line) => (line.sku === BOOK ? { ...line, units: 0 } : line)),
      },
      allocations: [{ locationId: TOKYO, lines: [SHIRT_1] }],
    }),
    ['cancelling'],
  ],
])('cancelled: %s', (_, order, lines, given, types) => {
  const changed = cancel(order, lines as [typeof BOOK_1], given)
  if (!changed.ok) throw new Error(changed.detail)
  expect(typesOf(changed.value.facts)).toEqual(types)
})

test('goods of a parcel that are given up had left, and stay on no shelf', () => {
  expect(giveUpLines(aConfirmed(), known(), { lines: [SHIRT_1], reason: 'lost' })).toMatchObject({
    facts: [{ type: 'lines_cancelled', cause: 'staff', parts: [shirt], released: [], hadLeft: true }],
    allocations: known().allocations,
  })
})

/** TOKYO sends the books, OSAKA the shirt. */
const allocations: KeptAllocation[] = [
  { locationId: OSAKA, lines: [SHIRT_1] },
  { locationId: TOKYO, lines: [TWO_BOOKS] },
]
const place = known({ allocations })
const pick = (order: Order, change: Partial<ShortPick> = {}, given = place) =>
  decideShortPick(order, given, {
    ...{
      fulfillmentOrderId: FUL,
      key: 'short:1',
      missing: [BOOK_1],
      added: [],
      short: [],
    },
    ...{ now: NOW, ...change },
  })
const byOsaka = { added: [{ locationId: OSAKA, lines: [BOOK_1] }] }
const SHORT = [{ sku: BOOK, requested: 1, available: 0 }]

test.each<[string, Order]>([
  ['is not confirmed', aConfirmed({ status: 'placed', confirmedAt: undefined })],
  ['ends', aConfirmed(CANCELLING)],
  ['has ended', aConfirmed({ status: 'cancelled' })],
])('what is missing changes nothing of an order that %s', (_, order) => {
  expect(pick(order, byOsaka)).toEqual({ facts: [], bill: aBill(), allocations, toRefund: [] })
})

/** TOKYO sends one book, and another one that OSAKA did not find. */
const twice = known({
  allocations: [
    { locationId: TOKYO, lines: [BOOK_1, SHIRT_1] },
    { locationId: TOKYO, lines: [BOOK_1], key: 'short:0' },
  ],
})
const FUL_LATER = fulfillmentOrderIdOf(aConfirmed().id, TOKYO, 'short:0')

test.each<[string, typeof FUL, number]>([
  ['first', FUL, 0],
  ['later', FUL_LATER, 1],
])('of two fulfillment orders at one place the %s gives up what it did not find itself', (_, ful, which) => {
  const { facts, allocations: left } = pick(aConfirmed(), { fulfillmentOrderId: ful, short: SHORT }, twice)
  expect(facts).toMatchObject([{ type: 'lines_cancelled', fulfillmentOrderId: ful, allocations: 2 - which }])
  expect(left).toEqual(
    which === 0
      ? [
          { locationId: TOKYO, lines: [SHIRT_1] },
          { locationId: TOKYO, lines: [BOOK_1], key: 'short:0' },
        ]
      : [{ locationId: TOKYO, lines: [BOOK_1, SHIRT_1] }],
  )
})

test.each<[string, (typeof FUL)[], typeof FUL]>([
  ['the later one', [], FUL_LATER],
  ['the one that is not about to leave', [FUL_LATER], FUL],
])('of two fulfillment orders at one place %s is named, and gives up what is cancelled', (_, claims, ful) => {
  expect(cancel(aConfirmed({ claims }), [BOOK_1], twice)).toMatchObject({
    value: { facts: [{ released: [{ locationId: TOKYO, fulfillmentOrderId: ful, lines: [BOOK_1] }] }] },
  })
})

test('what a place has not is sent by another', () => {
  expect(pick(aConfirmed(), byOsaka)).toEqual({
    facts: [
      {
        ...{ type: 'reallocated', reason: 'short_pick', key: 'short:1', allocations: 3 },
        ...{ given: [{ fulfillmentOrderId: FUL, lines: [BOOK_1] }], added: byOsaka.added },
      },
    ],
    bill: aBill(),
    allocations: [
      { locationId: OSAKA, lines: [SHIRT_1] },
      { locationId: TOKYO, lines: [BOOK_1] },
      { locationId: OSAKA, lines: [BOOK_1], key: 'short:1' },
    ],
    toRefund: [],
  })
})

test('what was cancelled meanwhile is spared', () => {
  const gone = known({ allocations: [{ locationId: OSAKA, lines: [SHIRT_1] }] })
  expect(pick(aConfirmed(), byOsaka, gone)).toMatchObject({
    facts: [{ type: 'stock_spared', key: 'short:1', released: byOsaka.added }],
    allocations: gone.allocations,
  })
})

test('what nobody has is cancelled', () => {
  expect(pick(aConfirmed(), { short: SHORT })).toMatchObject({
    facts: [
      {
        ...{ type: 'lines_cancelled', cause: 'short_pick', fulfillmentOrderId: FUL },
        ...{ parts: [bookOf(1)], released: [], allocations: 2, dueLess: 1_000 },
      },
    ],
    allocations: [
      { locationId: OSAKA, lines: [SHIRT_1] },
      { locationId: TOKYO, lines: [BOOK_1] },
    ],
  })
})

const all = known()
const MISSING = [BOOK_1, SHIRT_1]

test('of what a place has not, one part is sent by another and the other cancelled', () => {
  expect(
    pick(
      aConfirmed(),
      { missing: MISSING, ...byOsaka, short: [{ ...SHIRT_1, requested: 1, available: 0 }] },
      all,
    ),
  ).toMatchObject({
    facts: [
      { type: 'reallocated', given: [{ fulfillmentOrderId: FUL, lines: [BOOK_1] }], allocations: 2 },
      { type: 'lines_cancelled', parts: [shirt] },
    ],
  })
})

const bothShort = [...SHORT, { sku: SHIRT, requested: 1, available: 0 }]

test.each<[string, Order, Partial<ShortPick>, KnownLines, string[]]>([
  [
    'all of it is the whole order',
    aConfirmed(),
    { missing: [TWO_BOOKS, SHIRT_1], short: bothShort },
    all,
    ['cancelling'],
  ],
  [
    'a unit of each line is not',
    aConfirmed(),
    { missing: MISSING, short: bothShort },
    all,
    ['lines_cancelled'],
  ],
  [
    'all goods beside a download leave the order delivered',
    aConfirmed(),
    { missing: [TWO_BOOKS, SHIRT_1], short: bothShort },
    known({ bill: withDownload() }),
    ['lines_cancelled', 'delivered'],
  ],
])('missing everywhere: %s', (_, order, change, given, types) => {
  expect(typesOf(pick(order, change, given).facts)).toEqual(types)
})
