import * as z from 'zod/mini'
import { DELAYED_METHODS, OFFERED_METHODS, OFFLINE_METHODS } from '#contexts/payments/contract/types.ts'
import { price } from '#shared/money.ts'

/** What a shop has to show before the last button; texts are in the language of the quote. */
export const finalStep = z.strictObject({
  /** How many units are ordered; the lines say of what. */
  units: z.int(),
  options: z.array(
    z.strictObject({
      shippingOptionId: z.string(),
      /** All that is to be paid with it. */
      total: price,
      delivery: z.string(),
    }),
  ),
  /** The ways to pay, in the words of an order's `payment`, and when each is paid; none where nothing is to be paid. */
  payment: z.array(
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('card'), when: z.string() }),
      z.strictObject({ kind: z.literal('delayed'), method: z.enum(DELAYED_METHODS), when: z.string() }),
      z.strictObject({ kind: z.literal('offline'), method: z.enum(OFFLINE_METHODS), when: z.string() }),
    ]),
  ),
  /** Until when the buyer can change their mind. */
  cancellation: z.string(),
})
export type FinalStep = z.infer<typeof finalStep>

/** What a deployment says of paying and of changing one's mind. */
export const terms = z.object({
  /** Ways to pay that are offered beside cards. */
  offered: z.array(z.enum(OFFERED_METHODS)),
  capture: z.enum(['on_delivery', 'on_hand_over', 'after_days']),
  /** Of `after_days`: from the hand-over on. */
  captureAfterDays: z.int(),
  /** Seconds in which a payment at a store or by transfer has to come. */
  delayedPayment: z.number(),
  /** Seconds after the delivery in which the contract can be withdrawn from. */
  withdrawal: z.number(),
})
export type Terms = z.infer<typeof terms>
