import * as z from 'zod/mini'
import { defineEvent } from '#shared/events.ts'
import { customerId, promotionId } from '#shared/ids.ts'
import { promotion } from './promotions.ts'

/** A promotion as it is now. */
export const promotionChanged = defineEvent({
  type: 'promotion.changed',
  source: 'checkout',
  data: z.strictObject({ promotionId, promotion }),
})

export const promotionRemoved = defineEvent({
  type: 'promotion.removed',
  source: 'checkout',
  data: z.strictObject({ promotionId }),
})

/** Codes were generated for a promotion; they stand in no event. */
export const promotionCodesGenerated = defineEvent({
  type: 'promotion.codes_generated',
  source: 'checkout',
  data: z.strictObject({ promotionId, quantity: z.int(), uses: z.int() }),
})

/** The groups that a customer belongs to, as they are now. */
export const customerGroupsChanged = defineEvent({
  type: 'customer_groups.changed',
  source: 'checkout',
  data: z.strictObject({ customerId, groups: z.array(z.string()) }),
})
