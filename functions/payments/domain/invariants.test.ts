import { describe, expect, it } from 'vitest'
import { customerId, giftCardId } from '#shared/ids.ts'
import { captured, fresh, operation } from './captured-payment.fixtures.ts'
import { type Books, violations } from './invariants.ts'
import type { GiftCards, Outside, Payment } from './payment.ts'

const CUSTOMER = customerId.parse(`cus_${'1'.repeat(26)}`)
const NOW = '2026-11-20T03:00:00Z'
const by = { kind: 'staff', id: 's_1' } as const
const invoice: Outside = { kind: 'offline', method: 'invoice', due: 3_300 }
const store: Outside = { kind: 'delayed', method: 'store', due: 3_300, reference: '0123456789' }
const dispute = { id: 'du_1', status: 'open', reason: 'fraudulent', amount: 3_300 } as const
const held: Payment = { ...captured, status: 'authorized', captured: 0 }
const invoiced: Payment = { ...captured, attempt: undefined, outside: invoice, received: 3_300 }

const giftCardIds = [giftCardId.parse(`gft_${'1'.padStart(26, '0')}`)]
/** 2,000 by a gift card, 1,300 by a card. */
const giftCards: GiftCards = {
  ...{ operation, ids: giftCardIds, due: 3_300, captured: 2_000, refunded: 0, refunding: 0, released: true },
  parts: giftCardIds.map((id) => ({ giftCardId: id, amount: 2_000 })),
}
const both: Payment = { ...captured, giftCards }
const asked: GiftCards = { ...giftCards, captured: 0, released: undefined }

/** By a card that a customer has saved, under the gateway's name for them. */
const bySaved = (gatewayCustomer: string | undefined): Payment['attempt'] => ({
  ...{ operation, paymentMethodId: 'pm_card', amount: 3_300, gatewayId: 'pi_1' },
  ...{ savedBy: CUSTOMER, gatewayCustomer },
})

const refund = (state: 'pending' | 'succeeded' | 'failed', amount: number) => ({
  ...{ id: `r_${state}`, state, amount, operation, by },
  createdAt: NOW,
})
const received = { id: 't_1', direction: 'received', amount: 3_300, at: NOW, by } as const
const returned = (amount: number, ofCaptured: number) =>
  ({ id: 't_2', direction: 'returned', amount, captured: ofCaptured, at: NOW, by }) as const

const books = (payment: Payment, rest: Partial<Books> = {}): Books => ({
  payment,
  refunds: [],
  transactions: [],
  ...rest,
})

describe('the rules of a payment', () => {
  it.each<[string, Books]>([
    ['new', books(fresh)],
    ['held', books(held)],
    ['being captured', books({ ...held, capture: operation, capturing: 3_300 })],
    ['captured', books(captured)],
    [
      'captured in parts, with a rest that is held',
      books({ ...captured, status: 'partially_captured', captured: 1_000, partly: true, inParts: true }),
    ],
    ['of nothing', books({ ...fresh, status: 'not_required' })],
    ['void', books({ ...held, status: 'voided' })],
    ['void, and never tried', books({ ...fresh, status: 'voided', closed: operation })],
    ['disputed', books({ ...captured, status: 'disputed', dispute })],
    [
      'given back',
      books({ ...captured, status: 'refunded', refunded: 3_300 }, { refunds: [refund('succeeded', 3_300)] }),
    ],
    [
      'given back in parts',
      books(
        { ...captured, status: 'partially_refunded', refunded: 300, refunding: 3_000 },
        { refunds: [refund('succeeded', 300), refund('pending', 3_000), refund('failed', 50)] },
      ),
    ],
    ['held by gift cards', books({ ...held, attempt: undefined, giftCards: asked })],
    ['captured of a gift card and a card', books(both)],
    [
      'given back to both',
      books(
        {
          ...both,
          status: 'partially_refunded',
          refunded: 1_500,
          giftCards: { ...giftCards, refunded: 200 },
        },
        { refunds: [{ ...refund('succeeded', 1_500), ofGiftCards: 200 }] },
      ),
    ],
    [
      'being given back to both',
      books(
        { ...both, refunding: 1_500, giftCards: { ...giftCards, refunding: 200 } },
        { refunds: [{ ...refund('pending', 1_500), ofGiftCards: 200 }] },
      ),
    ],
    [
      'held by gift cards of an order that has ended',
      books({ ...held, closed: operation, giftCards: asked }),
    ],
    [
      'void, without its gift cards',
      books({ ...held, status: 'voided', closed: operation, giftCards: { ...asked, released: true } }),
    ],
    ['held on a saved card', books({ ...held, attempt: bySaved('cus_1') })],
    ['declined for want of a saved card', books({ ...fresh, status: 'failed', attempt: bySaved(undefined) })],
    ['waiting at a store', books({ ...fresh, status: 'requires_action', outside: store })],
    ['paid from outside', books(invoiced, { transactions: [received] })],
    [
      'paid from outside, with some given back',
      books(
        { ...invoiced, status: 'partially_refunded', received: 3_600, unapplied: 200, refunded: 300 },
        { transactions: [{ ...received, amount: 3_600 }, returned(400, 300)] },
      ),
    ],
  ])('hold for one that is %s', (_, sound) => {
    expect(violations(sound)).toEqual([])
  })

  it.each<[string, Books]>([
    ['amounts are not negative', books({ ...captured, refunding: -1 })],
    ['amounts are not negative', books({ ...captured, unapplied: -1 })],
    ['captured and what is being captured are at most', books({ ...captured, captured: 3_301 })],
    [
      'captured and what is being captured are at most',
      books({ ...captured, capturing: 1, capture: operation }),
    ],
    [
      'refunded and what is being refunded are at most',
      books(
        { ...captured, refunded: 3_000, refunding: 301 },
        { refunds: [refund('succeeded', 3_000), refund('pending', 301)] },
      ),
    ],
    ['what is refunded is the sum', books({ ...captured, refunded: 1 })],
    ['what is refunded is the sum', books(captured, { refunds: [refund('succeeded', 1)] })],
    ['what is being refunded is the sum', books({ ...captured, refunding: 1 })],
    ['money is held or taken only by an attempt', books({ ...captured, attempt: undefined })],
    ['gift cards give back at most', books({ ...both, giftCards: { ...giftCards, refunded: 2_001 } })],
    ['gift cards give back at most', books({ ...both, giftCards: { ...giftCards, refunding: -1 } })],
    ['gift cards give back at most', books({ ...both, giftCards: { ...giftCards, captured: 2_001 } })],
    [
      'gift cards give back at most',
      books({ ...both, giftCards: { ...giftCards, refunded: 1_500, refunding: 501 } }),
    ],
    [
      'a card gives back at most',
      books({ ...both, refunded: 199, giftCards: { ...giftCards, refunded: 200 } }),
    ],
    ['a card gives back at most', books({ ...both, refunded: 1_000, refunding: 301 })],
    ['a card gives back at most', books({ ...both, status: 'partially_refunded', refunded: 1_301 })],
    ['a card gives back at most', books({ ...both, captured: 1_999 })],
    ['what gift cards give back is', books({ ...both, giftCards: { ...giftCards, refunded: 1 } })],
    ['what gift cards give back is', books({ ...both, giftCards: { ...giftCards, refunding: 1 } })],
    [
      'what has ended without gift cards',
      books({ ...held, status: 'voided', closed: operation, giftCards: asked }),
    ],
    [
      'what has ended without gift cards',
      books({ ...held, status: 'failed', closed: operation, giftCards: asked }),
    ],
    ['what was captured holds no more', books({ ...both, giftCards: { ...giftCards, released: undefined } })],
    ['a card and a way outside', books({ ...held, outside: invoice })],
    ['what came is the sum', books({ ...invoiced, received: 3_301 }, { transactions: [received] })],
    ['what came has paid, waits', books({ ...invoiced, unapplied: 1 }, { transactions: [received] })],
    ['what came has paid, waits', books({ ...fresh, unapplied: 1 })],
    ['a saved card holds money only', books({ ...held, attempt: bySaved(undefined) })],
    [
      'a delayed payment has its reference',
      books({ ...fresh, status: 'requires_action', outside: { ...store, reference: undefined } }),
    ],
    ['what costs nothing holds nothing', books({ ...held, status: 'not_required', attempt: undefined })],
    [
      'what costs nothing holds nothing',
      books({ ...fresh, attempt: captured.attempt, status: 'not_required' }),
    ],
    ['an open dispute holds captured money', books({ ...held, dispute })],
    ['a rest is held only of', books({ ...captured, captured: 1_000, partly: true })],
    ['a rest is held only of', books({ ...held, partly: true, inParts: true })],
    ['a rest is held only of', books({ ...captured, partly: true, inParts: true })],
    ['what was captured in parts has', books({ ...captured, status: 'partially_captured' })],
    ['captured money has a status of its own', books({ ...captured, status: 'authorized' })],
    ['captured money has a status of its own', books({ ...fresh, status: 'captured' })],
    ['what is being captured has an operation', books({ ...held, capturing: 1 })],
    ['what is disputed has its dispute', books({ ...captured, status: 'disputed' })],
    ['a void leaves nothing taken', books({ ...captured, status: 'voided' })],
    ['a void leaves nothing taken', books({ ...held, status: 'voided', capturing: 1, capture: operation })],
    ['what was never tried and is void', books({ ...fresh, status: 'voided' })],
  ])('are broken: %s (%#)', (rule, unsound) => {
    expect(violations(unsound).filter((violation) => violation.startsWith(rule))).toHaveLength(1)
  })

  it('tell the payment with its figures', () => {
    const figures = '3300 authorized, 3300 captured (0 on the way), 1 refunded (0 on the way)'
    expect(violations(books({ ...captured, refunded: 1 })).join()).toContain(figures)
    expect(violations(books({ ...captured, refunded: 1 })).join()).toMatch(/0 transactions$/)
  })
})
