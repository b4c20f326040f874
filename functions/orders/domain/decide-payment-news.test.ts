import { expect, test } from 'vitest'
import type { Dispute, PaymentSummary } from '#contexts/payments/contract/types.ts'
import { decidePaymentNews } from './decide-payment-news.ts'
import {
  AFTER,
  aConfirmed,
  aDelivered,
  aHold,
  aPayment,
  aPlaced,
  BEFORE,
  CANCELLING,
} from './decisions.fixtures.ts'
import type { Order } from './order.ts'

const UNTIL = '2026-11-25T00:00:00.000Z'
const attention = { reason: 'Money of it is kept.', since: BEFORE }
const told = expect.objectContaining({ type: 'attention_needed', beside: true })

const newsOf = (known: Partial<PaymentSummary>) => aPayment({ sequence: 2, ...known })

/** What follows from news of the payment, beside that they are noted. */
function after(order: Order, known: Partial<PaymentSummary>) {
  const payment = newsOf(known)
  const [noted, ...facts] = decidePaymentNews(order, payment, { id: 'hld_new', deadline: UNTIL })
  expect(noted).toEqual({ type: 'payment_noted', payment })
  return facts
}

test.each([
  ['older', 1],
  ['the same', 2],
])('%s news mean nothing', (_, sequence) => {
  const order = aConfirmed({ payment: aPayment({ sequence: 2 }) })
  const voided = aPayment({ sequence, status: 'voided' })
  expect(decidePaymentNews(order, voided, { id: 'hld_new', deadline: UNTIL })).toEqual([])
})

const kept = {
  ...aConfirmed(CANCELLING),
  payment: aPayment({ status: 'captured', captured: 4_000 }),
  attention,
}
const GIVEN_BACK = { status: 'refunded', captured: 4_000, refunded: 4_000 } as const

test('an order that kept money goes on to its end once all is given back', () => {
  expect(after(kept, GIVEN_BACK)).toMatchObject([{ type: 'restarted' }, { type: 'attention_settled' }])
})

test.each<[string, Order, Partial<PaymentSummary>]>([
  ['a part is given back', kept, { ...GIVEN_BACK, status: 'partially_refunded', refunded: 3_999 }],
  ['nothing was ever taken', kept, { status: 'voided' }],
  ['nobody is asked', { ...kept, attention: undefined }, GIVEN_BACK],
  ['the order does not end', aDelivered({ attention }), GIVEN_BACK],
])('no new run is begun where %s', (_, order, known) => {
  expect(after(order, known)).toEqual([])
})

test.each<[string, Partial<Order>, number, object[]]>([
  ['more than is due', { due: 3_000 }, 3_001, [told]],
  ['what is due', { due: 3_000 }, 3_000, []],
  ['more than is due, as was known', { due: 3_000, payment: aPayment({ captured: 4_000 }) }, 4_000, []],
])('a person hears of a capture of too much: %s', (_, change, captured, facts) => {
  expect(after(aConfirmed(change), { status: 'captured', captured })).toEqual(facts)
})

const dispute = (change: Partial<Dispute> = {}): Partial<PaymentSummary> => ({
  status: 'disputed',
  ...{ captured: 4_000, authorized: 4_000 },
  dispute: { id: 'dp_1', status: 'open', reason: 'fraudulent', amount: 4_000, ...change },
})
const isDisputed = aPayment({ captured: 4_000, ...dispute() })
const isAsked = aPayment({ captured: 4_000, ...dispute({ isInquiry: true }) })
const disputed = aHold({ id: 'hld_1', reason: 'dispute' })
const stop = (reason: 'dispute' | 'payment', deadline = UNTIL) => ({
  type: 'held',
  hold: { id: 'hld_new', reason, blocks: ['hand_over'], deadline, placedBy: 'rule' },
})

test.each<[string, Order, Partial<Dispute>, object[]]>([
  ['goods that are here stay', aConfirmed(), {}, [stop('dispute'), told]],
  [
    'they stay until the evidence is due',
    aConfirmed(),
    { evidenceDueBy: AFTER },
    [stop('dispute', AFTER), told],
  ],
  ['they stay beside another hold', aConfirmed({ holds: [aHold()] }), {}, [stop('dispute'), told]],
  ['they are held once', aConfirmed({ holds: [disputed] }), {}, [told]],
  ['goods that have left cannot stay', aConfirmed({ shippedAt: BEFORE, status: 'shipped' }), {}, [told]],
  ['an order that ends needs no hold', aConfirmed(CANCELLING), {}, [told]],
  ['an order that has ended needs no hold', aConfirmed({ status: 'cancelled' }), {}, [told]],
  ['the same dispute is told once', aConfirmed({ payment: isDisputed }), {}, []],
  ['an inquiry holds nothing', aConfirmed(), { isInquiry: true }, []],
  [
    'an inquiry that becomes a chargeback keeps goods here',
    aConfirmed({ payment: isAsked }),
    { isInquiry: false },
    [stop('dispute'), told],
  ],
  [
    'another takes the place of one that was lost',
    aConfirmed({ payment: aPayment({ captured: 4_000, ...dispute({ status: 'lost' }) }) }),
    { id: 'dp_2', status: 'lost' },
    [stop('dispute'), told],
  ],
  ['a lost one is told', aConfirmed({ payment: isDisputed, holds: [disputed] }), { status: 'lost' }, [told]],
  ['a won one needs nobody', aConfirmed({ payment: isDisputed }), { status: 'won' }, []],
  [
    'a won one releases no other hold',
    aConfirmed({ payment: isDisputed, holds: [aHold()] }),
    { status: 'won' },
    [],
  ],
  [
    'a won one releases its goods',
    aConfirmed({ payment: isDisputed, holds: [aHold({ id: 'hld_2' }), disputed] }),
    { status: 'won' },
    [expect.objectContaining({ type: 'hold_released', hold: disputed, reviewed: false })],
  ],
])('a dispute: %s', (_, order, change, facts) => {
  expect(after(order, dispute(change))).toEqual(facts)
})

test('staff read why a payer disputes and until when evidence is taken, or that it was lost', () => {
  const reasonOf = (change: Partial<Dispute>) =>
    after(aConfirmed({ shippedAt: BEFORE }), dispute(change)).map((fact) => 'reason' in fact && fact.reason)
  expect(reasonOf({ evidenceDueBy: AFTER })).toEqual([expect.stringMatching(`fraudulent.*${AFTER}`)])
  expect(reasonOf({ status: 'lost' })).toEqual([expect.not.stringContaining('evidence')])
})

const unpaid = aHold({ reason: 'payment', deadline: AFTER })
const heldFor = (change: Partial<Order> = {}) =>
  aConfirmed({ holds: [aHold({ id: 'hld_2' }), unpaid], ...change })
const tried = { type: 'choice_tried' }
const freed = expect.objectContaining({ type: 'hold_released', hold: unpaid })
const payAgain = (known: Partial<PaymentSummary>, deadline: string, action = 'pay_again') => ({
  ...{ type: 'payment_required', action, payment: newsOf(known), deadline },
})
const VOIDED = { status: 'voided' } as const
const FAILED = { status: 'failed' } as const
const BANK = { status: 'requires_action' } as const
const CAPTURED = { status: 'captured', captured: 4_000 } as const
const shipped: Partial<Order> = { status: 'shipped', shippedAt: BEFORE }

test.each<[string, Order, Partial<PaymentSummary>, object[]]>([
  ['that came releases its hold', heldFor(), { status: 'authorized' }, [freed]],
  ['that was captured releases its hold', heldFor(), CAPTURED, [freed]],
  ['that came releases no other hold', aConfirmed({ holds: [aHold()] }), { status: 'authorized' }, []],
  ['that came by a choice says so', heldFor({ choosing: true }), { status: 'authorized' }, [tried, freed]],
  ['that was captured by a choice says so', heldFor({ choosing: true }), CAPTURED, [tried, freed]],
  ['that was captured as it should be means nothing', aDelivered({ payment: aPayment() }), CAPTURED, []],
  ['that failed asks its payer again', heldFor(), FAILED, [payAgain(FAILED, AFTER)]],
  [
    'that failed by a choice lets its payer choose again',
    heldFor({ choosing: true }),
    FAILED,
    [tried, payAgain(FAILED, AFTER)],
  ],
  ['that failed means nothing where nobody was asked', aConfirmed(), FAILED, []],
  ['that a bank asks about is told its payer', heldFor(), BANK, [payAgain(BANK, AFTER, 'three_d_secure')]],
  [
    'that a bank asks about after a choice lets its payer choose again',
    heldFor({ choosing: true }),
    BANK,
    [tried, payAgain(BANK, AFTER, 'three_d_secure')],
  ],
  ['that a bank asks about means nothing where nobody was asked', aConfirmed(), BANK, []],
  ['that ended holds what is here', aConfirmed(), VOIDED, [stop('payment'), payAgain(VOIDED, UNTIL)]],
  ['that ended is told once', heldFor(), VOIDED, []],
  ['that ended after its capture means nothing', aConfirmed(), { ...VOIDED, captured: 4_000 }, []],
  ['that ended after the goods had left is for a person', aConfirmed(shipped), VOIDED, [told]],
  ['that ended before the confirmation is found by the run', aPlaced(), VOIDED, []],
  ['that ended with its order means nothing', aConfirmed(CANCELLING), VOIDED, []],
  ['that ended after its order means nothing', aConfirmed({ status: 'cancelled' }), VOIDED, []],
])('an authorization %s', (_, order, known, facts) => {
  expect(after(order, known)).toEqual(facts)
})

const PART = { status: 'captured', captured: 1_000 } as const

test.each<[string, Order, Partial<PaymentSummary>, object[]]>([
  ['the rest stays here', aConfirmed(), PART, [stop('payment'), told]],
  ['it stays beside another hold', aConfirmed({ holds: [aHold()] }), PART, [stop('payment'), told]],
  ['it is held once', heldFor(), PART, [told]],
  ['all has left: a person is asked', aConfirmed(shipped), PART, [told]],
  [
    'more is still held: it goes on',
    aConfirmed(),
    { ...PART, status: 'partially_captured', held: 3_000 },
    [],
  ],
])('an authorization that ended after a part was captured: %s', (_, order, known, facts) => {
  expect(after(order, known)).toEqual(facts)
})
