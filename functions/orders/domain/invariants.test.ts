import { describe, expect, it } from 'vitest'
import { SYSTEM } from '#shared/actor.ts'
import { fulfillmentOrderId, locationId, orderId, sku } from '#shared/ids.ts'
import { currency, of } from '#shared/money.ts'
import { newBill } from './bill.ts'
import { type Books, violations } from './invariants.ts'
import type { Hold, Order } from './order.ts'
import type { Refund } from './refund.ts'

const JPY = currency.parse('JPY')
const yen = (amount: number) => of(amount, JPY)
const BOOK = sku.parse('BOOK')
const FUL = fulfillmentOrderId.parse(`ful_${'f'.repeat(26)}`)
const AT = '2026-11-23T01:00:00.000Z'

const details: Books['details'] = {
  lines: [
    {
      ...{ lineId: '1', sku: BOOK, name: 'Book', quantity: 2, kind: 'physical' },
      ...{ unitPrice: yen(1_000), subtotal: yen(2_000), tax: yen(182), total: yen(2_000) },
    },
  ],
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
  allocations: [{ locationId: locationId.parse('TOKYO'), lines: [{ sku: BOOK, quantity: 2 }] }],
  bill: newBill(details),
  refunds: [],
}
const refund: Refund = {
  ...{ id: 'ref_1', state: 'pending', amount: 2_501, parts: [], shipping: { amount: 0, tax: 0 } },
  ...{ reason: 'torn', askedBy: SYSTEM, createdAt: AT },
}
const hold: Hold = { id: 'hld_1', reason: 'staff', blocks: ['confirm'], deadline: AT, placedBy: 'staff' }
const unpaid = { ...payment, status: 'authorized', captured: 0 } as const
const cancelled: Partial<Order> = {
  ...{ status: 'cancelling', endingAt: AT, ending: { kind: 'cancelled', reason: 'too late' } },
}

const of1 = (change: Partial<Order>): Partial<Books> => ({ order: { ...delivered, ...change } })
const billed = (change: object): Partial<Books> => ({
  bill: { ...sound.bill, lines: sound.bill.lines.map((line) => ({ ...line, ...change })) },
})

describe('the invariants of an order', () => {
  it('find nothing wrong with sound books', () => {
    expect(violations(sound)).toEqual([])
  })

  it.each<[rule: string, broken: Partial<Books>]>([
    ['the total is what the lines and shipping come to', of1({ total: 2_499 })],
    ['each unit that was ordered is open, cancelled or given back', billed({ cancelled: 1 })],
    ['nothing of the bill is below zero, and no unit is left without its money', billed({ amount: -1 })],
    ['before anything is captured, what is open is due', of1({ payment: unpaid, due: 2_400 })],
    ['0 <= due <= total', of1({ due: 2_501 })],
    ['what has left is within what is due', of1({ departed: 2_501 })],
    ['a confirmed order expects one fulfillment order per allocation', { allocations: [] }],
    ['a status has behind it what led to it', of1({ shippedAt: undefined })],
    ['what ends is rejected or cancelled, as its ending says', of1({ status: 'rejecting', endingAt: AT })],
    ['what ends is rejected or cancelled, as its ending says', of1({ endingAt: AT })],
    ['cancelled or shipped, never both', of1(cancelled)],
    ['what has left was claimed, once', of1({ claims: [] })],
    ['an open order has a deadline, an ended one has none', of1({ deadline: undefined })],
    ['an open order has a deadline, an ended one has none', of1({ status: 'completed', completedAt: AT })],
    ['a hold before the confirmation marks the order, and none outlives its ending', of1({ holds: [hold] })],
    ['0 <= refunded <= captured <= authorized', of1({ payment: { ...payment, refunded: 2_501 } })],
    ['the wait for the payer looks at the copy of the payment', of1({ paymentSequence: 3 })],
    ['refunds are within what was captured', { refunds: [refund] }],
    ['what is being refunded is what payments was asked for', of1({ refunding: ['ref_2'] })],
  ])('say "%s" of what breaks it', (rule, broken) => {
    expect(violations({ ...sound, ...broken }).map((found) => found.slice(0, rule.length))).toContain(rule)
  })
})
