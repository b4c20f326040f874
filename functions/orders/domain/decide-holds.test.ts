import { expect, test } from 'vitest'
import {
  decideDecline,
  decideExpiredHolds,
  decideHold,
  decideRelease,
  endingBefore,
  type HoldRules,
  reasonsToReview,
} from './decide-holds.ts'
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
import type { Hold, Order } from './order.ts'

const RULES: HoldRules = { amountAbove: { JPY: 3_999 }, ordersPerHour: 2, riskLevels: ['highest'] }

test.each<[string, HoldRules, number, 'normal' | 'highest' | undefined, string[]]>([
  ['everything', RULES, 3, 'highest', ['amount', 'velocity', 'risk']],
  ['an amount above the limit', RULES, 2, 'normal', ['amount']],
  ['an amount at the limit', { amountAbove: { JPY: 4_000 } }, 0, undefined, []],
  ['an amount without a limit in its currency', { amountAbove: { USD: 1 } }, 0, undefined, []],
  ['no rules', {}, 99, 'highest', []],
  ['a risk that nobody has weighed', { riskLevels: ['highest'] }, 0, undefined, []],
])('the rules find %s', (_, rules, ordersWithinAnHour, riskLevel, reasons) => {
  const payment = aPayment({ riskLevel })
  expect(reasonsToReview(aPlaced(), rules, { payment, ordersWithinAnHour })).toEqual(reasons)
})

test.each<[string, string | undefined, string]>([
  ['that ends first', '2026-11-23T02:30:00.000Z', '2026-11-23T01:30:00.000Z'],
  ['that ends later', '2026-11-23T09:00:00.000Z', AFTER],
  ['that has no end', undefined, AFTER],
])('a hold is settled an hour before an authorization %s', (_, captureBefore, deadline) => {
  const hold = aHold({ deadline: AFTER })
  expect(endingBefore(hold, aPayment({ captureBefore }), 3_600_000)).toEqual({ ...hold, deadline })
})

const BOTH: Hold['blocks'] = ['confirm', 'hand_over']

test.each<[string, Order, Hold['blocks'], Hold['blocks']]>([
  ['before its confirmation', aPlaced(), BOTH, BOTH],
  ['after its confirmation, before what is left', aConfirmed(), BOTH, ['hand_over']],
])('staff hold an order %s', (_, order, blocks, held) => {
  expect(decideHold(order, aHold({ blocks }))).toEqual({
    ok: true,
    value: [{ type: 'held', hold: aHold({ blocks: held }) }],
  })
})

test.each<[string, Order, Hold['blocks']?]>([
  ['that has ended', aConfirmed({ status: 'cancelled' })],
  ['that ends', aConfirmed(CANCELLING)],
  ['whose goods have left', aConfirmed({ status: 'shipped', shippedAt: BEFORE })],
  ['before a confirmation that was', aConfirmed(), ['confirm']],
])('staff hold no order %s', (_, order, blocks = BOTH) => {
  expect(decideHold(order, aHold({ blocks }))).toMatchObject({ code: 'not_holdable' })
})

const first = aHold({ id: 'hld_1', blocks: ['confirm'] })
const second = aHold({ id: 'hld_2' })
const isHeld = aPlaced({ holds: [first, second], held: true })

test.each<[string, string | undefined, Hold[]]>([
  ['the one that is named', 'hld_2', [second]],
  ['all where none is named', undefined, [first, second]],
])('staff release %s', (_, holdId, holds) => {
  expect(decideRelease(isHeld, { holdId, reason: 'they called back' })).toEqual({
    ok: true,
    value: holds.map((hold) => ({
      ...{ type: 'hold_released', hold, reason: 'they called back', reviewed: hold === first },
    })),
  })
})

test.each<[string, Order, string?]>([
  ['that is not there', isHeld, 'hld_3'],
  ['of an order without any', aPlaced()],
])('no hold is released %s', (_, order, holdId) => {
  const refused = decideRelease(order, { holdId, reason: 'they called back' })
  expect(refused).toMatchObject({ code: 'hold_gone' })
  for (const { id } of order.holds) expect(refused).toMatchObject({ detail: expect.stringContaining(id) })
})

const declined = {
  type: 'rejecting',
  ending: { kind: 'rejected', code: 'review_declined', note: expect.any(String) },
}

test('staff decline an order that is held', () => {
  expect(decideDecline(isHeld, { holdId: 'hld_2', reason: 'a fraud' })).toEqual({
    ok: true,
    value: [{ ...declined, ending: { ...declined.ending, note: 'a fraud' } }],
  })
})

test.each<[string, Order, string, string]>([
  ['by a hold that is gone', isHeld, 'hld_3', 'hold_gone'],
  ['that is confirmed', aConfirmed({ holds: [second] }), 'hld_2', 'not_cancellable'],
  ['that ends', aPlaced({ ...CANCELLING, holds: [second] }), 'hld_2', 'not_cancellable'],
])('staff decline no order %s', (_, order, holdId, code) => {
  expect(decideDecline(order, { holdId, reason: 'a fraud' })).toMatchObject({ code })
})

const expired = (change: Partial<Hold> = {}) => aHold({ deadline: BEFORE, ...change })
const told = expect.objectContaining({ type: 'attention_needed', beside: true })

test.each<[string, Order, object[]]>([
  ['later', aConfirmed({ holds: [aHold()] }), []],
  [
    'now',
    aConfirmed({ holds: [expired({ deadline: NOW })] }),
    [{ type: 'hold_escalated', holdId: 'hld_1' }, told],
  ],
  ['before, as was told', aConfirmed({ holds: [expired({ escalated: true })] }), []],
  [
    'before, beside one that has not',
    aConfirmed({ holds: [expired(), aHold({ id: 'hld_2' })] }),
    [{ type: 'hold_escalated', holdId: 'hld_1' }, told],
  ],
  ['before, of an order that ends', aConfirmed({ ...CANCELLING, holds: [expired()] }), []],
  ['before, of an order that has ended', aDelivered({ status: 'completed', holds: [expired()] }), []],
  [
    'before a review',
    aPlaced({ holds: [expired({ id: 'hld_2' }), expired({ blocks: ['confirm'] })] }),
    [declined],
  ],
  [
    'before a confirmation that does not wait for it',
    aPlaced({ holds: [expired()] }),
    [{ type: 'hold_escalated', holdId: 'hld_1' }, told],
  ],
  [
    'after a confirmation that had waited for it',
    aConfirmed({ holds: [expired({ blocks: BOTH })] }),
    [{ type: 'hold_escalated', holdId: 'hld_1' }, told],
  ],
])('a hold that ends %s', (_, order, facts) => {
  expect(decideExpiredHolds(order, NOW)).toEqual(facts)
})
