import * as z from 'zod/mini'
import { about } from '#contexts/orders/contract/about-order.ts'
import { customer } from '#shared/address.ts'
import { defineEvent } from '#shared/events.ts'
import { giftCardId, orderId, sku } from '#shared/ids.ts'
import { currency, price } from '#shared/money.ts'
import { ENTRY_KINDS } from './gift-card-types.ts'

/** Money of a gift card moved: the card's history of these is its ledger. */
export const giftCardMoved = defineEvent({
  type: 'gift_card.moved',
  source: 'checkout',
  data: z.strictObject({
    giftCardId,
    currency,
    kind: z.enum(ENTRY_KINDS),
    /** Minor units, as are those that it left. */
    amount: z.int().check(z.minimum(1)),
    available: z.int(),
    held: z.int(),
    orderId: z.optional(orderId),
    reason: z.optional(z.string()),
  }),
})

/** A gift card that an order bought: its code, which is kept nowhere else, for its buyer. */
export const giftCardSold = defineEvent({
  type: 'gift_card.sold',
  source: 'checkout',
  data: z.strictObject({
    ...about,
    giftCardId,
    sku,
    name: z.string(),
    amount: price,
  }),
  personal: z.strictObject({ customer, code: z.string() }),
})
