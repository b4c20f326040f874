import { describe, expect, it } from 'vitest'
import { giftCardId, orderId } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import {
  type CardHold,
  emptyCard,
  endedHold,
  type GiftCard,
  isUnspent,
  moved,
  settleHold,
  takeHold,
  voidCard,
} from './gift-card.ts'

const order = orderId.parse(`ord_${'1'.padStart(26, '0')}`)
const another = orderId.parse(`ord_${'2'.padStart(26, '0')}`)
const FIRST = '2026-11-20T03:00:00.000Z'
const LATER = '2026-11-20T03:00:00.001Z'

const card = moved(
  emptyCard({
    id: giftCardId.parse(`gft_${'1'.padStart(26, '0')}`),
    currency: currency.parse('JPY'),
    lastFour: '7WQC',
    issuedAt: FIRST,
  }),
  { kind: 'issued', amount: 5_000 },
)
const held = (card_: GiftCard, amount: number) => moved(card_, { kind: 'held', amount })
const hold = (changes: Partial<CardHold> = {}): CardHold => ({
  ...{ id: 'op_1', orderId: order, startedAt: FIRST, amount: 3_000 },
  ...{ captured: 0, refunded: 0, released: false, ...changes },
})
const asked = { id: 'op_2', orderId: order, startedAt: LATER, most: 4_000, currency: 'JPY' }

describe('a hold that is asked for', () => {
  it('is of what is asked, or of what is left', () => {
    expect(takeHold(card, [], asked)).toEqual({
      ...{ card, held: 4_000 },
      entries: [{ kind: 'held', amount: 4_000, orderId: order }],
      holds: [hold({ id: 'op_2', startedAt: LATER, amount: 4_000 })],
    })
    expect(takeHold(held(card, 3_000), [hold({ orderId: another })], asked)).toMatchObject({ held: 2_000 })
  })

  it('leaves to a card what a card can pay', () => {
    const inDinars = { ...card, currency: currency.parse('KWD'), available: 1_234 }
    expect(takeHold(inDinars, [], { ...asked, currency: 'KWD' })).toMatchObject({ held: 1_230 })
    expect(takeHold({ ...inDinars, available: 9 }, [], { ...asked, currency: 'KWD' })).toBe(
      'gift_card_used_up',
    )
  })

  it('stays as it is where it is there', () => {
    const known = hold({ id: 'op_2', amount: 1_000 })
    expect(takeHold(held(card, 1_000), [known], asked)).toMatchObject({ held: 1_000, entries: [], holds: [] })
  })

  it('lets go what the order held before, and nothing of others', () => {
    const before = [hold(), hold({ id: 'op_3', orderId: another, amount: 1_000 })]
    expect(takeHold(held(card, 4_000), before, asked)).toMatchObject({
      held: 4_000,
      entries: [
        { kind: 'released', amount: 3_000, orderId: order },
        { kind: 'held', amount: 4_000, orderId: order },
      ],
      holds: [hold({ released: true }), { id: 'op_2' }],
    })
  })

  it('that began in the same instant as the one before takes its place', () => {
    const asOld = { ...asked, startedAt: FIRST }
    expect(takeHold(held(card, 3_000), [hold()], asOld)).toMatchObject({ held: 4_000 })
  })

  it.each<[string, string, GiftCard, readonly CardHold[], object]>([
    ['was let go', 'gift_card_released', card, [hold({ id: 'op_2', released: true })], {}],
    [
      'is older than the one that is there',
      'gift_card_released',
      card,
      [hold({ startedAt: LATER })],
      { startedAt: FIRST },
    ],
    ['is of a voided card', 'gift_card_voided', voidCard(card, 'lost').card, [], {}],
    ['is in another currency', 'gift_card_other_currency', card, [], { currency: 'USD' }],
    ['finds nothing left', 'gift_card_used_up', held(card, 5_000), [], {}],
  ])('is refused where it %s', (_, refusal, of, holds, changes) => {
    expect(takeHold(of, holds, { ...asked, ...changes })).toBe(refusal)
  })
})

describe('what became of a hold', () => {
  it('is captured, and what is left of it let go, each as a movement of its order', () => {
    expect(settleHold(card, hold(), { captured: 2_000, refunded: 0, released: true })).toEqual({
      card,
      entries: [
        { kind: 'captured', amount: 2_000, orderId: order },
        { kind: 'released', amount: 1_000, orderId: order },
      ],
      holds: [hold({ captured: 2_000, released: true })],
    })
  })

  it('is written as what is new of it', () => {
    const before = hold({ captured: 1_000, refunded: 200 })
    const after = settleHold(card, before, { captured: 2_500, refunded: 700, released: false })
    expect(after?.entries).toEqual([
      { kind: 'captured', amount: 1_500, orderId: order },
      { kind: 'refunded', amount: 500, orderId: order },
    ])
  })

  it('changes nothing where it comes twice or late', () => {
    const before = hold({ captured: 2_000, refunded: 500, released: true })
    expect(settleHold(card, before, before)).toBeUndefined()
    expect(settleHold(card, before, { captured: 1_000, refunded: 0, released: false })).toBeUndefined()
  })

  it('is let go once, also where there was nothing left of it', () => {
    const spent = hold({ captured: 3_000 })
    expect(settleHold(card, spent, { captured: 3_000, refunded: 0, released: true })).toEqual({
      ...{ card, entries: [] },
      holds: [hold({ captured: 3_000, released: true })],
    })
  })

  it.each([
    ['more is captured than is held', hold(), { captured: 3_001, refunded: 0 }],
    ['more is given back than was captured', hold(), { captured: 100, refunded: 101 }],
    ['it is captured after it was let go', hold({ released: true }), { captured: 1, refunded: 0 }],
  ])('is a fault where %s', (_, before, use) => {
    expect(() => settleHold(card, before, { ...use, released: false })).toThrow(RangeError)
  })
})

it('a hold that was ended before it came holds nothing', () => {
  const ended = endedHold(asked)
  expect(ended).toEqual(hold({ id: 'op_2', startedAt: LATER, amount: 0, released: true }))
  expect(takeHold(card, [ended], asked)).toBe('gift_card_released')
})

it('a card is voided of what is available, once', () => {
  const { card: voided, entries } = voidCard(held(card, 1_000), 'lost')
  expect(voided.status).toBe('voided')
  expect(entries).toEqual([{ kind: 'voided', amount: 4_000, reason: 'lost' }])
  expect(voidCard(entries.reduce(moved, voided), 'lost').entries).toEqual([])
})

it.each([
  ['new', card, true],
  ['held', held(card, 1), false],
  ['spent in part', moved(held(card, 1), { kind: 'captured', amount: 1 }), false],
  ['voided', { ...card, status: 'voided' as const }, false],
])('a card that is %s counts as unspent: %o', (_, given, isSo) => {
  expect(isUnspent(given)).toBe(isSo)
})
