import { apportion, type Currency, payablePartOf } from '#shared/money.ts'
import { amountIn, type Promotion } from '../../contract/promotions.ts'
import { leftOf, type Reduced, subtotalOf, unitsOf } from './goods.ts'

/**
 * What a promotion takes off each of the goods in its scope, in minor units and in their order: never more than
 * is left of one. What is for several goods together is rounded once, and apportioned to them exactly; where not every
 * amount can be paid, each is then rounded down to one that can.
 */
export const reductionsOf = (promotion: Promotion, goods: readonly Reduced[], currency: Currency): number[] =>
  exactReductions(promotion, goods, currency).map((amount) => payablePartOf(amount, currency))

function exactReductions(promotion: Promotion, goods: readonly Reduced[], currency: Currency): number[] {
  switch (promotion.kind) {
    case 'percentage':
      return partOff(goods, promotion.percent)
    case 'tiered_by_quantity':
    case 'tiered_by_amount':
      return partOff(goods, tierOf(promotion, goods, currency)?.percent ?? 0)
    case 'amount':
      return sharedOut(Math.min(amountIn(promotion.amounts, currency) ?? 0, leftOf(goods)), goods)
    case 'fixed_price': {
      const price = amountIn(promotion.amounts, currency)
      return goods.map(({ line, left }) =>
        price === undefined ? 0 : Math.max(0, left - price * line.quantity),
      )
    }
    case 'buy_x_get_y':
      return cheapestOff(promotion, goods)
    case 'free_shipping':
      return goods.map(() => 0)
  }
}

type Tiered = Extract<Promotion, { kind: 'tiered_by_quantity' | 'tiered_by_amount' }>

/** The highest tier that the goods reach, before discounts. */
export function tierOf(
  promotion: Tiered,
  goods: readonly Reduced[],
  currency: string,
): { readonly from: number; readonly percent: number } | undefined {
  const reached = promotion.kind === 'tiered_by_quantity' ? unitsOf(goods) : subtotalOf(goods)
  return promotion.tiers
    .flatMap(({ from, percent }) => {
      const begins = typeof from === 'number' ? from : amountIn(from, currency)
      return begins !== undefined && begins <= reached ? [{ from: begins, percent }] : []
    })
    .toSorted((a, b) => b.from - a.from)[0]
}

const partOff = (goods: readonly Reduced[], percent: number): number[] =>
  sharedOut(percentOf(leftOf(goods), percent), goods)

/** Of each `buy + get` units the cheapest, by what one unit of the line costs before discounts. */
function cheapestOff(
  { buy, get, percent, times }: Extract<Promotion, { kind: 'buy_x_get_y' }>,
  goods: readonly Reduced[],
): number[] {
  const rounds = Math.min(Math.floor(unitsOf(goods) / (buy + get)), times ?? Number.POSITIVE_INFINITY)
  let units = rounds * get
  const reductions = goods.map(() => 0)
  const cheapestFirst = goods
    .map((good, index) => ({ good, index }))
    .toSorted((a, b) => a.good.line.unitPrice - b.good.line.unitPrice)
  for (const { good, index } of cheapestFirst) {
    const taken = Math.min(units, good.line.quantity)
    units -= taken
    reductions[index] = percentOf(shareOf(good.left, taken, good.line.quantity), percent)
  }
  return reductions
}

/** Rounded half up. */
const percentOf = (amount: number, percent: number): number =>
  Number((BigInt(amount) * BigInt(percent) + 50n) / 100n)

/** The share of `quantity` of `units` units, rounded down. */
const shareOf = (amount: number, quantity: number, units: number): number =>
  Number((BigInt(amount) * BigInt(quantity)) / BigInt(units))

const sharedOut = (amount: number, goods: readonly Reduced[]): number[] =>
  apportion(
    amount,
    goods.map(({ left }) => left),
  )
