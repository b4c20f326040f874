import { describe, expect, it } from 'vitest'
import { captured, fresh, operation } from './captured-payment.fixtures.ts'
import {
  abandonAttempt,
  chooseOutside,
  close,
  giveBackCapture,
  leaveMethod,
  refuseAttempt,
  requireNothing,
  startAttempt,
  startCapture,
  startRenewal,
  wantMethod,
  wantsAnotherMethod,
} from './decide.ts'
import type { Outside, Payment } from './payment.ts'

const NOW = '2026-11-20T03:00:00.000Z'
const attempt = { operation, paymentMethodId: 'pm_card', amount: 3_300 }
const another = { ...attempt, paymentMethodId: 'pm_other' }
const abandoned = { ...attempt, abandoned: operation }
const invoice: Outside = { kind: 'offline', method: 'invoice', due: 3_300 }

const tried: Payment = { ...fresh, attempt }
const failed: Payment = { ...tried, status: 'failed' }
const left: Payment = { ...fresh, status: 'failed', attempt: abandoned }
const held: Payment = { ...tried, status: 'authorized', authorized: 3_300 }
const taking: Payment = { ...held, capture: operation, capturing: 3_300 }
const invoiced: Payment = { ...fresh, outside: invoice }
const closed: Payment = { ...fresh, closed: operation }

describe('another way to pay', () => {
  const card = { kind: 'card', paymentMethodId: 'pm_card' } as const
  const otherCard = { kind: 'card', paymentMethodId: 'pm_other' } as const
  const byInvoice = { kind: 'offline', method: 'invoice' } as const

  it.each([
    ['the same card', tried, card, false],
    ['another card', tried, otherCard, true],
    ['another card while the payer is asked', { ...tried, status: 'requires_action' }, otherCard, true],
    ['another card after a decline', failed, otherCard, true],
    ['an invoice instead of a card', failed, byInvoice, true],
    ['nothing to pay instead of a card', failed, { kind: 'none' }, true],
    ['a card instead of an invoice', invoiced, card, true],
    ['the same invoice', invoiced, byInvoice, false],
    ['cash instead of an invoice', invoiced, { kind: 'offline', method: 'cash_on_delivery' }, true],
    ['a store instead of an invoice', invoiced, { kind: 'delayed', method: 'store' }, true],
    ['a first card', fresh, card, false],
    ['a link', failed, { kind: 'link' }, false],
    ['a card after the end', { ...failed, closed: operation }, otherCard, false],
    ['a card where money is held', held, otherCard, false],
    ['a card where all was taken', captured, otherCard, false],
  ] as const)('%s is one: %#', (_, payment, wish, isAnother) => {
    expect(wantsAnotherMethod(payment, wish)).toBe(isAnother)
  })
})

describe('what was chosen before', () => {
  it.each([
    ['is given up', tried, [{ type: 'attempt_abandoned', operation }]],
    ['is given up after a decline', failed, [{ type: 'attempt_abandoned', operation }]],
    ['is not given up twice', left, []],
    ['cannot be given up once it holds money', held, []],
    ['is nothing', fresh, []],
  ] as const)('%s', (_, payment, facts) => {
    expect(abandonAttempt(payment, operation)).toEqual(facts)
    expect(leaveMethod(payment, operation)).toEqual(facts)
  })

  it('is left, and money that came for it is for a person', () => {
    const unused = { type: 'attention_needed', reason: 'money_unused' }
    expect(leaveMethod(invoiced, operation)).toEqual([{ type: 'outside_left' }])
    expect(leaveMethod({ ...invoiced, unapplied: 1 }, operation)).toEqual([{ type: 'outside_left' }, unused])
  })

  it('stays after the end', () => {
    expect(leaveMethod({ ...invoiced, closed: operation }, operation)).toEqual([])
    expect(leaveMethod({ ...tried, closed: operation }, operation)).toEqual([])
  })
})

describe('a way to pay begins', () => {
  it.each([
    ['where none was chosen', fresh, true],
    ['where the one before was given up', left, true],
    ['where the gateway ended the one before', { ...tried, status: 'voided' }, true],
    ['not beside another', tried, false],
    ['not beside one that was declined', failed, false],
    ['not beside one outside of the gateway', invoiced, false],
    ['not after the end', closed, false],
    ['not where nothing is to be paid', { ...fresh, status: 'not_required' }, false],
  ] as const)('%s', (_, payment, begins) => {
    expect(startAttempt(payment, another)).toEqual(
      begins ? [{ type: 'attempt_started', attempt: another }] : [],
    )
    if (payment !== invoiced)
      expect(chooseOutside(payment, invoice, NOW)).toEqual(
        begins ? [{ type: 'outside_chosen', outside: invoice }] : [],
      )
  })

  it('and the same one again changes what is due, no other', () => {
    const cheaper = { ...invoice, due: 3_000 }
    expect(chooseOutside(invoiced, invoice, NOW)).toEqual([])
    expect(chooseOutside(invoiced, cheaper, NOW)).toEqual([{ type: 'due_changed', due: 3_000 }])
    expect(chooseOutside(invoiced, { ...cheaper, method: 'cash_on_delivery' }, NOW)).toEqual([])
    expect(chooseOutside(invoiced, { ...cheaper, kind: 'delayed' }, NOW)).toEqual([])
  })

  it('by nothing at all only where nothing has happened', () => {
    expect(requireNothing(fresh)).toEqual([{ type: 'not_required' }])
    expect(requireNothing(tried)).toEqual([])
    expect(requireNothing(left)).toEqual([])
  })

  it('by a wish that leaves one trace, and none after the end', () => {
    expect(wantMethod(fresh, false)).toEqual([{ type: 'method_wanted' }])
    expect(wantMethod(fresh, true)).toEqual([])
    expect(wantMethod(closed, false)).toEqual([])
  })
})

it('a refused attempt is declined, if it is the one that waits', () => {
  const declined = [{ type: 'declined', gatewayCode: 'card_declined' }]
  expect(refuseAttempt(tried, 'op_1', 'card_declined')).toEqual(declined)
  expect(refuseAttempt(tried, 'op_2', 'card_declined')).toEqual([])
  expect(refuseAttempt(held, 'op_1', 'card_declined')).toEqual([])
  expect(refuseAttempt(fresh, 'op_1', 'card_declined')).toEqual([])
})

describe('an authorization is renewed', () => {
  const ending: Payment = { ...held, captureBefore: NOW }
  const agreed: Payment = { ...ending, attempt: { ...attempt, renewable: true } }
  const byPayer = { ...another, byPayer: true }

  it.each([
    ['where its payer agreed', agreed, attempt, true],
    ['where its payer chooses another card', ending, byPayer, true],
    ['not without them', ending, another, false],
    ['not after the end', { ...agreed, closed: operation }, attempt, false],
    ['not while it is being captured', { ...agreed, capture: operation }, attempt, false],
    ['not once it is captured', { ...agreed, status: 'captured' }, byPayer, false],
    ['not where it was renewed meanwhile', { ...agreed, captureBefore: undefined }, attempt, false],
  ] as const)('%s', (_, payment, wanted, renewed) => {
    expect(startRenewal(payment, { captureBefore: NOW, wanted })).toEqual(
      renewed ? [{ type: 'attempt_started', attempt: wanted }] : [],
    )
  })
})

describe('the end of an order', () => {
  const tombstone = { type: 'closed', operation }
  const voided = { type: 'voided' }

  it.each([
    ['voids what was never tried', fresh, [tombstone, voided]],
    ['voids what waits for money', { ...invoiced, status: 'requires_action' }, [tombstone, voided]],
    ['leaves to the gateway what was tried', tried, [tombstone]],
    ['leaves to the gateway what is held', held, [tombstone]],
    ['leaves what had failed', { ...fresh, status: 'failed' }, [tombstone]],
    [
      'tells of money that is left',
      { ...captured, unapplied: 1 },
      [tombstone, { type: 'attention_needed', reason: 'money_unused' }],
    ],
    ['comes once', closed, []],
  ] as const)('%s', (_, payment, facts) => {
    expect(close(payment, operation)).toEqual(facts)
  })
})

describe('a capture', () => {
  it.each([
    ['takes what is due', held, 3_000, true],
    ['takes all that is held', held, 3_300, true],
    ['takes no more', held, 3_301, false],
    ['takes nothing of nothing', held, 0, false],
    ['comes once', taking, 3_300, false],
    ['needs money that is held', tried, 3_300, false],
    ['cannot follow another', captured, 3_300, false],
    ['cannot follow the end', { ...held, closed: operation }, 3_300, false],
  ] as const)('%s', (_, payment, due, started) => {
    expect(startCapture(payment, operation, { due })).toEqual(
      started ? [{ type: 'capture_started', operation, amount: due }] : [],
    )
  })

  const inParts = { ...held, inParts: true }
  const partly = { ...inParts, status: 'partially_captured', captured: 1_000, partly: true } as const
  it.each([
    ['of a part leaves the rest', inParts, { due: 1_000, moreFollows: true }, 1_000, true],
    ['of the next part takes what is missing', partly, { due: 2_500, moreFollows: true }, 1_500, true],
    ['of a part that is all is the last', partly, { due: 3_300, moreFollows: true }, 2_300, undefined],
    ['that is the last takes the rest that is due', partly, { due: 3_000 }, 2_000, undefined],
    ['that is the last lets go where nothing more is due', partly, { due: 1_000 }, 0, undefined],
    ['that is the last lets go also where nothing at all is due by now', partly, { due: 0 }, 0, undefined],
  ] as const)('%s', (_, payment, asked, amount, isPart) => {
    const wanted = isPart ? { ...operation, partly: true } : operation
    expect(startCapture(payment, operation, asked)).toEqual([
      { type: 'capture_started', operation: wanted, amount },
    ])
  })

  it.each([
    ['of a card that is captured once', held, { due: 1_000, moreFollows: true }],
    ['again', partly, { due: 1_000, moreFollows: true }],
    ['of less than was taken', partly, { due: 900, moreFollows: true }],
    ['of more than is left', partly, { due: 3_301 }],
    ['after the end', { ...partly, closed: operation }, { due: 3_000 }],
  ] as const)('takes no part %s', (_, payment, asked) => {
    expect(startCapture(payment, operation, asked)).toEqual([])
  })

  it('that the gateway refuses is given back, if it is the one that runs', () => {
    expect(giveBackCapture(taking, 'op_1')).toEqual([{ type: 'capture_given_back' }])
    expect(giveBackCapture(taking, 'op_2')).toEqual([])
    expect(giveBackCapture(held, 'op_1')).toEqual([])
    expect(giveBackCapture({ ...taking, status: 'captured' }, 'op_1')).toEqual([])
  })
})
