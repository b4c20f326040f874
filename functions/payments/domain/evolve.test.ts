import { describe, expect, it } from 'vitest'
import { captured, fresh, operation } from './captured-payment.fixtures.ts'
import { evolve } from './evolve.ts'
import type { Fact } from './facts.ts'
import type { Outside, Payment } from './payment.ts'

const NOW = '2026-11-20T03:00:00.000Z'
const attempt = { operation, paymentMethodId: 'pm_card', amount: 3_300 }
const store: Outside = { kind: 'delayed', method: 'store', due: 3_300, reference: '0123456789' }
const invoice: Outside = { kind: 'offline', method: 'invoice', due: 3_300 }
const held: Payment = {
  ...fresh,
  status: 'authorized',
  attempt,
  authorized: 3_300,
  authorizedAt: NOW,
  captureBefore: NOW,
  riskLevel: 'normal',
}
const refund = (type: 'refund_started' | 'refunded', amount: number): Fact => ({
  type,
  amount,
  refundId: 'r_1',
})
const failing = (was: 'pending' | 'succeeded'): Fact => ({
  type: 'refund_failed',
  amount: 300,
  refundId: 'r_1',
  was,
})
const then = (payment: Payment, ...facts: Fact[]): Payment => facts.reduce(evolve, payment)

/** What of a payment is another after a fact. */
function changes(payment: Payment, fact: Fact): object {
  const now: Record<string, unknown> = { ...evolve(payment, fact) }
  const before: Record<string, unknown> = { ...payment }
  const keys = Object.keys({ ...before, ...now })
  return Object.fromEntries(keys.flatMap((key) => (now[key] === before[key] ? [] : [[key, now[key]]])))
}

describe('a fact changes of a payment', () => {
  it.each<[string, Payment, Fact, object]>([
    ['a wish: nothing', fresh, { type: 'method_wanted' }, {}],
    ['money that pays for nothing: nothing', fresh, { type: 'received' }, {}],
    ['a word to a person: nothing', fresh, { type: 'attention_needed', reason: 'money_late' }, {}],
    ['nothing to pay', fresh, { type: 'not_required' }, { status: 'not_required' }],
    ['a first attempt', fresh, { type: 'attempt_started', attempt }, { attempt }],
    [
      'another attempt, which holds nothing yet',
      { ...held, capture: operation, gatewayCode: 'x' },
      { type: 'attempt_started', attempt: { ...attempt, byPayer: true } },
      {
        status: 'pending',
        attempt: { ...attempt, byPayer: true },
        authorized: 0,
        authorizedAt: undefined,
        captureBefore: undefined,
        gatewayCode: undefined,
        riskLevel: undefined,
        capture: undefined,
      },
    ],
    [
      'an attempt that is given up',
      { ...fresh, attempt },
      { type: 'attempt_abandoned', operation },
      { status: 'failed', attempt: { ...attempt, abandoned: operation } },
    ],
    [
      'a way to pay that waits for the payer',
      { ...fresh, status: 'failed', attempt },
      { type: 'outside_chosen', outside: store },
      { status: 'requires_action', attempt: undefined, outside: store },
    ],
    ['a way to pay later', fresh, { type: 'outside_chosen', outside: invoice }, { outside: invoice }],
    [
      'a way to pay that is left',
      { ...fresh, outside: invoice },
      { type: 'outside_left' },
      { status: 'failed', outside: undefined },
    ],
    [
      "the gateway's id",
      { ...fresh, attempt },
      { type: 'gateway_id_learnt', gatewayId: 'pi_1' },
      { attempt: { ...attempt, gatewayId: 'pi_1' } },
    ],
    ['a question to the payer', fresh, { type: 'action_required' }, { status: 'requires_action' }],
    [
      'an authorization',
      { ...fresh, attempt, status: 'failed', gatewayCode: 'insufficient_funds' },
      { type: 'authorized', amount: 3_300, at: NOW, captureBefore: NOW, riskLevel: 'elevated' },
      {
        status: 'authorized',
        authorized: 3_300,
        authorizedAt: NOW,
        captureBefore: NOW,
        riskLevel: 'elevated',
        gatewayCode: undefined,
      },
    ],
    [
      'a decline',
      { ...fresh, attempt },
      { type: 'declined', gatewayCode: 'insufficient_funds', riskLevel: 'highest' },
      { status: 'failed', gatewayCode: 'insufficient_funds', riskLevel: 'highest' },
    ],
    ['the end', held, { type: 'closed', operation }, { closed: operation }],
    ['a void', { ...held, capturing: 100 }, { type: 'voided' }, { status: 'voided', capturing: 0 }],
    [
      'a capture that begins',
      held,
      { type: 'capture_started', operation, amount: 3_000 },
      { capture: operation, capturing: 3_000 },
    ],
    [
      'a capture that was refused',
      { ...held, capture: operation, capturing: 3_000 },
      { type: 'capture_given_back' },
      { capture: undefined, capturing: 0 },
    ],
    [
      'a capture',
      { ...held, capturing: 3_000 },
      { type: 'captured', amount: 3_000 },
      { status: 'captured', captured: 3_000, capturing: 0 },
    ],
    [
      'a capture of a part',
      { ...held, capturing: 1_000 },
      { type: 'captured', amount: 1_000, partly: true },
      { status: 'partially_captured', captured: 1_000, capturing: 0, partly: true, inParts: true },
    ],
    [
      'the capture of the rest',
      { ...held, status: 'partially_captured', captured: 1_000, partly: true, inParts: true },
      { type: 'captured', amount: 3_000 },
      { status: 'captured', captured: 3_000, partly: undefined },
    ],
    ['a refund that begins', captured, refund('refund_started', 300), { refunding: 300 }],
    [
      'a refund of some',
      { ...captured, refunding: 400 },
      refund('refunded', 300),
      { status: 'partially_refunded', refunding: 100, refunded: 300 },
    ],
    [
      'a refund of all',
      { ...captured, refunding: 3_300 },
      refund('refunded', 3_300),
      { status: 'refunded', refunding: 0, refunded: 3_300 },
    ],
    ['a refund that failed', { ...captured, refunding: 400 }, failing('pending'), { refunding: 100 }],
    [
      'a refund that came back',
      { ...captured, status: 'partially_refunded', refunded: 300 },
      failing('succeeded'),
      { status: 'captured', refunded: 0 },
    ],
    [
      'money that came',
      { ...fresh, received: 1, unapplied: 2 },
      { type: 'money_came', amount: 10 },
      { received: 11, unapplied: 12 },
    ],
    ['money that pays', { ...fresh, unapplied: 12 }, { type: 'applied', amount: 10 }, { unapplied: 2 }],
    [
      'what is due',
      { ...fresh, outside: store },
      { type: 'due_changed', due: 1 },
      { outside: { ...store, due: 1 } },
    ],
    ['what is due by card: nothing', held, { type: 'due_changed', due: 1 }, {}],
    [
      'money given back that had paid for nothing',
      { ...fresh, unapplied: 12 },
      { type: 'returned', unapplied: 10, captured: 0 },
      { unapplied: 2 },
    ],
    [
      'money given back that had paid',
      { ...captured, unapplied: 10 },
      { type: 'returned', unapplied: 10, captured: 300 },
      { status: 'partially_refunded', unapplied: 0, refunded: 300 },
    ],
  ])('%s', (_, payment, fact, expected) => {
    expect(changes(payment, fact)).toStrictEqual(expected)
  })

  it('only what the table of statuses allows, and of an attempt only where there is one', () => {
    expect(() => evolve(captured, { type: 'voided' })).toThrow(RangeError)
    expect(() => evolve(fresh, { type: 'gateway_id_learnt', gatewayId: 'pi_1' })).toThrow('no attempt')
  })
})

describe('a dispute', () => {
  const dispute = { id: 'du_1', status: 'open', reason: 'fraudulent', amount: 3_300 } as const
  const opened: Fact = { type: 'dispute_opened', dispute, holds: true }
  const closed = (status: 'won' | 'lost'): Fact => ({
    type: 'dispute_closed',
    dispute: { ...dispute, status },
  })

  it('holds the status against what happens meanwhile', () => {
    expect(then(captured, opened, refund('refunded', 300)).status).toBe('disputed')
    expect(then(captured, opened, refund('refunded', 300), closed('won')).status).toBe('partially_refunded')
    expect(then(captured, opened, closed('lost')).status).toBe('disputed')
  })

  it('that held nothing changes no status, also where it is won', () => {
    const asked = then(captured, { ...opened, holds: false })
    expect(asked).toEqual({ ...captured, dispute })
    expect(then({ ...asked, refunded: 300 }, closed('won')).status).toBe('captured')
  })
})
