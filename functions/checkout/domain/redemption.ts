import * as z from 'zod/mini'
import { orderId, type PromotionId } from '#shared/ids.ts'
import { usedPromotion } from '../contract/calls.ts'

/** What an order has taken of promotions whose uses are limited; released, it is the order's tombstone. */
export const redemption = z.object({
  orderId,
  state: z.enum(['redeemed', 'released']),
  /** With the code where uses of the code are counted too. */
  uses: z.array(usedPromotion),
  /** The fingerprint under which they are counted; absent in the tombstone of an order that redeemed nothing. */
  customerKey: z.optional(z.string()),
  /** It was noted as the customer's first order. */
  isFirst: z.boolean(),
})
export type Redemption = z.infer<typeof redemption>

/** How often a promotion may be used, and how often it is; what is absent is not limited. */
export interface Counted {
  readonly id: PromotionId
  /** The code, where its uses are limited. */
  readonly code: string | undefined
  readonly most: {
    readonly inAll: number | undefined
    readonly perCustomer: number | undefined
    readonly ofCode: number | undefined
    readonly firstOrder: boolean
  }
  readonly used: {
    readonly inAll: number
    /** Under all fingerprints of the customer together. */
    readonly byCustomer: number
    /** Under the current one; undefined where nothing was counted under it yet. */
    readonly underKey: number | undefined
    readonly ofCode: number
    /** The customer has ordered before. */
    readonly hasOrdered: boolean
  }
}

/** The promotions that have no use left for this customer. */
export const usedUpAmong = (counted: readonly Counted[]): PromotionId[] =>
  counted.flatMap(({ id, most, used }) => {
    const isLeft =
      used.inAll < (most.inAll ?? Number.POSITIVE_INFINITY) &&
      used.byCustomer < (most.perCustomer ?? Number.POSITIVE_INFINITY) &&
      used.ofCode < (most.ofCode ?? Number.POSITIVE_INFINITY) &&
      !(most.firstOrder && used.hasOrdered)
    return isLeft ? [] : [id]
  })

export const redeemed = (
  id: Redemption['orderId'],
  customerKey: string,
  counted: readonly Counted[],
): Redemption & { readonly customerKey: string } => ({
  orderId: id,
  state: 'redeemed',
  uses: counted.map(({ id: promotionId, code }) => ({
    promotionId,
    ...(code === undefined ? {} : { code }),
  })),
  customerKey,
  isFirst: counted.some(({ most }) => most.firstOrder),
})

export const tombstone = (id: Redemption['orderId']): Redemption => ({
  orderId: id,
  state: 'released',
  uses: [],
  isFirst: false,
})
