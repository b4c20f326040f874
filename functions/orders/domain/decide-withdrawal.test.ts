import { expect, test } from 'vitest'
import { days, minutes } from '#shared/clock.ts'
import { type Sku, sku } from '#shared/ids.ts'
import { currency, of } from '#shared/money.ts'
import type { QuantityOf } from '../contract/types.ts'
import { decideWithdrawal, isWithdrawable, leftToWithdraw, withdrawalEnds } from './decide-withdrawal.ts'
import { aConfirmed, aDelivered, BOOK, CANCELLING, FUL, NOW, SHIRT } from './decisions.fixtures.ts'
import { evolve } from './evolve.ts'
import type { Order } from './order.ts'

const yen = (amount: number) => of(amount, currency.parse('JPY'))
const lineOf = (lineId: string, code: Sku, quantity: number) => ({
  ...{ lineId, sku: code, name: code, quantity, kind: 'physical' as const },
  ...{ unitPrice: yen(1_000), subtotal: yen(2_000), tax: yen(182), total: yen(2_000) },
})
/** Two books and a shirt for Germany. */
const CONTRACT = { lines: [lineOf('1', BOOK, 2), lineOf('2', SHIRT, 1)], destination: { country: 'DE' } }
const FORTNIGHT = days(14)

const withdraw = (order: Order, lines?: QuantityOf[], now = NOW) =>
  decideWithdrawal(order, CONTRACT, {
    ...{ now: new Date(now), period: FORTNIGHT },
    ...(lines ? { lines } : {}),
  })

const books = (quantity: number) => ({ sku: BOOK, quantity })
const shirts = (quantity: number) => ({ sku: SHIRT, quantity })
const WHOLE = [books(2), shirts(1)]
const withdrawn = (lines: QuantityOf[], all = false, at = NOW) => ({ type: 'withdrawn', at, lines, all })
const cancelling = { type: 'cancelling', ending: { kind: 'cancelled', reason: 'withdrawal' } }
const told = expect.objectContaining({ type: 'attention_needed', beside: true })

test.each<[string, Order, QuantityOf[] | undefined, object[]]>([
  ['from all that is here cancels it', aConfirmed(), undefined, [withdrawn(WHOLE, true), cancelling]],
  ['from a part is for a person', aConfirmed(), [books(1)], [withdrawn([books(1)]), told]],
  [
    'once goods leave is for a person',
    aConfirmed({ claims: [FUL] }),
    undefined,
    [withdrawn(WHOLE, true), told],
  ],
  ['after the delivery is for a person', aDelivered(), undefined, [withdrawn(WHOLE, true), told]],
  ['from each line by itself has withdrawn from all', aConfirmed(), WHOLE, [withdrawn(WHOLE, true), told]],
])('a customer who withdraws %s', (_, order, lines, value) => {
  expect(withdraw(order, lines)).toEqual({ ok: true, value })
})

/** The order after these declarations, the last of them at `NOW`. */
function having(order: Order, ...declared: (QuantityOf[] | undefined)[]): Order {
  return declared.reduce((state: Order, lines) => {
    const decided = withdraw(state, lines)
    if (!decided.ok) throw new Error(decided.detail)
    return decided.value.reduce((after, fact) => evolve(after, fact, NOW), state)
  }, order)
}
const LATER = new Date(Date.parse(NOW) + minutes(10) + 1).toISOString()

test.each<[string, QuantityOf[] | undefined, QuantityOf[], boolean]>([
  ['another line', [shirts(1)], [shirts(1)], false],
  ['everything', undefined, [books(1), shirts(1)], true],
  ['another unit of the same line', [books(1)], [books(1)], false],
  ['more of a line than is left of it', [books(2)], [books(1)], false],
  ['the rest, line by line', WHOLE, [books(1), shirts(1)], true],
])('who has withdrawn from a book, and later from %s, has withdrawn from that too', (_, lines, news, all) => {
  const order = having(aDelivered(), [books(1)])
  expect(withdraw(order, lines, LATER)).toEqual({ ok: true, value: [withdrawn(news, all, LATER), told] })
})

test.each<[string, Order, QuantityOf[] | undefined, string]>([
  ['of the whole', having(aDelivered(), undefined), undefined, LATER],
  ['of the whole that cancelled it', having(aConfirmed(), undefined), undefined, LATER],
  ['of what the whole had', having(aDelivered(), undefined), [books(2)], LATER],
  ['of all units of a line', having(aDelivered(), [books(2)]), [books(2)], LATER],
  ['of one unit, within ten minutes', having(aDelivered(), [books(1)]), [books(1)], NOW],
  ['of the last of two', having(aDelivered(), [shirts(1)], [books(1)]), [books(1)], NOW],
])('a declaration %s is one, however often it is sent', (_, order, lines, now) => {
  expect(withdraw(order, lines, now)).toEqual({ ok: true, value: [] })
})

test('what no declaration was for is left', () => {
  expect(leftToWithdraw(aDelivered(), CONTRACT)).toEqual(WHOLE)
  expect(leftToWithdraw(having(aDelivered(), [books(1)]), CONTRACT)).toEqual([books(1), shirts(1)])
  expect(leftToWithdraw(having(aDelivered(), [books(1)], undefined), CONTRACT)).toEqual([])
})

test('nobody withdraws from what was not ordered, or not so often; that uses nothing up', () => {
  expect(withdraw(aDelivered(), [books(1), { sku: sku.parse('SOCKS'), quantity: 99 }])).toEqual({
    ...{ ok: false, code: 'unknown_sku', detail: 'The order has no SOCKS; it has BOOK, SHIRT.' },
    errors: [
      {
        ...{ pointer: '/lines/1/sku', code: 'unknown_sku' },
        detail: 'The order has no SOCKS; it has BOOK, SHIRT.',
      },
    ],
  })
  expect(withdraw(aDelivered(), [books(3)])).toMatchObject({
    code: 'impossible',
    detail: '3 of BOOK were to be withdrawn from; 2 were ordered.',
    errors: [{ pointer: '/lines/0/quantity' }],
  })
})

test.each<[string, Partial<Order>]>([
  ['ends', CANCELLING],
  ['was rejected', { status: 'rejected' }],
  ['was cancelled', { status: 'cancelled' }],
  ['came back', { status: 'returned' }],
])('nobody withdraws from an order that %s', (_, change) => {
  expect(withdraw(aConfirmed(change))).toMatchObject({ code: 'not_withdrawable' })
})

test.each<[string, deliveredAt: string, country: string, ends: string]>([
  ['the 14th day after the delivery', '2026-11-10T09:00:00.000Z', 'DE', '2026-11-24T23:00:00.000Z'],
  ['that day where it was delivered', '2026-11-09T23:30:00.000Z', 'DE', '2026-11-24T23:00:00.000Z'],
  ['that day in the east', '2026-11-10T09:00:00.000Z', 'JP', '2026-11-24T15:00:00.000Z'],
  ['that day in the west', '2026-11-11T02:00:00.000Z', 'US', '2026-11-25T05:00:00.000Z'],
  ['that day of a country that is not known', '2026-11-10T09:00:00.000Z', 'XX', '2026-11-25T00:00:00.000Z'],
  ['a Monday, where it is a Saturday', '2026-11-07T09:00:00.000Z', 'DE', '2026-11-23T23:00:00.000Z'],
  ['a Monday, where it is a Sunday', '2026-11-08T09:00:00.000Z', 'DE', '2026-11-23T23:00:00.000Z'],
  ['a day after the clocks went back', '2026-10-13T22:30:00.000Z', 'DE', '2026-10-28T23:00:00.000Z'],
])('the time to withdraw ends with %s', (_, deliveredAt, country, ends) => {
  expect(withdrawalEnds(deliveredAt, { period: FORTNIGHT, country })).toEqual(new Date(ends))
  const order = aDelivered({ deliveredAt })
  const at = (milliseconds: number) =>
    isWithdrawable(
      order,
      { destination: { country } },
      {
        ...{ now: new Date(Date.parse(ends) + milliseconds), period: FORTNIGHT },
      },
    )
  expect([at(-1), at(0)]).toEqual([true, false])
})
