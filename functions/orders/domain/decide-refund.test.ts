import { expect, test } from 'vitest'
import type { Actor } from '#shared/actor.ts'
import { sku } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import type { Bill } from './bill.ts'
import { decideApproval, decideRefund, failRefund, type RefundCommand, refundable } from './decide-refund.ts'
import { aBill, aConfirmed, aDelivered, aPayment, BOOK, NOW, SHIRT } from './decisions.fixtures.ts'
import type { Order } from './order.ts'
import { NO_SHIPPING, type Refund } from './refund.ts'

const ANNA: Actor = { kind: 'staff', id: 'anna' }
const captured = aPayment({ status: 'captured', captured: 4_000 })
const paid = (change: Partial<Order['payment']> = {}) => aDelivered({ payment: { ...captured, ...change } })

const aRefund = (change: Partial<Refund> = {}): Refund => ({
  ...{ id: 'ref_0', state: 'succeeded', amount: 1_000, parts: [], shipping: NO_SHIPPING },
  ...{ reason: 'torn', askedBy: ANNA, createdAt: NOW, ...change },
})

test.each<[string, number, Partial<Refund>[], number]>([
  ['all of it', 0, [], 4_000],
  ['without what the payment says', 1_500, [], 2_500],
  ['without what our refunds say', 0, [{ state: 'succeeded' }], 3_000],
  ['once, where both say the same', 1_000, [{ state: 'succeeded' }], 3_000],
  ['without the more of both', 1_500, [{ state: 'succeeded' }], 2_500],
  ['without what is on its way', 0, [{ state: 'pending' }], 3_000],
  ['without what awaits an approval', 0, [{ state: 'awaiting_approval' }], 3_000],
  ['with what came to nothing', 0, [{ state: 'failed' }, { state: 'declined' }], 4_000],
])('money can be given back: %s', (_, refunded, refunds, left) => {
  expect(refundable(paid({ refunded }), refunds.map(aRefund))).toBe(left)
})

const refund = (
  command: Partial<RefundCommand> = {},
  { order = paid(), bill = aBill(), refunds = [] }: { order?: Order; bill?: Bill; refunds?: Refund[] } = {},
) =>
  decideRefund(
    order,
    { bill, refunds },
    { refundId: 'ref_1', reason: 'torn', by: ANNA, limit: undefined, now: NOW, ...command },
  )

test.each<[string, Order, RegExp]>([
  ['a disputed payment', paid({ status: 'disputed' }), /bank decides/],
  ['what was not captured yet, but can be cancelled', aConfirmed(), /authorized.*Cancel/],
  ['a part, before the rest is captured', paid({ status: 'partially_captured', held: 1 }), /last capture/],
  ['what was given back', paid({ refunded: 4_000 }), /given back already/],
])('no money is given back of %s', (_, order, why) => {
  expect(refund({}, { order })).toMatchObject({
    ...{ code: 'not_refundable', detail: expect.stringMatching(why) },
  })
})

test('an amount that cannot be paid in its currency is refused', () => {
  const order = { ...paid(), currency: currency.parse('KWD') }
  expect(refund({ amount: 1_005 }, { order })).toMatchObject({
    ...{ code: 'not_refundable', detail: expect.stringContaining('multiples of 10') },
  })
  expect(refund({ amount: 1_010 }, { order })).toMatchObject({
    ok: true,
    value: { refund: { amount: 1_010 } },
  })
})

const SOCKS = sku.parse('SOCKS')

test.each<[string, RefundCommand['lines'], object[]]>([
  [
    'goods that were not ordered',
    [
      { sku: BOOK, quantity: 1 },
      { sku: SOCKS, quantity: 1 },
    ],
    [{ pointer: '/lines/1/sku', code: 'unknown_sku' }],
  ],
  [
    'more than is left',
    [{ sku: BOOK, quantity: 3 }],
    [{ pointer: '/lines/0/quantity', code: 'not_refundable' }],
  ],
  [
    'more than is left by two lines',
    [
      { sku: BOOK, quantity: 1 },
      { sku: BOOK, quantity: 2 },
    ],
    [
      { pointer: '/lines/0/quantity', code: 'not_refundable' },
      { pointer: '/lines/1/quantity', code: 'not_refundable' },
    ],
  ],
])('no money is given back for %s', (_, lines, errors) => {
  expect(refund({ lines })).toMatchObject({ ok: false, errors })
})

test.each<[string, Partial<RefundCommand>]>([
  ['more than was paid', { amount: 4_001 }],
  ['nothing', { amount: 0 }],
  ['more than its lines cost', { amount: 1_001, lines: [{ sku: BOOK, quantity: 1 }] }],
  ['more than the shipping cost', { amount: 501, shipping: true }],
])('no one is given back %s', (_, command) => {
  expect(refund(command)).toMatchObject({ ok: false, code: 'not_refundable' })
})

test('nothing is left to give back of what is on its way', () => {
  const refunds = [aRefund({ state: 'pending', amount: 4_000 })]
  expect(refund({ lines: [{ sku: SOCKS, quantity: 1 }] }, { refunds })).toMatchObject({
    code: 'not_refundable',
  })
})

const book = { lineId: '1', sku: BOOK, name: 'Book', quantity: 1, amount: 1_000, tax: 91 }
const shirt = { lineId: '2', sku: SHIRT, name: 'Shirt', quantity: 1, amount: 1_500, tax: 136 }
const SHIPPING = { amount: 500, tax: 45 }
const books = { ...book, quantity: 2, amount: 2_000, tax: 182 }
const ONE: RefundCommand['lines'] = [{ sku: BOOK, quantity: 1 }]

/** What is left of the bill: units and minor units of books and shirts, and the shipping. */
const leftOf = ({ lines, shipping }: Bill) => [...lines.map(({ units, amount }) => [units, amount]), shipping]
const WHOLE = [[2, 2_000], [1, 1_500], SHIPPING]
const LESS_A_BOOK = [[1, 1_000], [1, 1_500], SHIPPING]

test.each<[string, Partial<RefundCommand>, Partial<Refund>, unknown[]]>([
  ['all', {}, { amount: 4_000, parts: [books, shirt], shipping: SHIPPING }, [[0, 0], [0, 0], NO_SHIPPING]],
  ['a line', { lines: ONE }, { amount: 1_000, parts: [book], shipping: NO_SHIPPING }, LESS_A_BOOK],
  [
    'a line and shipping',
    { lines: ONE, shipping: true },
    { amount: 1_500, parts: [book], shipping: SHIPPING },
    [[1, 1_000], [1, 1_500], NO_SHIPPING],
  ],
  [
    'a part of a line and shipping, which stays on the bill',
    { lines: ONE, shipping: true, amount: 600 },
    { amount: 600, parts: [book], shipping: NO_SHIPPING },
    LESS_A_BOOK,
  ],
  [
    'a line and a part of shipping',
    { lines: ONE, shipping: true, amount: 1_300 },
    { amount: 1_300, parts: [book], shipping: { amount: 300, tax: 27 } },
    [[1, 1_000], [1, 1_500], { amount: 200, tax: 18 }],
  ],
  [
    'a part of shipping',
    { shipping: true, amount: 300 },
    { amount: 300, parts: [], shipping: { amount: 300, tax: 27 } },
    [[2, 2_000], [1, 1_500], { amount: 200, tax: 18 }],
  ],
  [
    'shipping',
    { shipping: true },
    { amount: 500, parts: [], shipping: SHIPPING },
    [[2, 2_000], [1, 1_500], NO_SHIPPING],
  ],
  ['an amount', { amount: 700 }, { amount: 700, parts: [], shipping: NO_SHIPPING }, WHOLE],
])('money is given back for %s', (_, command, expected, left) => {
  const decided = refund(command)
  expect(decided).toMatchObject({ ok: true, value: { refund: { state: 'pending', ...expected } } })
  if (decided.ok) expect(leftOf(decided.value.bill)).toEqual(left)
})

test('all that is left is an amount, once some was given back without lines', () => {
  expect(refund({}, { order: paid({ refunded: 700 }) })).toMatchObject({
    ok: true,
    value: { refund: { amount: 3_300, parts: [], shipping: NO_SHIPPING }, bill: aBill() },
  })
})

test('what is given back counts as such on the bill', () => {
  const decided = refund({ lines: ONE })
  expect(decided).toMatchObject({
    value: { bill: { lines: [{ refunded: 1, cancelled: 0 }, { refunded: 0 }] } },
  })
})

test.each<[string, number | undefined, Refund['state']]>([
  ['without a limit', undefined, 'pending'],
  ['at the limit', 700, 'pending'],
  ['above the limit', 699, 'awaiting_approval'],
])('one person gives back 700 yen %s: %s', (_, limit, state) => {
  expect(refund({ amount: 700, limit })).toMatchObject({ value: { refund: { state, askedBy: ANNA } } })
})

const awaiting = aRefund({ state: 'awaiting_approval' })
const BEN: Actor = { kind: 'staff', id: 'ben' }
const PROGRAM: Actor = { kind: 'machine' }

test.each<[string, Partial<Refund>[], Refund['state']]>([
  ['paid', [{ state: 'succeeded' }], 'awaiting_approval'],
  ['on its way', [{ state: 'pending' }], 'awaiting_approval'],
  ['in parts', [{ amount: 500 }, { state: 'pending', amount: 500 }], 'awaiting_approval'],
  ['less, so that both are at the limit', [{ amount: 800 }], 'pending'],
  ['failed', [{ state: 'failed' }], 'pending'],
  ['declined', [{ state: 'declined' }], 'pending'],
  ['waiting for another person', [{ state: 'awaiting_approval' }], 'pending'],
  ['approved by another person', [{ approvedBy: BEN }], 'pending'],
  ['asked for by another person', [{ askedBy: BEN }], 'pending'],
  ['asked for by a customer of the same id', [{ askedBy: { ...ANNA, kind: 'customer' } }], 'pending'],
  [
    'asked for by another, and approved by this one',
    [{ askedBy: BEN, approvedBy: ANNA }],
    'awaiting_approval',
  ],
])('a limit of 1,500 holds for 700 yen and 1,000 before, which are %s', (_, refunds, state) => {
  expect(refund({ amount: 700, limit: 1_500 }, { refunds: refunds.map(aRefund) })).toMatchObject({
    value: { refund: { state } },
  })
})

test('a limit is not passed in parts: from the first above it on, each waits for a second person', () => {
  const given: Refund[] = []
  for (const amount of [1_000, 500, 1_000, 1]) {
    const decided = refund({ amount, limit: 1_500 }, { refunds: given })
    if (!decided.ok) throw new Error(decided.detail)
    given.push(decided.value.refund)
  }
  expect(given.map(({ state }) => state)).toEqual([
    ...['pending', 'pending', 'awaiting_approval', 'awaiting_approval'],
  ])
})

test.each<[string, Refund, Actor, number | undefined]>([
  ['another person', awaiting, BEN, undefined],
  ['another person up to their limit', awaiting, BEN, 1_000],
  ['a program of what a program asked for', { ...awaiting, askedBy: PROGRAM }, PROGRAM, undefined],
])('a refund is approved by %s', (_, asked, by, limit) => {
  expect(decideApproval(asked, [asked], { by, limit })).toEqual({
    ok: true,
    value: { ...asked, state: 'pending', approvedBy: by },
  })
})

test.each<[string, Refund, Actor, number | undefined, string]>([
  ['whoever asked for it', awaiting, ANNA, undefined, 'self_approval'],
  ['one whose limit it exceeds', awaiting, BEN, 999, 'approval_needed'],
  ['anybody once it is under way', aRefund({ state: 'pending' }), BEN, undefined, 'not_refundable'],
])('a refund is not approved by %s', (_, asked, by, limit, code) => {
  expect(decideApproval(asked, [asked], { by, limit })).toMatchObject({ code })
})

test('the limit of who approves holds for all that they gave back and approved of the order', () => {
  const approve = (limit: number) =>
    decideApproval(awaiting, [awaiting, aRefund({ approvedBy: BEN }), aRefund({ askedBy: BEN })], {
      by: BEN,
      limit,
    })
  expect(approve(3_000)).toMatchObject({ ok: true })
  expect(approve(2_999)).toMatchObject({
    code: 'approval_needed',
    detail: expect.stringContaining('2000 are used'),
  })
})

test.each<[string, Partial<RefundCommand>]>([
  ['lines and shipping', { lines: ONE, shipping: true }],
  ['all', {}],
  ['an amount', { amount: 700 }],
])('a refund of %s that fails leaves the bill as it was', (_, command) => {
  const decided = refund(command)
  if (!decided.ok) throw new Error(decided.detail)
  expect(failRefund(decided.value.bill, decided.value.refund, 'failed', 'the bank says no')).toEqual({
    refund: { ...decided.value.refund, state: 'failed', problem: 'the bank says no' },
    bill: aBill(),
  })
})

test('what was cancelled does not come back as its refund fails', () => {
  const given = aRefund({ ofCancelled: true, parts: [book], shipping: SHIPPING })
  expect(failRefund(aBill(), given, 'failed', 'the bank says no')).toEqual({
    ...{ refund: { ...given, state: 'failed', problem: 'the bank says no' }, bill: aBill() },
  })
})
