import type { PromotionId } from '#shared/ids.ts'
import { rulesOf, violationsOf } from '#shared/invariants.ts'

/** A promotion, with how often it is used, as it is counted and as the orders' records say. */
export interface PromotionBooks {
  readonly id: PromotionId
  readonly used: number
  /** Orders that have redeemed it. */
  readonly redeemed: number
  /** By customer: as counted, and as the records say. */
  readonly byCustomer: readonly { readonly used: number; readonly redeemed: number }[]
  /** Generated codes of it that orders have redeemed. */
  readonly codes: readonly { readonly uses: number; readonly used: number; readonly redeemed: number }[]
}

/** What is wrong with a promotion; nothing, always. A limit may be lowered below what is used already. */
export const promotionViolations = violationsOf<PromotionBooks>(
  rulesOf(
    ({ id, used, redeemed, byCustomer, codes }) =>
      `${id} is used ${used} times, redeemed by ${redeemed} orders of ${byCustomer.length} customers with ${codes.length} codes`,
    {
      'a promotion is used as often as orders have redeemed it': ({ used, redeemed }) => used === redeemed,
      'a customer uses it as often as their orders have redeemed it': ({ byCustomer }) =>
        byCustomer.every(({ used, redeemed }) => used === redeemed),
      'a code is used as often as orders have redeemed it, and not more often than it may be': ({ codes }) =>
        codes.every(({ uses, used, redeemed }) => used === redeemed && used <= uses),
    },
  ),
)
