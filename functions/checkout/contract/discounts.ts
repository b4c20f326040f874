import * as z from 'zod/mini'
import { promotionId } from '#shared/ids.ts'
import { price } from '#shared/money.ts'

/** What one promotion takes off an order, told in the order's language. */
export const discount = z.strictObject({
  promotionId,
  name: z.string(),
  /** The code that asked for it; none where it applies by itself. */
  code: z.optional(z.string()),
  /** Off the prices of the lines, or off that of the shipping. */
  target: z.enum(['lines', 'shipping']),
  amount: price,
  /** Why, such as "10% off" or "From 3 items: 15% off". */
  explanation: z.string(),
})
export type Discount = z.infer<typeof discount>

/** What one promotion takes off a line, of the line's `discount`. */
export const lineDiscount = z.strictObject({ promotionId, amount: price })

/** Why a code takes nothing off. */
export const CODE_REASONS = [
  'unknown',
  'not_yet_valid',
  'expired',
  'used_up',
  'wrong_currency',
  'not_for_this_customer',
  'not_for_these_goods',
  'minimum_not_reached',
  'not_combinable',
  'nothing_to_reduce',
] as const
export type CodeReason = (typeof CODE_REASONS)[number]

/** What became of a code that was sent. */
export const codeAnswer = z.strictObject({
  code: z.string(),
  applied: z.boolean(),
  reason: z.optional(z.enum(CODE_REASONS)),
})
export type CodeAnswer = z.infer<typeof codeAnswer>
