import { expect, test } from 'vitest'
import { currency, of } from '#shared/money.ts'
import type { QuantityOf } from '../contract/types.ts'
import { decideWithdrawal } from './decide-withdrawal.ts'
import { aConfirmed, aDelivered, BEFORE, BOOK, CANCELLING, FUL, NOW } from './decisions.fixtures.ts'
import type { Order } from './order.ts'

const yen = (amount: number) => of(amount, currency.parse('JPY'))
const ORDERED = {
  ...{ lineId: '1', sku: BOOK, name: 'Book', quantity: 2, kind: 'physical' as const },
  ...{ unitPrice: yen(1_000), subtotal: yen(2_000), tax: yen(182), total: yen(2_000) },
}
const HOUR_MS = 3_600_000

const withdraw = (order: Order, lines?: QuantityOf[], period = HOUR_MS) =>
  decideWithdrawal(order, { lines: [ORDERED] }, { now: new Date(NOW), period, ...(lines ? { lines } : {}) })

const withdrawn = (quantity = 2) => ({ type: 'withdrawn', at: NOW, lines: [{ sku: BOOK, quantity }] })
const cancelling = { type: 'cancelling', ending: { kind: 'cancelled', reason: 'withdrawal' } }
const told = expect.objectContaining({ type: 'attention_needed', beside: true })
const ONE = [{ sku: BOOK, quantity: 1 }]

test.each<[string, Order, QuantityOf[] | undefined, object[]]>([
  ['from all that is here cancels it', aConfirmed(), undefined, [withdrawn(), cancelling]],
  ['from a part is for a person', aConfirmed(), ONE, [withdrawn(1), told]],
  ['once goods leave is for a person', aConfirmed({ claims: [FUL] }), undefined, [withdrawn(), told]],
  ['after the delivery is for a person', aDelivered(), undefined, [withdrawn(), told]],
  ['again is the same', aConfirmed({ withdrawnAt: BEFORE }), undefined, []],
])('a customer who withdraws %s', (_, order, lines, value) => {
  expect(withdraw(order, lines)).toEqual({ ok: true, value })
})

test.each<[string, number, boolean]>([
  ['before the time is over', HOUR_MS + 1, true],
  ['in its last moment', HOUR_MS, true],
  ['once it is over', HOUR_MS - 1, false],
])('a customer withdraws %s, counted from the delivery', (_, period, ok) => {
  expect(withdraw(aDelivered(), undefined, period)).toMatchObject({ ok })
})

test.each<[string, Partial<Order>]>([
  ['ends', CANCELLING],
  ['was rejected', { status: 'rejected' }],
  ['was cancelled', { status: 'cancelled' }],
  ['came back', { status: 'returned' }],
])('nobody withdraws from an order that %s', (_, change) => {
  expect(withdraw(aConfirmed(change))).toMatchObject({ code: 'not_withdrawable' })
})
