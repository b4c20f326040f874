import { expect, test } from 'vitest'
import type { Order } from './order.ts'
import { timersOf } from './timers.ts'
import { AT, after, confirmed, DAY, FACTS, FUL_1, HOUR, hold, MINUTE, placed } from './told.fixtures.ts'

const STEP = MINUTE
const timers = (order: Order, captureAfter?: number) =>
  timersOf(order, new Date(AT), {
    deadlines: { step: STEP, paymentReminder: HOUR, authorizationMargin: DAY },
    captureAfter,
  })

const owing: Order = {
  ...confirmed,
  ...{ status: 'payment_required', confirmedAt: undefined, paymentDeadline: after(DAY) },
  payment: { ...confirmed.payment, status: 'pending', kind: 'delayed' },
}
const partly: Order = {
  ...confirmed,
  ...{ status: 'partially_shipped', departed: 1_000, payment: { ...confirmed.payment, inParts: true } },
}
const choosing: Order = { ...confirmed, choosing: true }
const refunding: Order = { ...confirmed, refunding: ['ref_1'] }
const reshipping: Order = {
  ...confirmed,
  reshipping: [FACTS.reship_asked.reship],
}
const ending: Order = { ...confirmed, payment: { ...confirmed.payment, captureBefore: after(7 * DAY) } }
const promised: Order = { ...confirmed, leavesBy: after(DAY), promisedBy: '2026-11-26' }
const shipped: Order = { ...confirmed, status: 'shipped', shippedAt: after(-HOUR) }
const paymentHold = { ...hold, reason: 'payment' as const, deadline: after(DAY) }
const captured = { ...confirmed.payment, status: 'captured' as const, captured: 2_500 }

test.each<[what: string, Order, expected: object, captureAfter?: number]>([
  ['a hold, at its deadline', { ...confirmed, holds: [hold] }, { hold: hold.deadline }],
  [
    'the first of two holds',
    { ...confirmed, holds: [hold, { ...hold, deadline: after(HOUR) }] },
    { hold: after(HOUR) },
  ],
  [
    'a hold that staff have not been told of, not one that they were',
    { ...confirmed, holds: [{ ...hold, deadline: after(HOUR), escalated: true }, hold] },
    { hold: hold.deadline },
  ],
  ['a payer who has not paid yet, before it is too late', owing, { reminder: after(DAY - HOUR) }],
  ['what is due for what has left, after the time of a step', partly, { part: after(STEP) }],
  ['it once more at its time, not later', { ...partly, timers: { part: after(5) } }, { part: after(5) }],
  ['payments, after the time of a step, where it is asked to give back', refunding, { refund: after(STEP) }],
  ['it at its time, not later', { ...refunding, timers: { refund: after(5) } }, { refund: after(5) }],
  ['inventory where it is asked for what is sent once more', reshipping, { reship: after(STEP) }],
  ['that at its time, not later', { ...reshipping, timers: { reship: after(5) } }, { reship: after(5) }],
  ['payments where another way to pay is tried', choosing, { choice: after(STEP) }],
  ['that at its time, not later', { ...choosing, timers: { choice: after(5) } }, { choice: after(5) }],
  ['an authorization before it ends', ending, { authorization: after(6 * DAY) }],
  [
    'it where the order is held for another reason',
    { ...ending, holds: [{ ...hold, escalated: true }], paymentDeadline: hold.deadline },
    { authorization: after(6 * DAY) },
  ],
  [
    'it where the order is held for its payment, and the payer was not asked yet',
    { ...ending, holds: [paymentHold] },
    { authorization: after(6 * DAY), hold: paymentHold.deadline },
  ],
  ['goods that have not left by the planned time', promised, { delay: after(DAY) }],
  ['so, before the confirmation', { ...promised, ...placed }, { delay: after(DAY) }],
  [
    'them as many days later as the promise was moved',
    { ...promised, delayedTo: '2026-11-28' },
    { delay: after(3 * DAY) },
  ],
  ['the money some time after the hand-over', shipped, { capture: after(HOUR) }, 2 * HOUR],
  ['the money at once', shipped, { capture: after(-HOUR) }, 0],
])('the sweeper looks after %s', (_, order, expected, captureAfter) => {
  expect(timers(order, captureAfter)).toStrictEqual(expected)
})

test.each<[what: string, Order, captureAfter?: number]>([
  ['an order that has nothing to wait for', confirmed],
  ['a payer who pays by card', { ...owing, payment: confirmed.payment }],
  ['a payer who has no deadline', { ...owing, paymentDeadline: undefined }],
  ['a payer who was reminded', { ...owing, remindedAt: AT }],
  ['a payer who has paid', { ...owing, status: 'confirmed' }],
  ['what has left where it is paid already', { ...partly, payment: { ...captured, inParts: true } }],
  ['refunds that are all answered', { ...confirmed, refunding: [] }],
  ['what is sent once more where all of it is answered', { ...confirmed, reshipping: [] }],
  ['another way to pay before the confirmation, as the workflow does', { ...placed, choosing: true }],
  ['an authorization before the confirmation', { ...ending, ...placed, payment: ending.payment }],
  [
    'an authorization that ends, of which the payer was asked',
    { ...ending, paymentDeadline: paymentHold.deadline, holds: [{ ...paymentHold, escalated: true }] },
  ],
  [
    'an authorization that ends, of which staff were asked as goods may leave',
    { ...ending, claims: [FUL_1], holds: [{ ...paymentHold, escalated: true }] },
  ],
  ['a delay of what has left', { ...promised, shippedAt: AT }],
  ['a delay where no day was promised', { ...promised, promisedBy: undefined }],
  ['a delay where nothing says when the goods leave', { ...promised, leavesBy: undefined }],
  [
    'a delay while the payer is waited for',
    { ...promised, status: 'payment_required', confirmedAt: undefined },
  ],
  ['the capture where it is not taken by time', shipped],
  ['the capture of what has not left', confirmed, HOUR],
  ['the capture of what was captured', { ...shipped, payment: captured }, HOUR],
])('the sweeper does not look after %s', (_, order, captureAfter) => {
  expect(timers(order, captureAfter)).toBeUndefined()
})

test.each(['cancelling', 'rejecting', 'completed', 'cancelled', 'rejected', 'returned'] as const)(
  'of an order that is %s, it only asks for what is to be given back',
  (status) => {
    const all: Order = {
      ...{ ...promised, status, holds: [hold], refunding: ['ref_1'], choosing: true, departed: 1_000 },
      payment: { ...ending.payment, inParts: true },
    }
    expect(timers(all, HOUR)).toStrictEqual({ refund: after(STEP) })
  },
)
