import { readPromotionBooks } from '#contexts/checkout/adapters/redemption-items.ts'
import { promotionViolations } from '#contexts/checkout/domain/promotion-invariants.ts'
import { promotionId } from '#shared/ids.ts'
import { walkAggregates } from '../subjects.ts'

/** Each promotion's counts beside the orders that use it. */
export const walkPromotions = walkAggregates({
  ...{ context: 'checkout', kind: 'promotion', prefix: 'PROMOTION#' },
  look: async ({ tables }, _, id) =>
    promotionViolations(await readPromotionBooks(tables.of('checkout'), promotionId.parse(id))),
})
