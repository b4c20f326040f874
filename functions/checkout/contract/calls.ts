import * as z from 'zod/mini'
import { defineCall } from '#shared/calls.ts'
import { time } from '#shared/http/schemas.ts'
import { giftCardId, orderId, promotionId, sku } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import { HOLD_REFUSALS } from './gift-card-types.ts'

/** A promotion that an order uses, with the code that asked for it. */
export const usedPromotion = z.strictObject({ promotionId, code: z.optional(z.string()) })
export type UsedPromotion = z.infer<typeof usedPromotion>

/**
 * Counts an order's use of promotions whose uses are limited, all of them or none; asking again gives the same
 * answer. Asked before money is: who comes too late for the last use is not charged.
 */
export const redeemPromotions = defineCall({
  context: 'checkout',
  name: 'redeem-promotions',
  request: z.strictObject({
    orderId,
    promotions: z.array(usedPromotion).check(z.minLength(1)),
    /** Fingerprints of the customer's email, by the current secret and by those before it. */
    customerKeys: z.array(z.string()).check(z.minLength(1)),
    /** The customer has ordered before, and has not lost or left that order. */
    hasOrdered: z.boolean(),
  }),
  answer: z.discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('redeemed') }),
    z.strictObject({ outcome: z.literal('used_up'), promotionIds: z.array(promotionId) }),
    /** The order was ended before: there is a tombstone. */
    z.strictObject({ outcome: z.literal('already_released') }),
  ]),
  timeoutSeconds: 10,
})

/** Gives the uses of an order that ends back, and leaves a tombstone, so that a late redemption finds it. */
export const releasePromotions = defineCall({
  context: 'checkout',
  name: 'release-promotions',
  request: z.strictObject({ orderId }),
  answer: z.strictObject({ outcome: z.literal('released') }),
  timeoutSeconds: 10,
})

/**
 * Voids gift cards that an order bought, as they are given back, or keeps them from being issued: all told, so that
 * asking again changes nothing. Where fewer are unspent than are given back, none is voided, unless it is said that
 * their money is gone already.
 */
export const withdrawGiftCards = defineCall({
  context: 'checkout',
  name: 'withdraw-gift-cards',
  request: z.strictObject({
    orderId,
    lines: z
      .array(
        z.strictObject({
          sku,
          bought: z.int().check(z.minimum(1)),
          /** How many of them are given back by now. */
          givenBack: z.int().check(z.minimum(1)),
        }),
      )
      .check(z.minLength(1)),
    /** The payer's bank has taken the money back: those that are unspent are voided, be they too few. */
    isChargedBack: z.optional(z.boolean()),
  }),
  answer: z.discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('withdrawn') }),
    /** So many of this SKU at most can be given back by now; of what is charged back, so many are. */
    z.strictObject({ outcome: z.literal('spent'), sku, unspent: z.int() }),
  ]),
  timeoutSeconds: 20,
})

/**
 * Holds gift cards for an order, one after the other until they hold the amount, once per `holdId`: asking again
 * answers the same. What an earlier hold of the order has of a card is let go first. All of them can pay, or
 * none is held.
 */
export const holdGiftCards = defineCall({
  context: 'checkout',
  name: 'hold-gift-cards',
  request: z.strictObject({
    orderId,
    holdId: z.string(),
    /** A hold that was asked for earlier never takes the place of one that was asked for later. */
    startedAt: time,
    giftCards: z.array(giftCardId),
    /** Minor units: at most so much is held. */
    amount: z.int().check(z.minimum(1)),
    currency,
  }),
  answer: z.discriminatedUnion('outcome', [
    z.strictObject({
      outcome: z.literal('held'),
      /** Of each card that is needed; together at most the amount, and less where they have less. */
      parts: z.array(z.strictObject({ giftCardId, amount: z.int().check(z.minimum(1)) })),
    }),
    z.strictObject({ outcome: z.literal('declined'), code: z.enum(HOLD_REFUSALS) }),
  ]),
  timeoutSeconds: 10,
})
