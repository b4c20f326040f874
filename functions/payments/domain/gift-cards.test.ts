import { describe, expect, it } from 'vitest'
import { customerId, giftCardId } from '#shared/ids.ts'
import type { PaymentWish } from '../contract/types.ts'
import { captured, fresh, operation } from './captured-payment.fixtures.ts'
import {
  authorizeByGiftCards,
  close,
  refuseTooLittle,
  startAttempt,
  startCapture,
  startRenewal,
  wantsAnotherMethod,
} from './decide.ts'
import { evolve } from './evolve.ts'
import type { Fact } from './facts.ts'
import {
  askGiftCards,
  giftCardNews,
  isAsked,
  keepsGiftCards,
  noteGiftCards,
  refundOfGiftCards,
  usedOf,
} from './gift-cards.ts'
import { type GatewayPayment, observe } from './observe.ts'
import {
  coveredByGiftCards,
  type GiftCards,
  kindOf,
  type Payment,
  shareOfCard,
  payment as storedPayment,
} from './payment.ts'

const NOW = '2026-11-20T03:00:00.000Z'
const ONE = giftCardId.parse(`gft_${'1'.padStart(26, '0')}`)
const OTHER = giftCardId.parse(`gft_${'2'.padStart(26, '0')}`)
const later = { id: 'op_2', startedAt: '2026-11-20T04:00:00Z' }
const attempt = { operation: later, paymentMethodId: 'pm_card', amount: 1_300 }

/** Two gift cards are asked for 3,300 yen. */
const asked: GiftCards = {
  ...{ operation, ids: [ONE, OTHER], due: 3_300 },
  ...{ captured: 0, refunded: 0, refunding: 0 },
}
const parts = [
  { giftCardId: ONE, amount: 500 },
  { giftCardId: OTHER, amount: 1_500 },
]
const refused: GiftCards = { ...asked, refused: 'gift_card_used_up' }
const released: GiftCards = { ...asked, parts, released: true }
const waiting: Payment = { ...fresh, giftCards: asked }
/** They hold 2,000, and nothing else is chosen. */
const covered: Payment = { ...fresh, giftCards: { ...asked, parts } }
/** A card holds the other 1,300. */
const both: Payment = { ...covered, status: 'authorized', attempt, authorized: 3_300 }
/** They hold all of it. */
const alone: Payment = {
  ...fresh,
  status: 'authorized',
  authorized: 2_000,
  giftCards: { ...asked, due: 2_000, parts },
}
const bothTaken: Payment = {
  ...both,
  status: 'captured',
  captured: 3_300,
  giftCards: { ...released, captured: 2_000 },
}

const byCards = (...giftCards: GiftCards['ids']): PaymentWish => ({ kind: 'gift_card', giftCards })
const byCard = (...giftCards: GiftCards['ids']): PaymentWish => ({
  kind: 'card',
  paymentMethodId: 'pm_card',
  giftCards,
})
const then = (payment: Payment, ...facts: Fact[]): Payment => facts.reduce(evolve, payment)

describe('a wish', () => {
  it.each<[string, Payment, PaymentWish, boolean]>([
    ['for the same cards', covered, byCards(ONE, OTHER), true],
    ['for the same cards beside a card', covered, byCard(ONE, OTHER), true],
    ['for one of them', covered, byCards(ONE), false],
    ['for one more', { ...covered, giftCards: { ...asked, ids: [ONE] } }, byCards(ONE, OTHER), false],
    ['for another', { ...covered, giftCards: { ...asked, ids: [ONE] } }, byCards(OTHER), false],
    ['for the same cards in another order', covered, byCards(OTHER, ONE), false],
    ['for a card alone', covered, byCard(), false],
    ['for a link', covered, { kind: 'link' }, true],
    ['for an invoice', covered, { kind: 'offline', method: 'invoice' }, false],
    ['to pay at a store', covered, { kind: 'delayed', method: 'store' }, false],
    ['for nothing to pay', covered, { kind: 'none' }, false],
    ['for an invoice where there are none', fresh, { kind: 'offline', method: 'invoice' }, true],
    ['to pay at a store where there are none', fresh, { kind: 'delayed', method: 'store' }, true],
    ['for nothing to pay where there are none', fresh, { kind: 'none' }, true],
    ['for a card alone where they were refused', { ...fresh, giftCards: refused }, byCard(), true],
    ['for a card alone where they were let go', { ...fresh, giftCards: released }, byCard(), true],
    ['for those that were refused', { ...fresh, giftCards: refused }, byCards(ONE, OTHER), false],
    ['for those that were let go', { ...fresh, giftCards: released }, byCards(ONE, OTHER), false],
  ])('%s leaves gift cards as they are, or does not (%#)', (_, payment, wish, keeps) => {
    expect(keepsGiftCards(payment, wish)).toBe(keeps)
  })

  const ask = { type: 'gift_cards_asked', operation: later, ids: [OTHER], due: 3_300 }
  const leave = { type: 'gift_cards_left' }
  it.each<[string, Payment, PaymentWish, object[]]>([
    ['asks for the first cards', fresh, byCards(OTHER), [ask]],
    ['leaves those before, and asks for others', covered, byCards(OTHER), [leave, ask]],
    ['leaves them for another way', covered, { kind: 'none' }, [leave]],
    ['asks anew after a refusal', { ...fresh, giftCards: refused }, byCards(OTHER), [ask]],
    ['changes nothing for the same cards', covered, byCards(ONE, OTHER), []],
    ['changes nothing for a link', covered, { kind: 'link' }, []],
    ['changes nothing once money is held', both, byCards(OTHER), []],
    ['changes nothing after the end', { ...covered, closed: operation }, byCards(OTHER), []],
  ])('%s', (_, payment, wish, facts) => {
    expect(askGiftCards(payment, wish, later, 3_300)).toEqual(facts)
  })

  it('for other gift cards is one for another method, also with the same card', () => {
    const declined: Payment = { ...both, status: 'failed', authorized: 0 }
    expect(wantsAnotherMethod(declined, byCard(ONE, OTHER))).toBe(false)
    expect(wantsAnotherMethod(declined, byCard(ONE))).toBe(true)
  })
})

describe('what checkout answers', () => {
  it.each<[string, Payment, boolean]>([
    ['where cards were asked for', waiting, true],
    ['not where none were', fresh, false],
    ['not after the end', { ...waiting, closed: operation }, false],
    ['not once they are held', covered, false],
    ['not once they are refused', { ...fresh, giftCards: refused }, false],
    ['not once they are let go', { ...fresh, giftCards: { ...asked, released: true } }, false],
  ])('is waited for %s', (_, payment, isWaited) => {
    expect(isAsked(payment)).toBe(isWaited)
  })

  it('is what they hold, or why they do not', () => {
    expect(noteGiftCards(waiting, 'op_1', { outcome: 'held', parts })).toEqual([
      { type: 'gift_cards_held', parts },
    ])
    expect(noteGiftCards(waiting, 'op_1', { outcome: 'declined', code: 'gift_card_used_up' })).toEqual([
      { type: 'gift_cards_refused', gatewayCode: 'gift_card_used_up' },
    ])
  })

  it('says nothing of other cards, nor twice, nor of none', () => {
    const answer = { outcome: 'held', parts } as const
    expect(noteGiftCards(waiting, 'op_2', answer)).toEqual([])
    expect(noteGiftCards(covered, 'op_1', answer)).toEqual([])
    expect(noteGiftCards(fresh, 'op_1', answer)).toEqual([])
  })
})

describe('a fact changes gift cards', () => {
  it('that are asked for: whatever was tried before is gone', () => {
    const before: Payment = { ...fresh, status: 'failed', attempt, gatewayCode: 'card_declined' }
    const fact: Fact = { type: 'gift_cards_asked', operation, ids: [ONE, OTHER], due: 3_300 }
    expect(evolve(before, fact)).toEqual({ ...waiting, attempt: undefined })
  })

  it('that are held', () => {
    expect(evolve(waiting, { type: 'gift_cards_held', parts })).toEqual(covered)
  })

  it('that are refused: the payment has failed', () => {
    const fact = { type: 'gift_cards_refused', gatewayCode: 'gift_card_used_up' } as const
    expect(evolve(waiting, fact)).toEqual({
      ...waiting,
      status: 'failed',
      gatewayCode: 'gift_card_used_up',
      giftCards: refused,
    })
  })

  it('that are left', () => {
    expect(evolve(covered, { type: 'gift_cards_left' }).giftCards).toEqual(released)
    expect(evolve(fresh, { type: 'gift_cards_left' })).toEqual(fresh)
  })

  it('that pay alone: no card is of use', () => {
    const declined: Payment = { ...covered, status: 'failed', attempt, gatewayCode: 'card_declined' }
    expect(evolve(declined, { type: 'card_not_needed' })).toEqual({ ...covered, attempt: undefined })
  })

  it('that pay all that is due by now: the card is let go', () => {
    const ending: Payment = { ...both, captureBefore: NOW, inParts: true }
    expect(evolve(ending, { type: 'card_left', operation })).toEqual({
      ...both,
      attempt: { ...attempt, abandoned: operation },
      authorized: 2_000,
    })
  })

  it('beside a card: what is authorized is of both', () => {
    const held = { type: 'authorized', amount: 1_300, at: NOW } as const
    const started = then(covered, { type: 'attempt_started', attempt })
    expect(evolve(started, { ...held, captureBefore: undefined, riskLevel: undefined }).authorized).toBe(
      3_300,
    )
  })

  it('when a card is captured: they have paid all that they hold', () => {
    expect(evolve(both, { type: 'captured', amount: 1_300 })).toEqual(bothTaken)
    expect(evolve(both, { type: 'captured', amount: 300 })).toMatchObject({
      captured: 2_300,
      giftCards: { captured: 2_000, released: true },
    })
  })

  it('that pay alone, so much', () => {
    expect(evolve(alone, { type: 'captured', amount: 0, ofGiftCards: 600 })).toMatchObject({
      status: 'captured',
      captured: 600,
      giftCards: { captured: 600, released: true },
    })
    expect(evolve(alone, { type: 'captured', amount: 0 })).toMatchObject({
      captured: 0,
      giftCards: { captured: 0 },
    })
  })

  it('to which a refund goes, and comes back from', () => {
    const part = { amount: 1_500, ofGiftCards: 200, refundId: 'r_1' }
    const moving = then(bothTaken, { type: 'refund_started', ...part })
    expect(moving).toMatchObject({ refunding: 1_500, giftCards: { refunding: 200, refunded: 0 } })
    const done = then(moving, { type: 'refunded', ...part })
    expect(done).toMatchObject({ refunded: 1_500, giftCards: { refunding: 0, refunded: 200 } })
    const returned = then(done, { type: 'refund_failed', ...part, was: 'succeeded' })
    expect(returned).toMatchObject({ refunded: 0, giftCards: { refunding: 0, refunded: 0 } })
    const failed = then(moving, { type: 'refund_failed', ...part, was: 'pending' })
    expect(failed).toMatchObject({ refunding: 0, giftCards: { refunding: 0, refunded: 0 } })
  })

  it.each<[string, Payment, Fact[], boolean | undefined]>([
    ['void', { ...both, closed: operation }, [{ type: 'voided' }], true],
    ['closed after it had failed', { ...covered, status: 'failed' }, [{ type: 'closed', operation }], true],
    ['void, but not at its end', both, [{ type: 'voided' }], undefined],
    [
      'failed, but not at its end',
      { ...covered, attempt },
      [{ type: 'declined', gatewayCode: 'x' }],
      undefined,
    ],
    ['closed, with money that is held', both, [{ type: 'closed', operation }], undefined],
  ])('of an order that is %s', (_, payment, facts, isReleased) => {
    expect(then(payment, ...facts).giftCards).toEqual({
      ...asked,
      parts,
      ...(isReleased ? { released: true } : {}),
    })
  })

  it('none of one that ends without any', () => {
    expect(then({ ...fresh, closed: operation }, { type: 'voided' })).not.toHaveProperty('giftCards')
  })
})

describe('gift cards decide', () => {
  const little: Fact[] = [{ type: 'declined', gatewayCode: 'gift_cards_too_little' }]
  const enough: Fact[] = [
    { type: 'card_not_needed' },
    { type: 'authorized', amount: 0, at: NOW, captureBefore: undefined, riskLevel: undefined },
  ]

  it.each<[string, Payment, Fact[], Fact[]]>([
    ['where nothing else is chosen', covered, enough, little],
    ['where that was said already', { ...covered, status: 'failed' }, enough, []],
    ['not beside a card', { ...covered, attempt }, [], []],
    ['not once money is held', both, [], []],
    ['not after the end', { ...covered, closed: operation }, [], []],
  ])('that they pay all of it, or too little: %s', (_, payment, authorized, declined) => {
    expect(authorizeByGiftCards(payment, NOW)).toEqual(authorized)
    expect(refuseTooLittle(payment)).toEqual(declined)
  })

  it('that no card is renewed where they pay all that is due', () => {
    const ending: Payment = { ...both, captureBefore: NOW }
    const wanted = { ...attempt, byPayer: true }
    expect(startRenewal(ending, { captureBefore: NOW, wanted: { ...wanted, amount: 0 } })).toEqual([
      { type: 'card_left', operation: later },
    ])
    expect(startRenewal(ending, { captureBefore: NOW, wanted: { ...wanted, amount: 1 } })).toEqual([
      { type: 'attempt_started', attempt: { ...wanted, amount: 1 } },
    ])
  })

  it('that a payment of theirs is void at once when the order ends, and one with a card is not', () => {
    expect(close(alone, operation)).toEqual([{ type: 'closed', operation }, { type: 'voided' }])
    expect(close(both, operation)).toEqual([{ type: 'closed', operation }])
  })

  it.each<[string, Payment, Parameters<typeof startCapture>[2], Fact[]]>([
    ['alone, all', alone, { due: 2_000 }, [{ type: 'captured', amount: 0, ofGiftCards: 2_000 }]],
    ['alone, what is due', alone, { due: 600 }, [{ type: 'captured', amount: 0, ofGiftCards: 600 }]],
    ['alone, nothing where nothing is due', alone, { due: 0 }, []],
    ['alone, nothing while more follows', alone, { due: 600, moreFollows: true }, []],
    [
      'first, and a card the rest',
      both,
      { due: 3_300 },
      [{ type: 'capture_started', operation, amount: 1_300 }],
    ],
    [
      'alone, and the card is let go',
      both,
      { due: 1_900 },
      [{ type: 'capture_started', operation: { ...operation, ofGiftCards: 1_900 }, amount: 0 }],
    ],
    ['nothing where nothing is due, and the card stays', both, { due: 0 }, []],
    ['nothing alone while more follows', both, { due: 1_900, moreFollows: true }, []],
    [
      'with the first part of a card',
      { ...both, inParts: true },
      { due: 2_300, moreFollows: true },
      [{ type: 'capture_started', operation: { ...operation, partly: true }, amount: 300 }],
    ],
    [
      'once: a later part is of the card',
      {
        ...both,
        ...{ status: 'partially_captured', captured: 2_300, partly: true, inParts: true },
        giftCards: { ...released, captured: 2_000 },
      },
      { due: 3_300 },
      [{ type: 'capture_started', operation, amount: 1_000 }],
    ],
    [
      'once: the rest of the card is let go where nothing more is due',
      {
        ...both,
        ...{ status: 'partially_captured', captured: 2_300, partly: true, inParts: true },
        giftCards: { ...released, captured: 2_000 },
      },
      { due: 2_300 },
      [{ type: 'capture_started', operation, amount: 0 }],
    ],
  ])('what is captured of them: %s', (_, payment, due, facts) => {
    expect(startCapture(payment, operation, due)).toEqual(facts)
  })
})

it('a saved card of whom the gateway knows nothing is declined, and nobody is asked', () => {
  const savedBy = customerId.parse(`cus_${'1'.repeat(26)}`)
  const saved = { ...attempt, savedBy }
  const started = (wanted: typeof saved & { gatewayCustomer?: string }) => ({
    type: 'attempt_started',
    attempt: wanted,
  })
  expect(startAttempt(fresh, saved)).toEqual([
    started(saved),
    { type: 'declined', gatewayCode: 'nothing_saved' },
  ])
  const known = { ...saved, gatewayCustomer: 'cus_1' }
  expect(startAttempt(fresh, known)).toEqual([started(known)])
})

it('the end of an authorization lets gift cards pay where they are to pay alone', () => {
  const gone: GatewayPayment = {
    ...{ id: 'pi_1', orderId: fresh.orderId, operationId: later.id, state: 'voided', amount: 1_300 },
    ...{ captured: 0, authorizedAt: undefined, captureBefore: undefined, gatewayCode: undefined },
    riskLevel: undefined,
  }
  const letting: Payment = { ...both, attempt: { ...attempt, gatewayId: 'pi_1' } }
  expect(observe({ ...letting, capture: { ...operation, ofGiftCards: 1_900 } }, gone, NOW)).toEqual([
    { type: 'captured', amount: 0, ofGiftCards: 1_900 },
  ])
  expect(observe(letting, gone, NOW)).toEqual([{ type: 'voided' }])
})

describe('the share of gift cards', () => {
  it('is what they hold, or what they have paid', () => {
    expect([fresh, waiting, covered, both].map(coveredByGiftCards)).toEqual([0, 0, 2_000, 2_000])
    expect(coveredByGiftCards({ ...fresh, giftCards: released })).toBe(0)
    expect(coveredByGiftCards(evolve(alone, { type: 'captured', amount: 0, ofGiftCards: 600 }))).toBe(600)
  })

  it('leaves the rest to the card', () => {
    const giftCards = { ...released, captured: 2_000, refunded: 150, refunding: 50 }
    expect(shareOfCard({ ...bothTaken, refunded: 1_200, refunding: 300, giftCards })).toEqual({
      captured: 1_300,
      refunded: 1_050,
      refunding: 250,
    })
    expect(shareOfCard(captured)).toEqual({ captured: 3_300, refunded: 0, refunding: 0 })
  })

  it.each([
    [bothTaken, 1_300, 0],
    [bothTaken, 1_000, 0],
    [bothTaken, 1_301, 1],
    [{ ...bothTaken, refunded: 200, refunding: 100 }, 1_500, 500],
    [captured, 3_300, 0],
  ])('of a refund is what the card has not to give (%#)', (payment, amount, ofGiftCards) => {
    expect(refundOfGiftCards(payment, amount)).toBe(ofGiftCards)
  })

  it.each<[string | undefined, Payment]>([
    ['gift_card', waiting],
    ['gift_card', alone],
    ['card_and_gift_card', both],
    ['card', { ...both, giftCards: refused }],
    ['gift_card', { ...both, attempt: { ...attempt, abandoned: later } }],
    ['card', { ...both, attempt: { ...attempt, abandoned: later }, giftCards: refused }],
    [undefined, { ...fresh, giftCards: refused }],
  ])('makes the payment one of kind %s (%#)', (kind, payment) => {
    expect(kindOf(payment)).toBe(kind)
  })

  it('is stored as it is', () => {
    const all: Payment = {
      ...bothTaken,
      giftCards: { ...released, refused: 'x', captured: 1, refunded: 2, refunding: 3 },
    }
    expect(storedPayment.parse(all)).toEqual(all)
  })
})

describe('checkout hears', () => {
  const used = (giftCards: GiftCards) => [
    expect.objectContaining({
      data: {
        orderId: fresh.orderId,
        holdId: giftCards.operation.id,
        startedAt: giftCards.operation.startedAt,
        cards: usedOf(giftCards),
      },
    }),
  ]
  const withCards = (giftCards: GiftCards | undefined): Payment => ({ ...fresh, giftCards })
  const anew: GiftCards = { ...asked, operation: later }

  it.each<[string, GiftCards | undefined, GiftCards | undefined, GiftCards[]]>([
    ['nothing where there are none', undefined, undefined, []],
    ['nothing of a wish', undefined, asked, []],
    ['nothing of what it answered itself', asked, { ...asked, parts }, []],
    ['nothing of what it refused itself', asked, refused, []],
    [
      'that some was captured',
      { ...asked, parts },
      { ...asked, parts, captured: 1 },
      [{ ...asked, parts, captured: 1 }],
    ],
    ['that some was given back', released, { ...released, refunded: 1 }, [{ ...released, refunded: 1 }]],
    ['that they are let go', { ...asked, parts }, released, [released]],
    ['nothing twice', released, released, []],
    ['nothing twice of a capture', { ...released, captured: 1 }, { ...released, captured: 1 }, []],
    ['that others take their place', { ...asked, parts }, anew, [released]],
    ['nothing of those that were let go before others came', released, anew, []],
    ['nothing of those that were refused before others came', refused, anew, []],
    ['that they are gone', { ...asked, parts }, undefined, [released]],
    ['of others what those have paid', released, { ...anew, captured: 1 }, [{ ...anew, captured: 1 }]],
    [
      'that others have paid as much',
      { ...released, captured: 1 },
      { ...anew, captured: 1 },
      [{ ...anew, captured: 1 }],
    ],
    [
      'of the first ones all that they did',
      undefined,
      { ...released, captured: 1, refunded: 1 },
      [{ ...released, captured: 1, refunded: 1 }],
    ],
    [
      'of the first ones that they gave back',
      undefined,
      { ...asked, refunded: 1 },
      [{ ...asked, refunded: 1 }],
    ],
    ['of the first ones that they are let go', undefined, released, [released]],
    ['nothing of refused ones, whatever they say', asked, { ...refused, released: true }, []],
  ])('%s', (_, before, after, heard) => {
    expect(giftCardNews(withCards(before), withCards(after))).toEqual(heard.flatMap(used))
  })

  it('of each card what it has paid and was given back, the first before the second', () => {
    expect(usedOf({ ...released, captured: 1_200, refunded: 600 })).toEqual([
      { giftCardId: ONE, captured: 500, refunded: 500, released: true },
      { giftCardId: OTHER, captured: 700, refunded: 100, released: true },
    ])
    expect(usedOf({ ...asked, parts, captured: 400 })).toEqual([
      { giftCardId: ONE, captured: 400, refunded: 0, released: false },
      { giftCardId: OTHER, captured: 0, refunded: 0, released: false },
    ])
    expect(usedOf(asked)).toEqual([
      { giftCardId: ONE, captured: 0, refunded: 0, released: false },
      { giftCardId: OTHER, captured: 0, refunded: 0, released: false },
    ])
  })
})
