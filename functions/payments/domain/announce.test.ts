import { expect, it } from 'vitest'
import { announce } from './announce.ts'
import { captured, operation } from './captured-payment.fixtures.ts'
import type { Fact } from './facts.ts'
import { summaryOf } from './payment.ts'

const NOW = '2026-11-20T03:00:00.000Z'
const { orderId, currency } = captured
const dispute = { id: 'du_1', status: 'open', reason: 'fraudulent', amount: 3_300 } as const
const refund = { amount: 300, refundId: 'r_1' }
const attempt = { operation, paymentMethodId: 'pm_card', amount: 3_300 }
const SETTLED = 'payment.refund_settled'

it.each<[string, Fact]>([
  ['payment.action_required', { type: 'action_required' }],
  ['payment.authorized', { type: 'not_required' }],
  [
    'payment.authorized',
    { type: 'authorized', amount: 1, at: NOW, captureBefore: undefined, riskLevel: undefined },
  ],
  ['payment.declined', { type: 'declined', gatewayCode: 'x' }],
  ['payment.voided', { type: 'voided' }],
  ['payment.captured', { type: 'captured', amount: 1 }],
  ['payment.received', { type: 'received' }],
  ['payment.dispute_closed', { type: 'dispute_closed', dispute }],
  ['payment.disputed', { type: 'dispute_opened', dispute, holds: true }],
  ['payment.refunded', { type: 'returned', unapplied: 0, captured: 1 }],
  [
    'payment.action_required',
    { type: 'outside_chosen', outside: { kind: 'delayed', method: 'store', due: 1 } },
  ],
  ['payment.authorized', { type: 'outside_chosen', outside: { kind: 'offline', method: 'invoice', due: 1 } }],
])('%s is told with the payment after it', (type, fact) => {
  expect(announce(fact, captured, 7)).toEqual([
    {
      definition: expect.objectContaining({ type }),
      data: { orderId, currency, payment: summaryOf(captured, 7) },
    },
  ])
})

it.each<[Fact, string[], object]>([
  [{ type: 'refund_started', ...refund }, ['payment.refund_requested'], { orderId, refundId: 'r_1' }],
  [
    { type: 'refunded', ...refund },
    ['payment.refunded', SETTLED],
    { orderId, ...refund, state: 'succeeded' },
  ],
  [
    { type: 'refund_failed', ...refund, was: 'pending' },
    ['payment.refund_failed', SETTLED],
    { orderId, ...refund, state: 'failed' },
  ],
  [
    { type: 'attention_needed', reason: 'money_late' },
    ['payment.needs_attention'],
    { orderId, reason: 'money_late' },
  ],
])('what is beside the payment is told by itself (%j)', (fact, types, data) => {
  const told = announce(fact, captured, 7)
  expect(told.map(({ definition }) => definition.type)).toEqual(types)
  expect(told.at(-1)?.data).toEqual(data)
})

it.each<Fact>([
  { type: 'method_wanted' },
  { type: 'attempt_started', attempt },
  { type: 'closed', operation },
  { type: 'money_came', amount: 1 },
  { type: 'dispute_opened', dispute, holds: false },
  { type: 'returned', unapplied: 1, captured: 0 },
])('nobody else hears of $type', (fact) => {
  expect(announce(fact, captured, 7)).toEqual([])
})
