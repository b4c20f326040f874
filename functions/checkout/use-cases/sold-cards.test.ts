import { describe, expect, it } from 'vitest'
import { orderGiftCardsBought } from '#contexts/orders/contract/events.ts'
import { envelope } from '#shared/events.ts'
import { giftCardId, orderId, sku } from '#shared/ids.ts'
import { currency, of } from '#shared/money.ts'
import { makeMemoryStore } from '#shared/store/memory-store.ts'
import { makeTestPersonal } from '#shared/testing-personal.ts'
import { entryOf, makeGiftCardRepository } from '../adapters/gift-card-repository.ts'
import { readSoldUnits } from '../adapters/order-card-items.ts'
import { giftCardSold } from '../contract/events.ts'
import { giftCardIdOf } from '../contract/gift-card-code.ts'
import { cardViolations } from '../domain/invariants.ts'
import { makeHoldGiftCards } from './hold-gift-cards.ts'
import { makeIssueSoldCards } from './issue-sold-cards.ts'
import { makeListGiftCards } from './read-gift-card.ts'
import { CAUSE, ids, NOW, received } from './testing.ts'
import { makeVoidGiftCard } from './void-gift-card.ts'
import { makeWithdrawGiftCards } from './withdraw-gift-cards.ts'

const JPY = currency.parse('JPY')
const CARD = sku.parse('CARD')
const ORDER = orderId.parse(`ord_${'1'.padStart(26, '0')}`)
const OTHER_ORDER = orderId.parse(`ord_${'2'.padStart(26, '0')}`)
const customer = { name: 'Hanako', email: 'hanako@example.com' }

const bought = (quantity: number) => ({
  ...received(orderGiftCardsBought, {
    ...{ orderId: ORDER, number: '7KQ2M9XD', locale: 'ja' },
    lines: [{ sku: CARD, name: 'Gift card', quantity, unitPrice: of(3_000, JPY) }],
  }),
  personal: { customer },
})

function givenShop() {
  let drawn = 0
  const deps = {
    ...{ store: makeMemoryStore(), clock: { now: () => NOW }, ids, personal: makeTestPersonal() },
    random: (below: number) => {
      drawn += 7
      return drawn % below
    },
  }
  const cards = makeGiftCardRepository(deps)
  const withdraw = makeWithdrawGiftCards(deps)
  const units = () => readSoldUnits(deps.store, ORDER)
  const issuedIds = async () => (await units()).flatMap(({ giftCardId }) => giftCardId ?? [])
  return {
    deps,
    units,
    issuedIds,
    issue: makeIssueSoldCards(deps),
    withdraw: (givenBack: number, of = 3, isChargedBack = false) =>
      withdraw({ orderId: ORDER, lines: [{ sku: CARD, bought: of, givenBack }], isChargedBack }),
    async loaded() {
      return Promise.all((await issuedIds()).map((id) => cards.load(id)))
    },
    /** Another order holds so much of one of them. */
    async spend(place: number, amount = 100) {
      const id = (await issuedIds())[place]
      if (!id) throw new Error('there is no such card')
      return makeHoldGiftCards(deps)({
        ...{
          orderId: OTHER_ORDER,
          holdId: `op_${place}`,
          startedAt: NOW.toISOString(),
          currency: JPY,
          amount,
        },
        giftCards: [id],
      })
    },
    /** What was told of cards that were sold, opened as their buyer's mail opens it. */
    told: () =>
      Promise.all(
        deps.store
          .all()
          .flatMap(({ event }) => (event ? [envelope.parse(event)] : []))
          .flatMap(({ type, data, personal }) =>
            type === giftCardSold.type && personal
              ? [deps.personal.open(personal, giftCardSold.personal).then((who) => ({ data, who }))]
              : [],
          ),
      ),
    async broken() {
      const all = await Promise.all(
        (await issuedIds()).map(async (id) => {
          const card = await cards.load(id)
          if (!card) return [`${id} is gone`]
          const { events } = await cards.entries(id)
          return cardViolations({ card, entries: events.map(entryOf), holds: await cards.holds(id) })
        }),
      )
      return all.flat()
    },
  }
}

async function givenIssued(quantity = 3) {
  const shop = givenShop()
  await shop.issue(bought(quantity))
  return shop
}

describe('gift cards that an order bought', () => {
  it('are issued once each, however often that is heard, and their codes are for their buyer alone', async () => {
    const shop = givenShop()
    const event = bought(2)
    await Promise.all([shop.issue(event), shop.issue(event)])
    await shop.issue(event)
    expect(await shop.loaded()).toMatchObject([
      { issued: 3_000, available: 3_000, status: 'active', sold: { orderId: ORDER, sku: CARD, unit: 1 } },
      { issued: 3_000, available: 3_000, status: 'active', sold: { orderId: ORDER, sku: CARD, unit: 2 } },
    ])
    const told = await shop.told()
    expect(told.map(({ who }) => giftCardIdOf(who?.code ?? ''))).toEqual(
      told.map(({ data }) => giftCardSold.data.parse(data).giftCardId),
    )
    expect(told.map(({ who }) => who?.customer)).toEqual([customer, customer])
    const kept = JSON.stringify(shop.deps.store.all())
    for (const { who } of told) {
      expect(kept).not.toContain(who?.code)
      expect(kept).not.toContain(who?.code.replaceAll('-', ''))
    }
    expect(await shop.broken()).toEqual([])
  })

  it('are issued but for those that were given back before', async () => {
    const shop = givenShop()
    expect(await shop.withdraw(2)).toEqual({ outcome: 'withdrawn' })
    await shop.issue(bought(3))
    expect((await shop.loaded()).map((card) => card?.sold?.unit)).toEqual([3])
  })
})

describe('the gift cards of an order', () => {
  it('are those that it bought, by pages, and those that it is paid with', async () => {
    const shop = await givenIssued()
    await shop.spend(0)
    await shop.spend(0)
    const list = makeListGiftCards(shop.deps)
    const first = await list({ orderId: ORDER, limit: 2 })
    const rest = await list({ orderId: ORDER, limit: 2, cursor: first.nextCursor ?? undefined })
    expect([...first.items, ...rest.items].map(({ id, boughtBy }) => [id, boughtBy])).toEqual(
      (await shop.issuedIds()).map((id) => [id, ORDER]),
    )
    expect(rest.nextCursor).toBeNull()
    const [used] = await shop.issuedIds()
    expect(await list({ orderId: OTHER_ORDER, limit: 20 })).toMatchObject({
      items: [{ id: used, boughtBy: ORDER, held: of(100, JPY) }],
      nextCursor: null,
    })
  })

  it('that never paid, as another order was faster, are not among them', async () => {
    const shop = await givenIssued(1)
    await shop.withdraw(1, 1)
    await shop.spend(0)
    expect((await makeListGiftCards(shop.deps)({ orderId: OTHER_ORDER, limit: 20 })).items).toEqual([])
  })
})

describe('gift cards that are given back', () => {
  it('are voided, so many as are given back in all, however often that is asked', async () => {
    const shop = await givenIssued()
    for (let times = 0; times < 2; times += 1)
      expect(await shop.withdraw(1)).toEqual({ outcome: 'withdrawn' })
    expect((await shop.loaded()).map((card) => card?.status)).toEqual(['voided', 'active', 'active'])
    expect(await shop.withdraw(3)).toEqual({ outcome: 'withdrawn' })
    expect((await shop.loaded()).map((card) => card?.voided)).toEqual([3_000, 3_000, 3_000])
    expect(await shop.broken()).toEqual([])
  })

  it('are those that are unspent; where there are too few, none is voided, and it is said how many can be', async () => {
    const shop = await givenIssued()
    await shop.spend(0)
    expect(await shop.withdraw(3)).toEqual({ outcome: 'spent', sku: CARD, unspent: 2 })
    expect((await shop.loaded()).map((card) => card?.status)).toEqual(['active', 'active', 'active'])
    expect(await shop.withdraw(2)).toEqual({ outcome: 'withdrawn' })
    expect((await shop.loaded()).map((card) => card?.status)).toEqual(['active', 'voided', 'voided'])
  })

  it('are voided as far as they are unspent where they are charged back, and never issued later', async () => {
    const shop = await givenIssued(2)
    await shop.spend(0)
    for (let times = 0; times < 2; times += 1)
      expect(await shop.withdraw(3, 3, true)).toEqual({ outcome: 'spent', sku: CARD, unspent: 2 })
    await shop.issue(bought(3))
    expect((await shop.loaded()).map((card) => card?.status)).toEqual(['active', 'voided'])
    expect(await shop.broken()).toEqual([])
  })

  it('are voided once each, when the same is asked at once: 20 times', async () => {
    for (let round = 0; round < 20; round += 1) {
      const shop = await givenIssued()
      await Promise.all([shop.withdraw(1), shop.withdraw(1), shop.withdraw(2)])
      const active = (await shop.loaded()).filter((card) => card?.status === 'active')
      expect(active).toHaveLength(1)
      expect(await shop.broken()).toEqual([])
    }
  })

  it('are not those that staff have voided after they had paid for something', async () => {
    const shop = await givenIssued(1)
    await shop.spend(0)
    const [id = ''] = await shop.issuedIds()
    await makeVoidGiftCard(shop.deps)({
      ...{
        id: giftCardId.parse(id),
        reason: 'lost',
        idempotencyKey: 'void-1',
        requestHash: '',
        cause: CAUSE,
      },
    })
    expect(await shop.withdraw(1, 1)).toEqual({ outcome: 'spent', sku: CARD, unspent: 0 })
  })

  it('or pay, never both, when it is asked at once: 20 times', async () => {
    for (let round = 0; round < 20; round += 1) {
      const shop = await givenIssued(1)
      const [given, held] = await Promise.all([shop.withdraw(1, 1), shop.spend(0)])
      const isBack = given.outcome === 'withdrawn'
      expect([isBack, held.outcome]).toEqual([isBack, isBack ? 'declined' : 'held'])
      expect(await shop.broken()).toEqual([])
    }
  })

  it('while they are issued are issued and voided, or never issued: 20 times', async () => {
    for (let round = 0; round < 20; round += 1) {
      const shop = givenShop()
      const [given] = await Promise.all([shop.withdraw(1), shop.issue(bought(3))])
      expect(given).toEqual({ outcome: 'withdrawn' })
      expect(await shop.units()).toHaveLength(3)
      const active = (await shop.loaded()).filter((card) => card?.status === 'active')
      expect(active).toHaveLength(2)
    }
  })
})
