import { expect, test } from 'vitest'
import { fulfillmentOrderId, orderId } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import { adviceFor } from './advice.ts'
import { EVERY_REASON } from './decisions.fixtures.ts'
import type { Order } from './order.ts'

const FUL = fulfillmentOrderId.parse(`ful_${'f'.repeat(26)}`)
const AT = '2026-11-23T01:00:00.000Z'

const order = (changed: Partial<Order>): Order => ({
  id: orderId.parse(`ord_${'1'.repeat(26)}`),
  number: 'K7M2XQ4P',
  currency: currency.parse('JPY'),
  locale: 'ja',
  total: 4180,
  status: 'placed',
  fulfillmentStatus: 'unfulfilled',
  run: 1,
  payment: { sequence: 1, status: 'authorized', authorized: 4180, captured: 0, refunded: 0 },
  paymentSequence: 1,
  holds: [],
  claims: [],
  handedOver: [],
  placedAt: AT,
  ...changed,
})
const captured = { sequence: 2, status: 'captured' as const, authorized: 4180, captured: 4180, refunded: 0 }

const HOLD = {
  id: 'hld_1',
  reason: 'staff' as const,
  blocks: ['hand_over' as const],
  deadline: AT,
  placedBy: 'mika',
}

test.each<[string, Partial<Order>, RegExp]>([
  ['ends and was captured', { status: 'cancelling', payment: captured }, /^Refund/],
  ['ends', { status: 'rejecting' }, /^Retry: what is left to undo/],
  [
    'has a claim and no hand-over',
    { status: 'processing', confirmedAt: AT, claims: [FUL] },
    /record the hand-over/,
  ],
  ['was delivered', { status: 'delivered', confirmedAt: AT, shippedAt: AT }, /payment/],
  ['is on its way', { status: 'shipped', confirmedAt: AT, shippedAt: AT }, /carrier/],
  ['is short of items', { status: 'processing', confirmedAt: AT }, /stock location/],
  ['is held', { holds: [HOLD] }, /release the hold/],
  ['has not begun', {}, /^Retry: steps/],
])('an order that %s has advice of its own', (_, changed, advice) => {
  expect(adviceFor(order(changed), 'It stands still.')).toMatch(advice)
})

test.each([
  ['The email message "order_shipped" did not reach the customer: bounced.', /another way/],
  ['The refund ref_1 of 500 minor units awaits the approval of a second person.', /second person/],
  ['The refund ref_1 came to nothing: the card was closed', /money is given back/],
  ['The payment is disputed (fraudulent): evidence is taken until 2026-12-01.', /evidence/],
  ['A dispute was lost.', /sent back/],
  [
    'A dispute was lost. Of the gift cards CARD only 1 could be voided: look at what the others have left.',
    /void/,
  ],
  ['Only 100 of 500 minor units were captured: nothing more is held.', /how the rest is paid/],
  ['The payment could not be captured: it is voided.', /another way to pay/],
  ['600 minor units were captured, 500 are due: refund the difference.', /^Refund the difference/],
  ['Too little money came: wait for the rest, or give it back and cancel.', /for the rest/],
  ['The order was paid twice: give one of both back.', /^Give back/],
  ["The payer's bank asks about the payment: answer it.", /^Answer the bank/],
  ['A hold was not settled in time: risk.', /Decide about the hold/],
  ['The authorization ended after the goods had left: nothing is paid.', /another payment/],
  [
    'The parcel 1234 is lost: refund it, send it once more, or claim it from the carrier.',
    /resolve the parcel/,
  ],
  [
    'The customer has withdrawn from 2 units (2026-11-23T01:00:00.000Z, the history says which): cancel what has not left, and arrange the return of the rest.',
    /return of the/,
  ],
])('what the reason is about comes before the state: %s', (reason, advice) => {
  expect(adviceFor(order({ status: 'cancelling', payment: captured }), reason)).toMatch(advice)
})

test.each(EVERY_REASON)('each reason has advice, in whole sentences: %s', (_, reason) => {
  expect(adviceFor(order({}), reason)).toMatch(/^[A-Z].+[^.]\.$/)
})

test('what stands still without another reason has the advice of its state', () => {
  const waiting = order({ status: 'processing', confirmedAt: AT })
  expect(adviceFor(waiting, 'The order was not shipped by the deadline.')).toMatch(/^Ask the stock location/)
})

test('of several reasons the advice is that of each, in their order, and once', () => {
  const adviceOn = (reason: string) => adviceFor(order({}), reason)
  const [lost, left] = [
    'A dispute was lost.',
    'The order is ending, but money of it is kept: give it back, then retry.',
  ]
  expect(adviceOn(`${left} ${lost}`)).toBe(`${adviceOn(left)} ${adviceOn(lost)}`)
  const [late, unused] = [
    'Money came after the order had ended: give it back.',
    'Money came that pays for nothing: give it back.',
  ]
  expect(adviceOn(`${late} ${unused}`)).toBe(adviceOn(late))
})
