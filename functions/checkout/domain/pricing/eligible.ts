import type { Currency } from '#shared/money.ts'
import type { CodeReason } from '../../contract/discounts.ts'
import { type Amounts, amountIn, type Promotion } from '../../contract/promotions.ts'
import { type Reduced, subtotalOf, unitsOf } from './goods.ts'

/** Who buys, as far as it is known: nothing of a guest. */
export interface Buyer {
  readonly groups: readonly string[]
  /** Undefined: not known; it is looked at again when the order is worked on. */
  readonly hasOrdered?: boolean
}

export interface Situation {
  readonly currency: Currency
  readonly now: Date
  readonly buyer: Buyer
}

/** Why a promotion does not apply to the goods in its scope; undefined where it does. */
export function whyNot(
  promotion: Promotion,
  goods: readonly Reduced[],
  { currency, now, buyer }: Situation,
): CodeReason | undefined {
  const { conditions = {} } = promotion
  const at = now.toISOString()
  if (conditions.from !== undefined && at < instant(conditions.from)) return 'not_yet_valid'
  if (conditions.until !== undefined && at >= instant(conditions.until)) return 'expired'
  if (conditions.currencies && !conditions.currencies.includes(currency)) return 'wrong_currency'
  if (amountsNamed(promotion).some((amounts) => amountIn(amounts, currency) === undefined))
    return 'wrong_currency'
  if (conditions.customerGroups?.some((group) => buyer.groups.includes(group)) === false)
    return 'not_for_this_customer'
  if (conditions.firstOrder === true && buyer.hasOrdered === true) return 'not_for_this_customer'
  if (goods.length === 0) return 'not_for_these_goods'
  return reachesMinimum(promotion, goods, currency) ? undefined : 'minimum_not_reached'
}

/** RFC 3339 times compare as texts only where they are as long as each other. */
const instant = (time: string): string => new Date(time).toISOString()

const amountsNamed = (promotion: Promotion): readonly Amounts[] => [
  ...('amounts' in promotion ? [promotion.amounts] : []),
  ...(promotion.conditions?.minimum ? [promotion.conditions.minimum] : []),
]

function reachesMinimum(promotion: Promotion, goods: readonly Reduced[], currency: Currency): boolean {
  const { minimum, minimumQuantity = 1 } = promotion.conditions ?? {}
  const least = minimum ? (amountIn(minimum, currency) ?? Number.POSITIVE_INFINITY) : 0
  return subtotalOf(goods) >= least && unitsOf(goods) >= Math.max(minimumQuantity, unitsNeeded(promotion))
}

const unitsNeeded = (promotion: Promotion): number =>
  promotion.kind === 'buy_x_get_y' ? promotion.buy + promotion.get : 1
