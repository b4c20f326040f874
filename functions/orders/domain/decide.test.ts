import { expect, test } from 'vitest'
import { ORDER_STATUSES } from '../contract/types.ts'
import {
  decideCancel,
  decideClaim,
  decideClose,
  decideComplete,
  decideLook,
  decideScreen,
  isCancellable,
} from './decide.ts'
import {
  AFTER,
  aConfirmed,
  aDelivered,
  aHold,
  aPayment,
  aPlaced,
  BEFORE,
  BOOK,
  CANCELLING,
  FUL,
  FUL2,
  NOW,
} from './decisions.fixtures.ts'
import type { Order } from './order.ts'

const attention = { reason: 'A person looks at it.', since: BEFORE }
const asked = expect.objectContaining({ type: 'attention_needed' })
const captured = aPayment({ sequence: 2, status: 'captured', captured: 4_000 })

type Reservation = Parameters<typeof decideScreen>[1]['reservation']
const RESERVED: Reservation = { outcome: 'reserved', allocations: [] }
const SHORT = [{ sku: BOOK, requested: 2, available: 1 }]

test.each<[string, Partial<Order>, Reservation, string, object[]]>([
  ['stock that is reserved', {}, RESERVED, 'passed', [{ type: 'stock_reserved' }]],
  [
    'stock that is short',
    {},
    { outcome: 'out_of_stock', lines: SHORT },
    'compensate',
    [{ type: 'rejecting', ending: { kind: 'rejected', code: 'out_of_stock', lines: SHORT } }],
  ],
  ['stock that was released', {}, { outcome: 'already_released' }, 'superseded', []],
  ['an old run', { run: 2 }, RESERVED, 'superseded', []],
  ['an order that ends', CANCELLING, RESERVED, 'compensate', []],
  [
    'a confirmed order whose payer is to choose anew',
    { confirmedAt: BEFORE, holds: [aHold({ reason: 'payment' })] },
    RESERVED,
    'confirmed',
    [],
  ],
  [
    'a confirmed order that is held for something else',
    { confirmedAt: BEFORE, holds: [aHold()] },
    RESERVED,
    'passed',
    [{ type: 'stock_reserved' }],
  ],
])('the answer about stock: %s', (_, change, reservation, outcome, facts) => {
  expect(decideScreen(aPlaced(change), { run: 1, reservation })).toEqual({ outcome, facts })
})

test.each<[string, Order, string]>([
  ['of an old run nowhere', aPlaced({ run: 2 }), 'superseded'],
  ['of an ended order nowhere', aDelivered({ status: 'completed' }), 'superseded'],
  ['to compensation where the order ends', aConfirmed(CANCELLING), 'compensate'],
  ['to the capture once all is delivered', aDelivered(), 'capture'],
  [
    'to the delivery once all has left',
    aConfirmed({ status: 'shipped', shippedAt: BEFORE }),
    'await_delivery',
  ],
  ['to the shipment once it is confirmed', aConfirmed(), 'await_shipment'],
  ['to the review while it is held', aPlaced({ held: true }), 'await_review'],
  ['to the payment else', aPlaced({ status: 'payment_required' }), 'authorize'],
])('a run goes on %s', (_, order, outcome) => {
  expect(decideLook(order, { run: 1, now: NOW })).toEqual({ outcome, facts: [] })
})

test.each<[string, Partial<Order>, boolean]>([
  ['before its deadline', { deadline: AFTER }, false],
  ['at its deadline', { deadline: NOW }, true],
  ['after its deadline', { deadline: BEFORE }, true],
  ['again, as they are asked already', { deadline: BEFORE, attention }, false],
  ['of an order without a deadline', {}, false],
])('a person is asked about what is late: %s', (_, change, isAsked) => {
  const facts = isAsked ? [asked] : []
  const shipped: Partial<Order> = { status: 'shipped', shippedAt: BEFORE }
  expect(decideLook(aConfirmed(change), { run: 1, now: NOW }).facts).toEqual(facts)
  expect(decideLook(aConfirmed({ ...shipped, ...change }), { run: 1, now: NOW }).facts).toEqual(facts)
})

test.each<[string, Partial<Order>, Parameters<typeof decideComplete>[1]['capture'], string, object[]]>([
  [
    'what is captured completes it',
    {},
    { outcome: 'captured', payment: captured },
    'completed',
    [{ type: 'completed', payment: captured }],
  ],
  [
    'what is not ours to take completes it',
    {},
    { outcome: 'not_due', payment: aPayment() },
    'completed',
    [{ type: 'completed', payment: aPayment() }],
  ],
  [
    'what cannot be captured is for a person',
    {},
    { outcome: 'not_capturable', payment: aPayment({ status: 'voided' }) },
    'needs_attention',
    [asked],
  ],
  [
    'what is captured in part is for a person',
    {},
    { outcome: 'captured', payment: { ...captured, captured: 3_999 } },
    'needs_attention',
    [asked],
  ],
  [
    'it is completed once',
    { status: 'completed' },
    { outcome: 'captured', payment: captured },
    'completed',
    [],
  ],
  ['an old run changes nothing', { run: 2 }, { outcome: 'captured', payment: captured }, 'superseded', []],
  [
    'what came back meanwhile is not completed',
    { status: 'shipped' },
    { outcome: 'captured', payment: captured },
    'superseded',
    [],
  ],
])('the end of a delivered order: %s', (_, change, capture, outcome, facts) => {
  expect(decideComplete(aDelivered(change), { run: 1, capture })).toEqual({ outcome, facts })
})

const kept = { outcome: 'captured', payment: captured } as const
const givenBack = { ...captured, refunded: 4_000 }
const stopped = { type: 'run_stopped' }

test.each<[string, Partial<Order>, Parameters<typeof decideClose>[1]['voided'], string, object[]]>([
  [
    'nothing is held any more, though a refund of it is still on its way',
    {},
    { outcome: 'voided', payment: captured },
    'closed',
    [{ type: 'closed', payment: captured }],
  ],
  [
    'all was given back',
    {},
    { outcome: 'captured', payment: givenBack },
    'closed',
    [{ type: 'closed', payment: givenBack }],
  ],
  ['a gateway keeps money', {}, kept, 'needs_attention', [asked]],
  [
    'money came by a store or a bank',
    {},
    { outcome: 'captured', payment: { ...captured, kind: 'delayed' } },
    'needs_attention',
    [asked, stopped],
  ],
  [
    'money came at the door',
    {},
    { outcome: 'captured', payment: { ...captured, kind: 'offline' } },
    'needs_attention',
    [asked, stopped],
  ],
  ['an old run', { run: 2 }, { outcome: 'voided', payment: captured }, 'superseded', []],
  [
    'an order that goes on',
    { status: 'confirmed' },
    { outcome: 'voided', payment: captured },
    'superseded',
    [],
  ],
])('the end of an order that is given up: %s', (_, change, voided, outcome, facts) => {
  expect(decideClose(aConfirmed({ ...CANCELLING, ...change }), { run: 1, voided })).toEqual({
    outcome,
    facts,
  })
})

const claim = (order: Order, change?: number) =>
  decideClaim(order, { fulfillmentOrderId: FUL, change, now: NOW })

test.each<[string, Order, number?]>([
  ['is not confirmed', aPlaced()],
  ['is ending', aConfirmed(CANCELLING)],
  ['has ended', aDelivered({ status: 'completed', claims: [] })],
  ['is held', aConfirmed({ holds: [aHold()] })],
  ['has changed since the warehouse looked', aConfirmed({ changes: 2 }), 1],
  ['has changed before the warehouse looked at all', aConfirmed({ changes: 1 })],
  ['has a payment that was voided', aConfirmed({ payment: aPayment({ status: 'voided' }) })],
  ['has an authorization that ends now', aConfirmed({ payment: aPayment({ captureBefore: NOW }) })],
  ['has an authorization that ended', aConfirmed({ payment: aPayment({ captureBefore: BEFORE }) })],
  ['is paid in part, and no more is held', aConfirmed({ payment: { ...captured, captured: 3_999 } })],
  ['has a payment that failed', aConfirmed({ payment: aPayment({ status: 'failed' }) })],
  ['waits for the bank of its payer', aConfirmed({ payment: aPayment({ status: 'requires_action' }) })],
  ['was given back its money', aConfirmed({ payment: aPayment({ status: 'refunded' }) })],
])('nothing leaves an order that %s', (_, order, change) => {
  expect(claim(order, change)).toEqual({
    ...{ outcome: 'refused', facts: [] },
    reason: expect.stringMatching(/\.$/),
  })
})

test('the note to a hold is told with it', () => {
  const noted = claim(aConfirmed({ holds: [aHold({ note: 'the owner calls back' })] }))
  expect(noted.reason).toContain('the owner calls back')
})

test.each<[string, Order, number?]>([
  ['is confirmed and paid', aConfirmed()],
  ['is held before another step', aPlaced({ confirmedAt: BEFORE, holds: [aHold({ blocks: ['confirm'] })] })],
  ['has changed as the warehouse has seen', aConfirmed({ changes: 2 }), 2],
  ['has an authorization that ends later', aConfirmed({ payment: aPayment({ captureBefore: AFTER }) })],
  [
    'is captured, whenever its authorization ended',
    aConfirmed({ payment: { ...captured, captureBefore: BEFORE } }),
  ],
  ['sends other goods already', aConfirmed({ claims: [FUL2] })],
])('goods leave an order that %s', (_, order, change) => {
  expect(claim(order, change)).toEqual({
    outcome: 'claimed',
    facts: [{ type: 'hand_over_claimed', fulfillmentOrderId: FUL }],
    reason: '',
  })
})

test('a hand-over is claimed once, and stays so', () => {
  expect(claim(aConfirmed({ claims: [FUL], holds: [aHold()] }))).toEqual({
    ...{ outcome: 'claimed', facts: [], reason: '' },
  })
})

test('an order can be cancelled until its first goods leave', () => {
  expect(ORDER_STATUSES.filter((status) => isCancellable(aConfirmed({ status })))).toEqual([
    ...['placed', 'payment_required', 'confirmed', 'processing'],
  ])
  expect(isCancellable(aConfirmed({ claims: [FUL] }))).toBe(false)
})

test('a cancellation is written with its reason, or refused', () => {
  expect(decideCancel(aConfirmed(), { reason: 'changed my mind' })).toEqual({
    outcome: 'cancelling',
    facts: [{ type: 'cancelling', ending: { kind: 'cancelled', reason: 'changed my mind' } }],
  })
  expect(decideCancel(aDelivered(), { reason: 'changed my mind' })).toEqual({
    ...{ outcome: 'not_cancellable', facts: [] },
  })
})
