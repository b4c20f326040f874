import fc from 'fast-check'
import { expect, it } from 'vitest'
import { applyPromotions } from './apply-promotions.ts'
import { aBasket, aLine, anOffer, anOption } from './testing.fixtures.ts'

const sum = (amounts: readonly number[]): number => amounts.reduce((a, b) => a + b, 0)
const yen = (amount: number) => [{ amount, currency: 'JPY' }]

const lines = fc
  .array(
    fc.record({
      quantity: fc.integer({ min: 1, max: 1_000 }),
      unitPrice: fc.integer({ min: 0, max: 5_000_000 }),
      category: fc.constantFrom('a', 'b'),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((goods) =>
    goods.map(({ quantity, unitPrice, category }, index) =>
      aLine(`SKU-${index}`, quantity, unitPrice, { categories: [category] }),
    ),
  )

const units = fc.integer({ min: 1, max: 50 })
const percent = fc.integer({ min: 1, max: 100 })
const amounts = fc.nat(100_000_000).map(yen)
const kinds = fc.oneof(
  fc.record({ kind: fc.constant('percentage' as const), percent }),
  fc.record({ kind: fc.constant('amount' as const), amounts }),
  fc.record({ kind: fc.constant('fixed_price' as const), amounts }),
  fc.record({ kind: fc.constant('buy_x_get_y' as const), buy: units, get: units, percent }),
  fc.record({ kind: fc.constant('free_shipping' as const) }),
  fc.record({
    kind: fc.constant('tiered_by_quantity' as const),
    tiers: fc.array(fc.record({ from: units, percent }), { minLength: 1, maxLength: 5 }),
  }),
  fc.record({
    kind: fc.constant('tiered_by_amount' as const),
    tiers: fc.array(fc.record({ from: amounts, percent }), { minLength: 1, maxLength: 5 }),
  }),
)
const offers = fc
  .array(
    fc.tuple(
      kinds,
      fc.record({
        priority: fc.nat(5),
        stacking: fc.constantFrom('stackable' as const, 'stackable' as const, 'exclusive' as const),
        scope: fc.constantFrom({}, { categories: ['a'] }, { skus: ['SKU-0'] }),
      }),
      fc.boolean(),
    ),
    { maxLength: 8 },
  )
  .map((drawn) =>
    drawn.map(([kind, about, byCode], index) =>
      anOffer(`p${index}`, { ...kind, ...about }, byCode ? { code: `C${index}` } : {}),
    ),
  )

it('whatever applies, every minor unit of a discount is of one line or option and of one promotion', () => {
  fc.assert(
    fc.property(lines, offers, fc.nat(5_000), (goods, offered, price) => {
      const options = [anOption('standard', price), anOption('express', 2 * price)]
      const { ofLines, ofShipping, discounts, shippingDiscounts, codes } = applyPromotions(
        aBasket(goods, offered, { options }),
      )
      for (const [index, parts] of ofLines.entries()) {
        const amount = sum(parts.map((part) => part.amount))
        expect(Number.isSafeInteger(amount)).toBe(true)
        expect(amount).toBeGreaterThanOrEqual(0)
        expect(amount).toBeLessThanOrEqual(goods[index]?.subtotal ?? -1)
      }
      for (const [index, amount] of ofShipping.entries()) {
        expect([0, options[index]?.price]).toContain(amount)
        expect(sum((shippingDiscounts[index] ?? []).map((each) => each.amount.amount))).toBe(amount)
      }
      for (const { promotionId, amount } of discounts) {
        const own = ofLines.flat().filter((part) => part.promotionId === promotionId)
        expect(sum(own.map((part) => part.amount))).toBe(amount.amount)
      }
      expect(ofLines.flat().every((part) => part.amount > 0)).toBe(true)
      expect(new Set(ofLines.flat().map((part) => part.promotionId)).size).toBe(discounts.length)
      expect(discounts.every((each) => each.amount.amount > 0 && each.explanation !== '')).toBe(true)
      expect(codes).toHaveLength(offered.filter(({ code }) => code !== undefined).length)
    }),
    { numRuns: 500 },
  )
})

it('an exclusive promotion is alone, and the order in which promotions are found changes nothing', () => {
  fc.assert(
    fc.property(lines, offers, (goods, offered) => {
      const result = applyPromotions(aBasket(goods, offered))
      expect(applyPromotions(aBasket(goods, offered.toReversed()))).toEqual(result)
      const used = new Set(
        [...result.discounts, ...result.shippingDiscounts.flat()].map(({ promotionId }) => promotionId),
      )
      const isExclusive = offered.some(
        ({ id, promotion }) => used.has(id) && promotion.stacking === 'exclusive',
      )
      if (isExclusive) expect(used.size).toBe(1)
    }),
    { numRuns: 300 },
  )
})
