import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { orderId, promotionId } from '#shared/ids.ts'
import { readPromotionBooks } from '../adapters/redemption-items.ts'
import { promotion } from '../contract/promotions.ts'
import { promotionViolations } from '../domain/promotion-invariants.ts'
import { makeGenerateCodes, makePutPromotion, makeReadPromotion, makeRemovePromotion } from './promotions.ts'
import { makeRedeemPromotions, makeReleasePromotions } from './redeem-promotions.ts'
import { CAUSE, makeCommitDeps } from './testing.ts'

const SALE = promotionId.parse('sale')
const anOrder = (number: number) => orderId.parse(`ord_${String(number).padStart(26, '0')}`)

function makePromotions() {
  const deps = makeCommitDeps()
  const { store } = deps
  const put = makePutPromotion(deps)
  const redeem = makeRedeemPromotions({ store })
  const release = makeReleasePromotions({ store })
  const read = makeReadPromotion({ store })
  return {
    store,
    given: async (content: object, id = SALE) => {
      const whole = promotion.parse({ name: { en: 'Sale' }, kind: 'percentage', percent: 10, ...content })
      const known = await read(id)
      const result = await put(
        { id, promotion: whole, ifMatch: known.ok ? known.value.version : undefined },
        CAUSE,
      )
      if (!result.ok) throw new Error(result.detail)
    },
    remove: () => makeRemovePromotion(deps)({ id: SALE, ifMatch: undefined }, CAUSE),
    async code() {
      const made = await makeGenerateCodes({ ...deps, random: () => 7 })(
        { id: SALE, quantity: 1, uses: 1 },
        CAUSE,
      )
      return made.ok ? made.value.codes[0] : undefined
    },
    redeem: (order: number, by = 'anna', about: { code?: string | undefined; hasOrdered?: boolean } = {}) =>
      redeem({
        orderId: anOrder(order),
        promotions: [{ promotionId: SALE, ...(about.code ? { code: about.code } : {}) }],
        customerKeys: [by, `${by} before`],
        hasOrdered: about.hasOrdered ?? false,
      }),
    release: (order: number) => release({ orderId: anOrder(order) }),
    used: async () => {
      const found = await read(SALE)
      return found.ok ? found.value.used : undefined
    },
    broken: async () => promotionViolations(await readPromotionBooks(store, SALE)),
  }
}

let shop: ReturnType<typeof makePromotions>
beforeEach(() => {
  shop = makePromotions()
})

const USED_UP = { outcome: 'used_up', promotionIds: [SALE] }

describe('a use', () => {
  it('is counted once, however often it is asked for, and is free again after a release', async () => {
    await shop.given({ limits: { inAll: 1 } })
    expect(await shop.redeem(1)).toEqual({ outcome: 'redeemed' })
    expect(await shop.redeem(1)).toEqual({ outcome: 'redeemed' })
    expect(await shop.used()).toBe(1)
    expect(await shop.redeem(2, 'ben')).toEqual(USED_UP)
    await shop.release(1)
    await shop.release(1)
    expect(await shop.used()).toBe(0)
    expect(await shop.redeem(2, 'ben')).toEqual({ outcome: 'redeemed' })
    expect(await shop.broken()).toEqual([])
  })

  it('that is asked for after the end of the order finds its tombstone', async () => {
    await shop.given({ limits: { inAll: 1 } })
    await shop.release(1)
    expect(await shop.redeem(1)).toEqual({ outcome: 'already_released' })
    expect(await shop.used()).toBe(0)
  })

  it('is limited by customer, under any fingerprint of theirs', async () => {
    await shop.given({ limits: { perCustomer: 2 } })
    expect(await shop.redeem(1, 'anna before')).toEqual({ outcome: 'redeemed' })
    expect(await shop.redeem(2)).toEqual({ outcome: 'redeemed' })
    expect(await shop.redeem(3)).toEqual(USED_UP)
    expect(await shop.redeem(4, 'ben')).toEqual({ outcome: 'redeemed' })
    await shop.release(2)
    expect(await shop.redeem(5)).toEqual({ outcome: 'redeemed' })
  })

  it('of a first order is for who has not ordered, and for one of two orders at once', async () => {
    await shop.given({ conditions: { firstOrder: true } })
    expect(await shop.redeem(1, 'anna', { hasOrdered: true })).toEqual(USED_UP)
    const both = await Promise.all([shop.redeem(2), shop.redeem(3)])
    expect(both.filter(({ outcome }) => outcome === 'redeemed')).toHaveLength(1)
  })

  it('of a code that was generated is counted by the code', async () => {
    await shop.given({ conditions: { codes: [] } })
    const code = await shop.code()
    expect(await shop.redeem(1, 'anna', { code })).toEqual({ outcome: 'redeemed' })
    expect(await shop.redeem(2, 'ben', { code })).toEqual(USED_UP)
    await shop.release(1)
    expect(await shop.redeem(2, 'ben', { code })).toEqual({ outcome: 'redeemed' })
    expect(await shop.broken()).toEqual([])
  })

  it('of a promotion that was removed is given: the price that was seen holds', async () => {
    await shop.given({ limits: { inAll: 1 } })
    await shop.remove()
    expect(await shop.redeem(1)).toEqual({ outcome: 'redeemed' })
    await shop.release(1)
    await shop.given({ limits: { inAll: 1 } })
    expect(await shop.used()).toBe(0)
  })
})

it('whoever comes in whatever order, no limit is passed, and the counts are what the orders say', async () => {
  const acts = fc.array(
    fc.record({
      order: fc.integer({ min: 1, max: 8 }),
      by: fc.constantFrom('anna', 'ben'),
      releases: fc.boolean(),
    }),
    { maxLength: 30 },
  )
  await fc.assert(
    fc.asyncProperty(acts, fc.integer({ min: 1, max: 4 }), async (wanted, inAll) => {
      const busy = makePromotions()
      await busy.given({ limits: { inAll, perCustomer: 2 } })
      await Promise.all(
        wanted.map(({ order, by, releases }) => (releases ? busy.release(order) : busy.redeem(order, by))),
      )
      expect(await busy.broken()).toEqual([])
    }),
    { numRuns: 200 },
  )
})
