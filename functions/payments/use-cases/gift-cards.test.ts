import { describe, expect, it } from 'vitest'
import { hours } from '#shared/clock.ts'
import { type GiftCardId, giftCardId } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import { CARD_IN_PARTS, DECLINED_CARD, SECURE_CARD } from '#support/fake-gateway.ts'
import { CARD, givenPayments, JPY, OTHER_CARD, OTHER_ORDER } from '#support/payments-world.ts'

type World = ReturnType<typeof givenPayments>

const pay = (world: World, giftCards: GiftCardId[], paymentMethodId = CARD, amount = 3_300) =>
  world.pay({ kind: 'card', paymentMethodId, giftCards }, amount)

/** 2,000 of 3,300 by a gift card, the rest by a card. */
async function givenBoth(paymentMethodId = CARD) {
  const world = givenPayments()
  const card = await world.giftCard()
  const answer = await pay(world, [card], paymentMethodId)
  return { world, card, answer }
}

const atGateway = (world: World) =>
  world.gateway.payments().map(({ state, amount, captured, refunds }) => ({
    ...{ state, amount, captured },
    refunded: refunds.reduce((sum, one) => sum + one.amount, 0),
  }))

describe('a gift card and a card', () => {
  it('hold what is to be paid, the gift card first', async () => {
    const { world, card, answer } = await givenBoth()
    expect(answer).toMatchObject({
      outcome: 'authorized',
      payment: { status: 'authorized', authorized: 3_300 },
    })
    expect(answer.payment.kind).toBe('card_and_gift_card')
    expect(atGateway(world)).toMatchObject([{ state: 'authorized', amount: 1_300 }])
    expect(await world.balance(card)).toEqual({ available: 0, held: 2_000, spent: 0 })
    expect(await pay(world, [card])).toEqual(answer)
    expect(await world.broken()).toEqual([])
  })

  it('pay what is due, the gift card first', async () => {
    const { world, card } = await givenBoth()
    expect(await world.capture(3_000)).toMatchObject({
      outcome: 'captured',
      payment: { status: 'captured', captured: 3_000 },
    })
    expect(atGateway(world)).toMatchObject([{ state: 'captured', captured: 1_000 }])
    expect(await world.balance(card)).toEqual({ available: 0, held: 0, spent: 2_000 })
    expect(await world.broken()).toEqual([])
  })

  it('let the card go where the gift card pays all that is due', async () => {
    const { world, card } = await givenBoth()
    expect(await world.capture(1_200)).toMatchObject({
      outcome: 'captured',
      payment: { status: 'captured', captured: 1_200 },
    })
    expect(atGateway(world)).toMatchObject([{ state: 'voided', captured: 0 }])
    expect(await world.balance(card)).toEqual({ available: 800, held: 0, spent: 1_200 })
    expect(await world.broken()).toEqual([])
  })

  it('are captured together with the first part that a card pays, and in parts from there on', async () => {
    const { world, card } = await givenBoth(CARD_IN_PARTS)
    expect(await world.capturePart(1_500)).toMatchObject({ outcome: 'not_due', payment: { captured: 0 } })
    expect(await world.capturePart(2_400)).toMatchObject({
      outcome: 'captured',
      payment: { status: 'partially_captured', captured: 2_400, held: 900 },
    })
    expect(await world.balance(card)).toEqual({ available: 0, held: 0, spent: 2_000 })
    expect(await world.capture(3_000)).toMatchObject({ payment: { status: 'captured', captured: 3_000 } })
    expect(atGateway(world)).toMatchObject([{ state: 'captured', captured: 1_000 }])
    expect(await world.broken()).toEqual([])
  })

  it('are given back to, the card first up to what it paid', async () => {
    const { world, card } = await givenBoth()
    await world.capture()
    expect(await world.refund(1_000)).toMatchObject({ outcome: 'succeeded', payment: { refunded: 1_000 } })
    expect(await world.balance(card)).toEqual({ available: 0, held: 0, spent: 2_000 })
    expect(await world.refund(1_001)).toMatchObject({
      outcome: 'succeeded',
      payment: { status: 'partially_refunded', refunded: 2_001 },
    })
    expect(atGateway(world)).toMatchObject([{ refunded: 1_300 }])
    expect(await world.balance(card)).toEqual({ available: 701, held: 0, spent: 1_299 })
    expect(await world.refund(1_300)).toMatchObject({ outcome: 'refused' })
    expect(await world.refund(1_299)).toMatchObject({ payment: { status: 'refunded', refunded: 3_300 } })
    expect(await world.balance(card)).toEqual({ available: 2_000, held: 0, spent: 0 })
    expect(await world.broken()).toEqual([])
  })

  it('give nothing to the gift card where the gateway refuses the part of the card', async () => {
    const world = givenPayments({
      gateway: (real) => ({
        ...real,
        refund: async () => ({ outcome: 'refused', gatewayCode: 'charge_disputed' }),
      }),
    })
    const card = await world.giftCard()
    await pay(world, [card])
    await world.capture()
    expect(await world.refund(2_000)).toMatchObject({ outcome: 'refused', payment: { refunded: 0 } })
    expect(await world.balance(card)).toMatchObject({ spent: 2_000 })
    expect(await world.broken()).toEqual([])
  })

  it('are given back to once, also where the bank sends back the part of the card', async () => {
    const { world, card } = await givenBoth()
    await world.capture()
    await world.refund(2_000, 'ref_1')
    const [payment] = world.gateway.payments()
    const [refund] = payment?.refunds ?? []
    if (!payment || !refund) throw new Error('nothing was given back')
    world.gateway.change(payment.id, { refunds: [{ ...refund, state: 'failed' }] })
    await world.webhook({ about: 'money_back', gatewayId: payment.id })
    expect(await world.payment()).toMatchObject({ status: 'captured', refunded: 0 })
    expect(await world.balance(card)).toEqual({ available: 700, held: 0, spent: 1_300 })
    await world.refund(2_000, 'ref_2')
    expect(await world.payment()).toMatchObject({ status: 'partially_refunded', refunded: 2_000 })
    expect(await world.balance(card)).toEqual({ available: 700, held: 0, spent: 1_300 })
    expect(await world.broken()).toEqual([])
  })

  it('are let go together', async () => {
    const { world, card } = await givenBoth()
    expect(await world.void()).toMatchObject({ outcome: 'voided', payment: { status: 'voided' } })
    expect(atGateway(world)).toMatchObject([{ state: 'voided' }])
    expect(await world.balance(card)).toEqual({ available: 2_000, held: 0, spent: 0 })
    expect(await pay(world, [card])).toMatchObject({ outcome: 'already_voided' })
    expect(await world.balance(card)).toEqual({ available: 2_000, held: 0, spent: 0 })
  })

  it('are given back to where the order ends after it was paid', async () => {
    const { world, card } = await givenBoth()
    await world.capture()
    expect(await world.void()).toMatchObject({ outcome: 'voided', payment: { status: 'refunded' } })
    expect(atGateway(world)).toMatchObject([{ captured: 1_300, refunded: 1_300 }])
    expect(await world.balance(card)).toEqual({ available: 2_000, held: 0, spent: 0 })
    expect(await world.broken()).toEqual([])
  })

  it('tell staff what is of the gift card', async () => {
    const { world, card } = await givenBoth()
    await world.capture()
    await world.refund(1_500)
    const money = (amount: number) => ({ amount, currency: JPY })
    expect(await world.read()).toMatchObject({
      value: {
        kind: 'card_and_gift_card',
        captured: money(3_300),
        giftCards: {
          cards: [{ giftCardId: card, held: money(2_000) }],
          captured: money(2_000),
          refunded: money(200),
        },
      },
    })
  })
})

describe('a declined card', () => {
  it('leaves the gift card held for the order, so that another card pays the same rest', async () => {
    const { world, card, answer } = await givenBoth(DECLINED_CARD)
    expect(answer).toMatchObject({ outcome: 'declined', payment: { gatewayCode: 'insufficient_funds' } })
    expect(await world.balance(card)).toEqual({ available: 0, held: 2_000, spent: 0 })
    expect(await world.authorize(OTHER_CARD)).toMatchObject({ outcome: 'authorized' })
    expect(atGateway(world)).toMatchObject([{ state: 'voided' }, { state: 'authorized', amount: 1_300 }])
    expect(await world.broken()).toEqual([])
  })

  it('releases the gift card once the order ends', async () => {
    const { world, card } = await givenBoth(DECLINED_CARD)
    expect(await world.void()).toMatchObject({ outcome: 'voided', payment: { status: 'failed' } })
    expect(await world.balance(card)).toEqual({ available: 2_000, held: 0, spent: 0 })
  })

  it.each([DECLINED_CARD, SECURE_CARD])('releases the gift card, where it is left with %s', async (first) => {
    const { world, card } = await givenBoth(first)
    await world.pay({ kind: 'card', paymentMethodId: OTHER_CARD, giftCards: [] })
    expect(atGateway(world).at(-1)).toMatchObject({ state: 'authorized', amount: 3_300 })
    expect(await world.balance(card)).toEqual({ available: 2_000, held: 0, spent: 0 })
    expect(await world.broken()).toEqual([])
  })

  it('may be followed by other gift cards, the same one among them, before checkout has heard of it', async () => {
    const { world, card } = await givenBoth(DECLINED_CARD)
    const other = await world.giftCard(1_500)
    expect(await world.pay({ kind: 'gift_card', giftCards: [card, other] })).toMatchObject({
      outcome: 'authorized',
      payment: { kind: 'gift_card', authorized: 3_300 },
    })
    expect(await world.balance(card)).toEqual({ available: 0, held: 2_000, spent: 0 })
    expect(await world.balance(other)).toEqual({ available: 200, held: 1_300, spent: 0 })
    expect(await world.broken()).toEqual([])
  })
})

describe('an authorization that the gateway ends', () => {
  const ended = async (world: World) => {
    const [payment] = world.gateway.payments()
    if (!payment) throw new Error('no card was asked')
    const object = world.gateway.change(payment.id, { state: 'voided' })
    await world.webhook({ about: 'payment', object })
    return object
  }

  it('leaves the gift card held, so that another card pays the rest', async () => {
    const { world, card } = await givenBoth()
    await ended(world)
    expect(await world.payment()).toMatchObject({ status: 'voided' })
    expect(await world.balance(card)).toEqual({ available: 0, held: 2_000, spent: 0 })
    expect(await world.authorize(OTHER_CARD)).toMatchObject({ outcome: 'authorized' })
    expect(atGateway(world)).toMatchObject([{ state: 'voided' }, { state: 'authorized', amount: 1_300 }])
    expect(await world.broken()).toEqual([])
  })

  it('asks for no other card where the gift card pays all that is due by then', async () => {
    const { world, card } = await givenBoth()
    const object = await ended(world)
    expect(await world.authorize(OTHER_CARD, 1_500)).toMatchObject({
      outcome: 'authorized',
      payment: { kind: 'gift_card', authorized: 2_000 },
    })
    await world.webhook({ about: 'payment', object })
    expect(await world.capture(1_500)).toMatchObject({ outcome: 'captured' })
    expect(atGateway(world)).toMatchObject([{ state: 'voided' }])
    expect(await world.balance(card)).toEqual({ available: 500, held: 0, spent: 1_500 })
    expect(await world.broken()).toEqual([])
  })
})

describe('gift cards alone', () => {
  it('pay without a gateway, also where a card was named beside them', async () => {
    for (const kind of ['gift_card', 'card'] as const) {
      const world = givenPayments()
      const card = await world.giftCard(5_000)
      const wish = { giftCards: [card], paymentMethodId: CARD }
      const answer =
        kind === 'card' ? await world.pay({ kind, ...wish }) : await world.pay({ kind, giftCards: [card] })
      expect(answer).toMatchObject({
        outcome: 'authorized',
        payment: { kind: 'gift_card', status: 'authorized', authorized: 3_300 },
      })
      expect(await world.balance(card)).toEqual({ available: 1_700, held: 3_300, spent: 0 })
      expect(await world.authorize()).toMatchObject({ outcome: 'authorized' })
      expect(await world.capturePart(1_000)).toMatchObject({ outcome: 'not_due' })
      expect(await world.capture(3_000)).toMatchObject({ outcome: 'captured', payment: { captured: 3_000 } })
      expect(await world.balance(card)).toEqual({ available: 2_000, held: 0, spent: 3_000 })
      expect(await world.refund(1_000)).toMatchObject({ outcome: 'succeeded' })
      expect(await world.void()).toMatchObject({ outcome: 'voided' })
      expect(await world.balance(card)).toEqual({ available: 5_000, held: 0, spent: 0 })
      expect(world.gateway.payments()).toEqual([])
      expect(await world.broken()).toEqual([])
    }
  })

  it('are let go without a gateway', async () => {
    const world = givenPayments()
    const card = await world.giftCard(5_000)
    await world.pay({ kind: 'gift_card', giftCards: [card] })
    expect(await world.void()).toMatchObject({ outcome: 'voided', payment: { status: 'voided' } })
    expect(await world.balance(card)).toEqual({ available: 5_000, held: 0, spent: 0 })
    expect(await world.broken()).toEqual([])
  })

  it('that have too little are declined, and pay their part beside a card', async () => {
    const world = givenPayments()
    const card = await world.giftCard()
    const declined = await world.pay({ kind: 'gift_card', giftCards: [card] })
    expect(declined).toMatchObject({
      outcome: 'declined',
      payment: { status: 'failed', gatewayCode: 'gift_cards_too_little' },
    })
    expect(await world.pay({ kind: 'gift_card', giftCards: [card] })).toEqual(declined)
    expect(await world.authorize()).toMatchObject({ outcome: 'authorized', payment: { authorized: 3_300 } })
    expect(atGateway(world)).toMatchObject([{ amount: 1_300 }])
    expect(await world.broken()).toEqual([])
  })
})

describe('a gift card that cannot pay', () => {
  const declinedWith = async (world: World, giftCards: GiftCardId[]) => {
    expect(await pay(world, giftCards)).toMatchObject({ outcome: 'declined', payment: { status: 'failed' } })
    expect(world.gateway.payments()).toEqual([])
    expect(await world.broken()).toEqual([])
    return (await world.payment())?.gatewayCode
  }

  it('declines the payment, whatever card is beside it, and says why', async () => {
    const world = givenPayments()
    const good = await world.giftCard()
    const unknown = giftCardId.parse(`gft_${'0'.repeat(26)}`)
    expect(await declinedWith(world, [good, unknown])).toBe('gift_card_unknown')
    const dollars = await world.giftCards.issue(5_000, currency.parse('USD'))
    expect(await declinedWith(world, [dollars])).toBe('gift_card_other_currency')
    const voided = await world.giftCard(900)
    await world.giftCards.voidCard(voided)
    expect(await declinedWith(world, [voided])).toBe('gift_card_voided')
    const used = await world.giftCard(800)
    await world.giftCards.hold({
      ...{ orderId: OTHER_ORDER, holdId: 'op_other', startedAt: '2026-11-20T03:00:00.000Z' },
      ...{ giftCards: [used], amount: 800, currency: JPY },
    })
    expect(await declinedWith(world, [used])).toBe('gift_card_used_up')
    expect(await world.balance(good)).toEqual({ available: 2_000, held: 0, spent: 0 })
    expect(await world.authorize()).toMatchObject({ outcome: 'authorized', payment: { authorized: 3_300 } })
  })

  it('holds nothing for an order that ends while it is asked for', async () => {
    const world = givenPayments({
      checkout: ({ holdGiftCards }) => ({
        holdGiftCards: async (asked) => {
          await world.void()
          await world.broken()
          return holdGiftCards(asked)
        },
      }),
    })
    const card = await world.giftCard()
    expect(await pay(world, [card])).toMatchObject({ outcome: 'already_voided' })
    expect(await world.balance(card)).toEqual({ available: 2_000, held: 0, spent: 0 })
    expect(world.gateway.payments()).toEqual([])
    expect(await world.broken()).toEqual([])
  })
})

describe('renewing the authorization of a card beside a gift card', () => {
  async function givenRenewable() {
    const world = givenPayments()
    const card = await world.giftCard()
    await world.pay({ kind: 'card', paymentMethodId: CARD, renewable: true, giftCards: [card] })
    world.pass(hours(1))
    return { world, card }
  }

  it('asks the card for what the gift card leaves', async () => {
    const { world, card } = await givenRenewable()
    expect(await world.renew(3_000)).toMatchObject({ outcome: 'renewed', payment: { authorized: 3_000 } })
    expect(atGateway(world)).toMatchObject([{ state: 'voided' }, { state: 'authorized', amount: 1_000 }])
    await world.capture(3_000)
    expect(await world.balance(card)).toMatchObject({ spent: 2_000 })
    expect(await world.broken()).toEqual([])
  })

  it('lets the card go where the gift card pays all by now', async () => {
    const { world, card } = await givenRenewable()
    const first = await world.renew(1_900)
    expect(first).toMatchObject({ outcome: 'renewed', payment: { kind: 'gift_card', authorized: 2_000 } })
    expect(first.payment.captureBefore).toBeUndefined()
    expect(atGateway(world)).toMatchObject([{ state: 'voided' }])
    await world.capture(1_900)
    expect(await world.balance(card)).toEqual({ available: 100, held: 0, spent: 1_900 })
    expect(await world.broken()).toEqual([])
  })
})
