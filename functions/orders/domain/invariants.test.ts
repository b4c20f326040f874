import { describe, expect, it } from 'vitest'
import { SYSTEM } from '#shared/actor.ts'
import { customerId, fulfillmentOrderId, locationId, orderId, sku } from '#shared/ids.ts'
import { currency, of } from '#shared/money.ts'
import { newBill } from './bill.ts'
import { type Books, ownViolations, violations } from './invariants.ts'
import type { Hold, Order } from './order.ts'
import type { Refund } from './refund.ts'

const JPY = currency.parse('JPY')
const yen = (amount: number) => of(amount, JPY)
const [BOOK, PEN] = [sku.parse('BOOK'), sku.parse('PEN')]
const FUL = fulfillmentOrderId.parse(`ful_${'f'.repeat(26)}`)
const OTHER = fulfillmentOrderId.parse(`ful_${'g'.repeat(26)}`)
const AT = '2026-11-23T01:00:00.000Z'

const line = (lineId: string, code: typeof BOOK, quantity: number) => ({
  ...{ lineId, sku: code, name: code, quantity, kind: 'physical' as const },
  ...{ unitPrice: yen(1_000 / quantity), subtotal: yen(1_000), tax: yen(91), total: yen(1_000) },
})
/** Two books for 1,000 yen and a pen for as much, 500 yen of shipping, tax included. */
const details: Books['details'] = {
  lines: [line('1', BOOK, 2), line('2', PEN, 1)],
  totals: { subtotal: yen(2_000), discount: yen(0), shipping: yen(500), tax: yen(227), total: yen(2_500) },
}
const payment = { sequence: 4, status: 'captured', authorized: 2_500, captured: 2_500, refunded: 0 } as const

/** Delivered and paid, with nothing left to do but its completion. */
const delivered: Order = {
  ...{ id: orderId.parse(`ord_${'0'.repeat(26)}`), number: 'K7WQ2M4X', currency: JPY, locale: 'ja' },
  ...{ total: 2_500, status: 'delivered', fulfillmentStatus: 'delivered', run: 1, holds: [] },
  ...{ payment, paymentSequence: 4, claims: [FUL], handedOver: [FUL], expectedFulfillmentOrders: 1 },
  ...{ placedAt: AT, confirmedAt: AT, processingAt: AT, shippedAt: AT, deliveredAt: AT, deadline: AT },
}
const sound: Books = {
  order: delivered,
  details,
  allocations: [
    {
      locationId: locationId.parse('TOKYO'),
      lines: [
        { sku: BOOK, quantity: 2 },
        { sku: PEN, quantity: 1 },
      ],
    },
  ],
  bill: newBill(details),
  refunds: [],
}
const refund: Refund = {
  ...{ id: 'ref_1', state: 'pending', amount: 2_500, parts: [], shipping: { amount: 0, tax: 0 } },
  ...{ reason: 'torn', askedBy: SYSTEM, createdAt: AT },
}
const failed = (state: 'failed' | 'declined'): Refund => ({ ...refund, state, amount: 2_501 })
const hold: Hold = { id: 'hld_1', reason: 'staff', blocks: ['confirm'], deadline: AT, placedBy: 'staff' }
const lateHold: Hold = { ...hold, blocks: ['hand_over'] }
const unpaid = { ...payment, status: 'authorized', captured: 0 } as const
const cancelled = {
  ...{ status: 'cancelling', endingAt: AT, ending: { kind: 'cancelled', reason: 'too late' } },
  ...{ claims: [], handedOver: [] },
} as const satisfies Partial<Order>
const rejected = {
  ...{ status: 'rejecting', endingAt: AT, ending: { kind: 'rejected', code: 'out_of_stock' } },
  ...{ claims: [], handedOver: [] },
} as const satisfies Partial<Order>

const of1 = (change: object): Partial<Books> => ({ order: { ...delivered, ...change } })
/** With the line of the books on the bill changed, and that of the pen as it was. */
const billed = (change: object): Partial<Books> => ({
  bill: {
    ...sound.bill,
    lines: sound.bill.lines.map((one) => (one.sku === BOOK ? { ...one, ...change } : one)),
  },
})
const totalled = (change: Partial<Books['details']['totals']>): Books['details'] => ({
  ...details,
  totals: { ...details.totals, ...change },
})
/** Books of an order at another price, paid for already. */
const priced = (priceOf: Books['details']): Partial<Books> => {
  const total = priceOf.totals.total.amount
  return {
    details: priceOf,
    bill: newBill(priceOf),
    ...of1({ total, payment: { ...payment, captured: total, authorized: total } }),
  }
}

describe('the invariants of an order', () => {
  it.each<[what: string, books: Partial<Books>]>([
    ['an order that was delivered and paid', {}],
    ['a discount', priced(totalled({ discount: yen(100), total: yen(2_400) }))],
    ['tax on top of the prices', priced(totalled({ total: yen(2_727) }))],
    ['no shipping to pay', priced(totalled({ shipping: yen(0), total: yen(2_000) }))],
    ['a book cancelled and one given back', billed({ units: 0, cancelled: 1, refunded: 1, amount: 0 })],
    ['money that is held', of1({ payment: unpaid })],
    ['nothing due any more', of1({ due: 0 })],
    ['all that is due having left', of1({ departed: 2_500 })],
    ['an order that is being rejected', of1(rejected)],
    [
      'an order that was rejected',
      of1({ ...rejected, status: 'rejected', endedAt: AT, deadline: undefined }),
    ],
    ['an order that is being cancelled', of1(cancelled)],
    ['a hold before the confirmation', of1({ holds: [hold], held: true })],
    ['a hold before the hand-over', of1({ holds: [lateHold] })],
    ['all of it given back', of1({ payment: { ...payment, refunded: 2_500 } })],
    ['a refund that payments is asked for', { refunds: [refund], ...of1({ refunding: ['ref_1'] }) }],
    ['a refund of all that was captured', { refunds: [{ ...refund, state: 'succeeded' }] }],
    ['refunds that came to nothing', { refunds: [failed('failed'), failed('declined')] }],
  ])('find nothing wrong with %s', (_, books) => {
    expect(violations({ ...sound, ...books })).toEqual([])
  })

  const TOTAL = 'the total is what the lines and shipping come to'
  const UNITS = 'each unit that was ordered is open, cancelled or given back'
  const MONEY = 'nothing of the bill is below zero, and no unit is left without its money'
  const ENDING = 'what ends is rejected or cancelled, as its ending says'
  const EITHER = 'cancelled or shipped, never both'
  const CLAIMED = 'what has left was claimed, once'
  const DEADLINE = 'an open order has a deadline, an ended one has none'
  const HOLDS = 'a hold before the confirmation marks the order, and none outlives its ending'
  const PAYMENT = '0 <= refunded <= captured <= authorized'
  const REFUNDING = 'what is being refunded is what payments was asked for'

  it.each<[rule: string, broken: Partial<Books>]>([
    [TOTAL, of1({ total: 2_499 })],
    [TOTAL, { details: totalled({ subtotal: yen(1_999) }) }],
    [TOTAL, { details: { ...details, lines: details.lines.map((one) => ({ ...one, total: yen(1_251) })) } }],
    [UNITS, billed({ cancelled: 1 })],
    [UNITS, { bill: { ...sound.bill, lines: [] } }],
    [MONEY, billed({ amount: -1 })],
    [MONEY, billed({ units: 0, cancelled: 2 })],
    [MONEY, { bill: { ...sound.bill, shipping: { amount: -1, tax: 0 } } }],
    ['before anything is captured, what is open is due', of1({ payment: unpaid, due: 2_400 })],
    ['0 <= due <= total', of1({ due: 2_501 })],
    ['0 <= due <= total', of1({ due: -1 })],
    ['what has left is within what is due', of1({ departed: 2_501 })],
    ['a confirmed order expects one fulfillment order per allocation', { allocations: [] }],
    ['a status has behind it what led to it', of1({ shippedAt: undefined })],
    [ENDING, of1({ status: 'rejecting', endingAt: AT })],
    [ENDING, of1({ ...cancelled, status: 'rejecting' })],
    [ENDING, of1({ endingAt: AT })],
    [ENDING, of1({ ending: cancelled.ending })],
    [EITHER, of1({ ...cancelled, claims: [FUL] })],
    [EITHER, of1({ ...cancelled, handedOver: [FUL] })],
    [CLAIMED, of1({ handedOver: [FUL, OTHER] })],
    [CLAIMED, of1({ handedOver: [FUL, FUL] })],
    [CLAIMED, of1({ claims: [FUL, FUL] })],
    [DEADLINE, of1({ deadline: undefined })],
    [DEADLINE, of1({ status: 'completed', completedAt: AT })],
    [HOLDS, of1({ holds: [hold] })],
    [HOLDS, of1({ held: true })],
    [HOLDS, of1({ ...cancelled, holds: [lateHold] })],
    [PAYMENT, of1({ payment: { ...payment, refunded: 2_501 } })],
    [PAYMENT, of1({ payment: { ...payment, refunded: -1 } })],
    [PAYMENT, of1({ payment: { ...payment, captured: 2_501 } })],
    ['the wait for the payer looks at the copy of the payment', of1({ paymentSequence: 3 })],
    ['refunds are within what was captured', { refunds: [{ ...refund, amount: 2_501 }] }],
    [REFUNDING, of1({ refunding: ['ref_2'] })],
    [REFUNDING, { refunds: [refund] }],
    [REFUNDING, { refunds: [refund], ...of1({ refunding: ['ref_2'] }) }],
  ])('say "%s" of what breaks it, and of which order', (rule, broken) => {
    const found = violations({ ...sound, ...broken })
    expect(found.map((one) => one.slice(0, rule.length))).toContain(rule)
    for (const one of found) expect(one).toContain(delivered.id)
  })
})

describe('the rule of whose an order is', () => {
  const CUSTOMER = customerId.parse(`cus_${'1'.repeat(26)}`)

  it.each([
    ['a guest', undefined, false],
    ['a customer, and under them', CUSTOMER, true],
  ])('holds of an order of %s', (_, whose, isUnderCustomer) => {
    const order = { ...delivered, customerId: whose }
    expect(ownViolations({ order, isUnderCustomer })).toEqual([])
  })

  it('is broken by an order of a customer that is not under them', () => {
    const [broken] = ownViolations({ order: { ...delivered, customerId: CUSTOMER }, isUnderCustomer: false })
    expect(broken).toContain(`its customer: ${delivered.id}`)
  })
})
