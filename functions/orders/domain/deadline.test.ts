import { expect, test } from 'vitest'
import { type Deadlines, withDeadline } from './deadline.ts'
import type { Fact } from './facts.ts'
import type { Order } from './order.ts'
import { AT, after, confirmed, DAY, FACTS, HOUR, MINUTE, placed } from './told.fixtures.ts'

const DEADLINES: Deadlines = {
  ...{ step: MINUTE, payment: 10 * MINUTE, shipment: DAY, claim: HOUR, review: 2 * DAY, answer: 3 * DAY },
  ...{ delayedPayment: 4 * DAY, paymentReminder: 5 * DAY, authorizationMargin: 6 * DAY },
  ...{ download: 7 * DAY, withdrawal: 14 * DAY },
}
/** How long after the facts the sweeper looks at the order. */
const within = (order: Order, ...facts: Fact[]): number | undefined => {
  const { deadline } = withDeadline({ ...order, deadline: after(-1) }, facts, new Date(AT), DEADLINES)
  return deadline === after(-1) ? undefined : Date.parse(deadline ?? '') - Date.parse(AT)
}

const waiting: Order = { ...placed, status: 'payment_required' }
const held: Order = { ...placed, held: true }
const shipped: Order = { ...confirmed, status: 'shipped', shippedAt: AT }

test.each<[Fact['type'], what: string, Order, milliseconds: number | undefined]>([
  ['stock_reserved', 'an order', placed, MINUTE],
  ['payment_required', 'an order', placed, MINUTE],
  ['payment_required', 'a confirmed order, which goes on meanwhile,', confirmed, undefined],
  ['payment_chosen', 'an order', waiting, MINUTE],
  ['payment_chosen', 'a confirmed order, which goes on meanwhile,', confirmed, undefined],
  ['payment_noted', 'an order that waits for it', waiting, MINUTE],
  ['payment_noted', 'an order that does not wait for it', placed, undefined],
  ['confirmed', 'an order', confirmed, MINUTE],
  ['held', 'an order whose confirmation waits for a review', held, 2 * DAY],
  ['held', 'an order before its hand-over', confirmed, undefined],
  ['hold_released', 'an order before its confirmation', placed, MINUTE],
  ['hold_released', 'a confirmed order', confirmed, undefined],
  ['hand_over_claimed', 'an order', confirmed, HOUR],
  ['handed_over', 'an order of which all has left', confirmed, MINUTE],
  ['lines_cancelled', 'an order of which all that is left has left', shipped, MINUTE],
  ['lines_cancelled', 'an order of which some is still here', confirmed, undefined],
  ['delivered', 'an order', shipped, MINUTE],
  ['rejecting', 'an order', placed, MINUTE],
  ['cancelling', 'an order', confirmed, MINUTE],
  ['restarted', 'an order', placed, MINUTE],
  ['restarted', 'a confirmed order', confirmed, MINUTE],
  ['run_stopped', 'an order', confirmed, undefined],
  ['logistics_noted', 'an order', confirmed, undefined],
  ['refund_settled', 'an order', shipped, undefined],
])('%s leaves %s the time it has for what comes next', (type, _, order, milliseconds) => {
  expect(within(order, FACTS[type])).toBe(milliseconds)
})

test('while more is to leave, the order waits as long as for the first hand-over', () => {
  expect(within(confirmed, { ...FACTS.handed_over, all: false })).toBe(DAY)
})

test('the newest fact that ends a wait says by when, whatever is noted after it', () => {
  const facts = [FACTS.confirmed, FACTS.hand_over_claimed, FACTS.logistics_noted]
  expect(within(confirmed, ...facts)).toBe(HOUR)
})

test('an order that has ended is looked at no more', () => {
  const ended: Order = { ...shipped, status: 'completed', deadline: undefined }
  expect(withDeadline(ended, [FACTS.delivered], new Date(AT), DEADLINES).deadline).toBeUndefined()
})
