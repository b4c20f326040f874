import { describe, expect, it } from 'vitest'
import { giftCardId, orderId } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import { type CardHold, type Entry, emptyCard, type GiftCard, moved } from './gift-card.ts'
import { type CardBooks, cardViolations } from './invariants.ts'

const order = orderId.parse(`ord_${'1'.padStart(26, '0')}`)
const empty = emptyCard({
  id: giftCardId.parse(`gft_${'1'.padStart(26, '0')}`),
  currency: currency.parse('JPY'),
  lastFour: '7WQC',
  issuedAt: '2026-11-20T01:00:00Z',
})
const entry = (kind: Entry['kind'], amount: number): Entry => ({ kind, amount, orderId: order })
const hold = (changes: Partial<CardHold>): CardHold => ({
  ...{
    id: 'op_1',
    orderId: order,
    startedAt: '2026-11-20T03:00:00Z',
    amount: 3_000,
    captured: 0,
    refunded: 0,
    released: false,
  },
  ...changes,
})

const LIFE = [entry('issued', 5_000), entry('held', 3_000), entry('captured', 2_000)]
const END = [...LIFE, entry('released', 1_000), entry('refunded', 500), entry('voided', 3_500)]

const books = (
  entries: readonly Entry[],
  holds: readonly CardHold[],
  card: Partial<GiftCard> = {},
): CardBooks => ({
  ...{ entries, holds },
  card: { ...entries.reduce(moved, empty), ...card },
})

const sound = books(LIFE, [hold({ captured: 2_000 })])

describe('the rules of a gift card', () => {
  it.each<[string, CardBooks]>([
    ['new', books(LIFE.slice(0, 1), [])],
    ['held', books(LIFE.slice(0, 2), [hold({})])],
    ['paid with in part', sound],
    ['given back and voided', books(END, [hold({ captured: 2_000, refunded: 500, released: true })])],
  ])('hold of one that is %s', (_, given) => {
    expect(cardViolations(given)).toEqual([])
  })

  it.each<[string, CardBooks]>([
    ['no amount of a gift card is below 0', books(LIFE, sound.holds, { available: -1 })],
    ['all that was issued is available, held, spent or voided', books(LIFE, sound.holds, { available: 1 })],
    ['the ledger of a gift card sums to its balances', { ...sound, entries: LIFE.slice(0, 2) }],
    ['money is put on a gift card once', books([entry('issued', 1), ...LIFE], sound.holds)],
    [
      'what is held of a gift card is what its holds have left',
      { ...sound, holds: [hold({ captured: 1_999 })] },
    ],
    ['what is spent of a gift card is what its holds paid and kept', { ...sound, holds: [] }],
    [
      'each hold of a gift card gave back at most what it paid, and paid at most what it held',
      books(LIFE, [hold({ captured: 2_000, refunded: 2_001 })]),
    ],
  ])('find what is planted: %s', (rule, given) => {
    expect(cardViolations(given).map((one) => one.slice(0, one.indexOf(': ')))).toContain(rule)
  })

  it('are each planted here', () => {
    expect(cardViolations.rules).toHaveLength(7)
  })
})
