import { expect, test } from 'vitest'
import type { PaymentSummary, PaymentWish } from '#contexts/payments/contract/types.ts'
import {
  type ConfirmCommand,
  checkKind,
  decideChoice,
  decideConfirm,
  unpaid,
  whyNotCapturable,
} from './decide-payment.ts'
import {
  AFTER,
  aConfirmed,
  aDelivered,
  aHold,
  aPayment,
  aPlaced,
  BEFORE,
  CANCELLING,
  NOW,
} from './decisions.fixtures.ts'
import type { Order } from './order.ts'

const CARD: PaymentWish = { kind: 'card', paymentMethodId: 'pm_card' }
const STORE = { kind: 'delayed', method: 'store' } as const
const payBy = { card: '2026-11-24T00:00:00.000Z', reference: '2026-11-26T00:00:00.000Z' }
const LATEST = '2026-11-30T00:00:00.000Z'

type Authorization = ConfirmCommand['authorization']
const answer = (outcome: Authorization['outcome'], known: Partial<PaymentSummary> = {}): Authorization => ({
  outcome,
  payment: aPayment({ sequence: 2, ...known }),
})

const confirm = (order: Order, authorization: Authorization, command: Partial<ConfirmCommand> = {}) =>
  decideConfirm(order, {
    ...{ run: 1, authorization, tried: CARD, allocations: 2, now: NOW, payBy, reviews: [] },
    ...command,
  })

const noted = { type: 'choice_tried' }
const confirmed = { type: 'confirmed', payment: aPayment({ sequence: 2 }), allocations: 2 }
const review = aHold({ reason: 'amount', blocks: ['confirm'] })

test.each<[string, Order, Authorization, string, object[]]>([
  ['an old run changes nothing', aPlaced({ run: 2 }), answer('authorized'), 'superseded', []],
  ['an order that ends is compensated', aPlaced(CANCELLING), answer('authorized'), 'compensate', []],
  ['it is confirmed once', aConfirmed(), answer('authorized'), 'confirmed', []],
  ['a late authorization finds the order ended', aPlaced(), answer('already_voided'), 'superseded', []],
  ['it is confirmed', aPlaced(), answer('authorized'), 'confirmed', [confirmed]],
  [
    'it is confirmed with what its payer chose',
    aPlaced({ choosing: true }),
    answer('authorized'),
    'confirmed',
    [noted, confirmed],
  ],
  ['it stays held', aPlaced({ held: true }), answer('authorized'), 'held', []],
  [
    'it stays held, and its payer may choose again',
    aPlaced({ held: true, choosing: true }),
    answer('authorized'),
    'held',
    [noted],
  ],
])('the money is asked for: %s', (_, order, authorization, outcome, facts) => {
  expect(confirm(order, authorization)).toEqual({ outcome, facts })
})

test('what the rules find holds an order, but not one that staff have looked at', () => {
  expect(confirm(aPlaced(), answer('authorized'), { reviews: [review] })).toEqual({
    outcome: 'held',
    facts: [
      { type: 'payment_noted', payment: aPayment({ sequence: 2 }) },
      { type: 'held', hold: review },
    ],
  })
  expect(confirm(aPlaced({ reviewed: true }), answer('authorized'), { reviews: [review] })).toEqual({
    ...{ outcome: 'confirmed', facts: [confirmed] },
  })
})

test.each<[string, boolean, object[]]>([
  ['with goods, its downloads are delivered', false, []],
  ['with nothing else, the order is', true, [{ type: 'delivered', at: NOW }]],
])('downloads come with the confirmation: %s', (_, isAll, delivered) => {
  const digital = { expiresAt: AFTER, isAll }
  expect(confirm(aPlaced(), answer('authorized'), { digital }).facts).toEqual([
    confirmed,
    { type: 'digital_delivered', expiresAt: AFTER },
    ...delivered,
  ])
})

test.each<[string, Authorization, string, string]>([
  ['pays again after a decline', answer('declined', { status: 'failed' }), 'pay_again', payBy.card],
  ['chooses, with a link', answer('method_wanted', { status: 'pending' }), 'choose', payBy.reference],
  ['answers their bank', answer('requires_action'), 'three_d_secure', payBy.card],
  [
    'pays at a store',
    answer('requires_action', { kind: 'delayed', status: 'pending' }),
    'pay_by_reference',
    payBy.reference,
  ],
])('a payer is asked, who %s', (_, authorization, action, deadline) => {
  expect(confirm(aPlaced(), authorization)).toEqual({
    outcome: 'payment_required',
    facts: [{ type: 'payment_required', action, payment: authorization.payment, deadline }],
  })
})

const declined = answer('declined', { status: 'failed' })
const asked: Partial<Order> = { status: 'payment_required', paymentDeadline: LATEST }

test.each<[string, Partial<Order>, Authorization, string[]]>([
  ['for the first time', {}, declined, ['payment_required']],
  ['for news of the payment', asked, declined, ['payment_required']],
  ['not again for what is known', { ...asked, payment: aPayment({ sequence: 2 }) }, declined, []],
  [
    'after what they chose was tried in vain',
    { ...asked, choosing: true, paymentChoice: CARD, payment: aPayment({ sequence: 2 }) },
    declined,
    ['choice_tried', 'payment_required'],
  ],
  [
    'not while they have chosen another way, which is tried next',
    { ...asked, choosing: true, paymentChoice: STORE },
    declined,
    [],
  ],
  ['as long as they had before', asked, declined, ['payment_required']],
])('a payer is asked %s', (_, change, authorization, types) => {
  const { outcome, facts } = confirm(aPlaced(change), authorization)
  expect(outcome).toBe('payment_required')
  expect(facts.map(({ type }) => type)).toEqual(types)
  for (const fact of facts)
    if (fact.type === 'payment_required') expect(fact.deadline).toBe(change.paymentDeadline ?? payBy.card)
})

test.each([
  ['before their deadline', AFTER, 'payment_required'],
  ['at their deadline', NOW, 'compensate'],
  ['after their deadline', BEFORE, 'compensate'],
])('a payer in vain %s', (_, paymentDeadline, outcome) => {
  const order = aPlaced({ status: 'payment_required', paymentDeadline })
  expect(confirm(order, declined).outcome).toBe(outcome)
  if (outcome === 'compensate') expect(confirm(order, declined).facts).toEqual([unpaid(declined.payment)])
})

test.each<[string, Partial<PaymentSummary>, object]>([
  [
    'declined',
    { status: 'failed', gatewayCode: 'card_declined' },
    { code: 'payment_declined', gatewayCode: 'card_declined' },
  ],
  ['abandoned', { status: 'pending' }, { code: 'payment_abandoned' }],
])('an unpaid order ends as its payment was %s', (_, known, ending) => {
  expect(unpaid(aPayment(known))).toEqual({ type: 'rejecting', ending: { kind: 'rejected', ...ending } })
})

const INVOICE = { kind: 'offline', method: 'invoice' } as const
const OFFERED = ['store', 'invoice']

test.each<[PaymentWish, number, boolean]>([
  [CARD, 1, true],
  [CARD, 0, false],
  [{ kind: 'link' }, 1, true],
  [{ kind: 'link' }, 0, false],
  [{ kind: 'none' }, 0, true],
  [{ kind: 'none' }, 1, false],
  [STORE, 1, true],
  [STORE, 0, false],
  [INVOICE, 1, true],
  [{ kind: 'offline', method: 'cash_on_delivery' }, 1, false],
])('%o for %i minor units: %s', (choice, total, isAllowed) => {
  const checked = checkKind(choice, total, OFFERED)
  if (isAllowed) expect(checked).toEqual({ ok: true, value: true })
  else
    expect(checked).toMatchObject({
      code: 'payment_kind_not_allowed',
      errors: [{ pointer: '/payment/kind', code: 'payment_kind_not_allowed' }],
    })
})

test('gift cards are not sold on credit', () => {
  expect(checkKind(INVOICE, 1, OFFERED, true)).toMatchObject({
    code: 'payment_kind_not_allowed',
    detail: 'invoice was chosen; possible here: card, gift_card, store.',
  })
  expect(checkKind(STORE, 1, OFFERED, true)).toEqual({ ok: true, value: true })
})

test('a refused way to pay is told with those that are offered', () => {
  const told = checkKind({ kind: 'offline', method: 'cash_on_delivery' }, 1, OFFERED)
  const detail = told.ok ? '' : told.detail
  for (const word of ['cash_on_delivery', 'card', ...OFFERED]) expect(detail).toContain(word)
})

const choose = (
  order: Order,
  choice: Parameters<typeof decideChoice>[1]['choice'] = { kind: 'card', paymentMethodId: 'pm_other' },
  before: PaymentWish = CARD,
) => decideChoice(order, { choice, before, offered: OFFERED, now: NOW, payBy })

const toPay = (change: Partial<Order> = {}) =>
  aPlaced({ status: 'payment_required', payment: aPayment({ status: 'failed' }), ...change })
/** Its authorization ended before anything left. */
const stopped = aConfirmed({
  payment: aPayment({ status: 'voided' }),
  paymentDeadline: BEFORE,
  holds: [aHold({ reason: 'payment' })],
})

test('one choice is tried at a time', () => {
  expect(choose(toPay({ choosing: true }))).toMatchObject({ code: 'payment_pending' })
})

test.each<[string, Order]>([
  ['a part was captured', toPay({ payment: aPayment({ status: 'partially_captured', captured: 1 }) })],
  ['nobody is asked', aPlaced()],
  ['it is held for another reason', aConfirmed({ holds: [aHold()] })],
  ['its deadline is now', toPay({ paymentDeadline: NOW })],
  ['its deadline has passed', toPay({ paymentDeadline: BEFORE })],
])('nothing is to be paid where %s', (_, order) => {
  expect(choose(order)).toMatchObject({ code: 'not_payable' })
})

test.each<[string, Order, Parameters<typeof choose>[1]?, PaymentWish?]>([
  ['another card', toPay({ paymentDeadline: AFTER })],
  ['a store', toPay(), STORE],
  ['a store again', toPay(), STORE, STORE],
  ['a card after a link', toPay(), { kind: 'card', paymentMethodId: 'pm_card' }, { kind: 'link' }],
  [
    'the card whose payer gave up, once more',
    toPay({ payment: aPayment({ status: 'requires_action' }) }),
    { kind: 'card', paymentMethodId: 'pm_card' },
  ],
  ['a card, whatever the deadline, while the order is held for its payment', stopped],
])('a payer may choose %s', (_, order, choice, before) => {
  expect(choose(order, choice, before)).toMatchObject({ ok: true, value: [{ type: 'payment_chosen' }] })
})

test.each<[string, Order, Parameters<typeof choose>[1], string]>([
  [
    'the card that was declined',
    toPay(),
    { kind: 'card', paymentMethodId: 'pm_card' },
    'payment_method_declined',
  ],
  ['what is not offered', toPay(), { kind: 'delayed', method: 'bank_transfer' }, 'payment_kind_not_allowed'],
  ['anything but a card for a confirmed order', stopped, STORE, 'payment_kind_not_allowed'],
])('a payer may not choose %s', (_, order, choice, code) => {
  expect(choose(order, choice)).toMatchObject({ code })
})

test.each<[string, Partial<Order>, Parameters<typeof choose>[1] | undefined, string]>([
  ['a card has its time', {}, undefined, payBy.card],
  ['another card has no more than was left', { paymentDeadline: AFTER }, undefined, AFTER],
  ['a store has its time', {}, STORE, payBy.reference],
  ['a store has more than a card had', { paymentDeadline: AFTER }, STORE, payBy.reference],
  ['no choice shortens the time', { paymentDeadline: LATEST }, STORE, LATEST],
])('%s', (_, change, choice, deadline) => {
  const chosen = choose(toPay(change), choice)
  expect(chosen).toMatchObject({ ok: true, value: [{ deadline }] })
})

const PHYSICAL = { kind: 'physical' } as const
const DIGITAL = { kind: 'digital' } as const

test.each<[string, Order, { kind: 'physical' | 'digital' }[], RegExp | undefined]>([
  ['goods that have left', aDelivered({ payment: aPayment() }), [PHYSICAL], undefined],
  ['goods that are here', aConfirmed(), [PHYSICAL], /have not left/],
  ['goods that are here, with downloads', aConfirmed(), [DIGITAL, PHYSICAL], /have not left/],
  ['downloads alone', aConfirmed(), [DIGITAL], undefined],
  ['what is captured already', aDelivered(), [PHYSICAL], /captured already: 4000/],
  [
    'what was never held',
    aDelivered({ payment: aPayment({ status: 'voided' }) }),
    [PHYSICAL],
    /Nothing is held.*voided/,
  ],
])('may be captured? %s', (_, order, lines, why) => {
  const told = whyNotCapturable(order, { lines })
  if (why) expect(told).toMatch(why)
  else expect(told).toBeUndefined()
})
