import { describe, expect, it } from 'vitest'
import { paymentGiftCardsUsed } from '#contexts/payments/contract/events.ts'
import { type GiftCardId, giftCardId, orderId } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import { makeTestPersonal } from '#shared/testing-personal.ts'
import { givenGiftCards } from '#support/gift-cards-world.ts'
import { ids, NOW, received } from './testing.ts'

const JPY = currency.parse('JPY')
const order = (number: number) => orderId.parse(`ord_${String(number).padStart(26, '0')}`)
const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000).toISOString()

function givenCheckout() {
  const cards = givenGiftCards({
    ids,
    clock: { now: () => NOW },
    personal: makeTestPersonal(),
  })
  return {
    ...cards,
    card: (amount: number) => cards.issue(amount, JPY),
    hold: (giftCards: GiftCardId[], amount: number, more: Partial<Parameters<typeof cards.hold>[0]> = {}) =>
      cards.hold({
        ...{ orderId: order(1), holdId: 'op_1', startedAt: at(0), giftCards, amount, currency: JPY },
        ...more,
      }),
    used: (
      id: GiftCardId,
      use: { captured?: number; refunded?: number; released?: boolean },
      holdId = 'op_1',
    ) =>
      cards.hear([
        received(paymentGiftCardsUsed, {
          ...{ orderId: order(1), holdId, startedAt: at(0) },
          cards: [{ giftCardId: id, captured: 0, refunded: 0, released: false, ...use }],
        }),
      ]),
  }
}

describe('holding gift cards', () => {
  it('takes from one after the other what is needed', async () => {
    const world = givenCheckout()
    const cards = [await world.card(1_000), await world.card(2_000), await world.card(3_000)]
    const answer = await world.hold(cards, 2_500)
    expect(answer).toEqual({
      outcome: 'held',
      parts: [
        { giftCardId: cards[0], amount: 1_000 },
        { giftCardId: cards[1], amount: 1_500 },
      ],
    })
    expect(await world.hold(cards, 2_500)).toEqual(answer)
    expect(await Promise.all(cards.map(world.balance))).toEqual([
      { available: 0, held: 1_000, spent: 0 },
      { available: 500, held: 1_500, spent: 0 },
      { available: 3_000, held: 0, spent: 0 },
    ])
    expect(await world.broken()).toEqual([])
  })

  it('gives one balance to one of two orders that race for it', async () => {
    const world = givenCheckout()
    const card = await world.card(5_000)
    const answers = await Promise.all(
      [1, 2].map((number) => world.hold([card], 5_000, { orderId: order(number), holdId: `op_${number}` })),
    )
    expect(answers.map(({ outcome }) => outcome).toSorted()).toEqual(['declined', 'held'])
    expect(answers).toContainEqual({ outcome: 'declined', code: 'gift_card_used_up' })
    expect(await world.balance(card)).toEqual({ available: 0, held: 5_000, spent: 0 })
    expect(await world.broken()).toEqual([])
  })

  it('never holds more of a card than it has, whoever races for it', async () => {
    const world = givenCheckout()
    const card = await world.card(2_500)
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        world.hold([card], 1_000, { orderId: order(index), holdId: `op_${index}` }),
      ),
    )
    const held = answers.flatMap((one) => (one.outcome === 'held' ? one.parts : []))
    expect(held.map(({ amount }) => amount).toSorted()).toEqual([1_000, 1_000, 500].toSorted())
    expect(await world.balance(card)).toEqual({ available: 0, held: 2_500, spent: 0 })
    expect(await world.broken()).toEqual([])
  })

  it('lets go of what the order held before, as its payer has chosen anew', async () => {
    const world = givenCheckout()
    const card = await world.card(2_000)
    await world.hold([card], 2_000)
    const later = { holdId: 'op_2', startedAt: at(60) }
    expect(await world.hold([card], 1_500, later)).toMatchObject({
      outcome: 'held',
      parts: [{ amount: 1_500 }],
    })
    expect(await world.balance(card)).toEqual({ available: 500, held: 1_500, spent: 0 })
    await world.used(card, { released: true })
    expect(await world.balance(card)).toEqual({ available: 500, held: 1_500, spent: 0 })
    expect(await world.broken()).toEqual([])
  })

  it('holds nothing for what was asked earlier, and comes later', async () => {
    const world = givenCheckout()
    const card = await world.card(2_000)
    await world.hold([card], 2_000, { holdId: 'op_2', startedAt: at(60) })
    const late = { outcome: 'declined', code: 'gift_card_released' }
    expect(await world.hold([card], 2_000)).toEqual(late)
    expect(await world.balance(card)).toEqual({ available: 0, held: 2_000, spent: 0 })
    await world.used(card, { released: true }, 'op_3')
    expect(await world.hold([card], 2_000, { holdId: 'op_3', startedAt: at(90) })).toEqual(late)
    expect(await world.broken()).toEqual([])
  })

  it('holds none of several where one cannot pay, and no more under the same id', async () => {
    const world = givenCheckout()
    const good = await world.card(2_000)
    const unknown = giftCardId.parse(`gft_${'0'.repeat(26)}`)
    expect(await world.hold([good, unknown], 3_000)).toEqual({
      outcome: 'declined',
      code: 'gift_card_unknown',
    })
    expect(await world.balance(good)).toEqual({ available: 2_000, held: 0, spent: 0 })
    expect(await world.hold([good], 3_000)).toEqual({ outcome: 'declined', code: 'gift_card_released' })
    expect(await world.hold([good], 3_000, { holdId: 'op_2' })).toMatchObject({ outcome: 'held' })
  })

  it.each<[string, 'gift_card_voided' | 'gift_card_other_currency']>([
    ['voided', 'gift_card_voided'],
    ['of another currency', 'gift_card_other_currency'],
  ])('holds nothing of one that is %s', async (_, code) => {
    const world = givenCheckout()
    const card = await world.card(2_000)
    if (code === 'gift_card_voided') await world.voidCard(card)
    const wanted = code === 'gift_card_other_currency' ? { currency: currency.parse('USD') } : {}
    expect(await world.hold([card], 1_000, wanted)).toEqual({ outcome: 'declined', code })
    expect(await world.broken()).toEqual([])
  })
})

describe('what became of a hold', () => {
  it('is written on the card once, whatever comes twice or late', async () => {
    const world = givenCheckout()
    const card = await world.card(2_000)
    await world.hold([card], 1_500)
    await world.used(card, { captured: 1_200, released: true })
    expect(await world.balance(card)).toEqual({ available: 800, held: 0, spent: 1_200 })
    await world.used(card, { captured: 1_200, refunded: 700, released: true })
    await world.used(card, { captured: 1_200, refunded: 500, released: true })
    expect(await world.balance(card)).toEqual({ available: 1_500, held: 0, spent: 500 })
    expect(await world.broken()).toEqual([])
  })

  it('is refused where more was captured than is held', async () => {
    const world = givenCheckout()
    const card = await world.card(2_000)
    await world.hold([card], 1_500)
    await expect(world.used(card, { captured: 1_501 })).rejects.toThrow(RangeError)
    await world.used(card, { captured: 1_000, released: true })
    await expect(world.used(card, { captured: 1_001, released: true })).rejects.toThrow(RangeError)
    expect(await world.broken()).toEqual([])
  })

  it('pays from a card that was voided since, and what comes back waits on it', async () => {
    const world = givenCheckout()
    const card = await world.card(2_000)
    await world.hold([card], 1_500)
    await world.voidCard(card)
    await world.used(card, { captured: 1_000, released: true })
    expect(await world.balance(card)).toEqual({ available: 500, held: 0, spent: 1_000 })
    expect(await world.hold([card], 500, { holdId: 'op_2' })).toMatchObject({ code: 'gift_card_voided' })
    expect(await world.broken()).toEqual([])
  })

  it('passes by a card that there never was', async () => {
    const world = givenCheckout()
    await world.used(giftCardId.parse(`gft_${'0'.repeat(26)}`), { released: true })
    expect(world.deps.store.all()).toEqual([])
  })
})
