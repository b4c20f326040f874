import { expect, test } from 'vitest'
import { fulfillmentOrderId, orderId } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import { adviceFor } from './advice.ts'
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
  ['has not begun', {}, /^Retry: steps/],
])('an order that %s has advice of its own', (_, changed, advice) => {
  expect(adviceFor(order(changed))).toMatch(advice)
})
