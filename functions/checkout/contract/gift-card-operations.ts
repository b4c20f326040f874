import * as z from 'zod/mini'
import { actor } from '#shared/actor.ts'
import { listOf, pageQuery, text, time } from '#shared/http/schemas.ts'
import { giftCardId, orderId } from '#shared/ids.ts'
import { currency, price } from '#shared/money.ts'
import { defineOperation } from '#shared/operation.ts'
import { giftCardCode } from './gift-card-code.ts'
import { ENTRY_KINDS, GIFT_CARD_STATUSES } from './gift-card-types.ts'

const params = z.strictObject({ giftCardId })

export const giftCardResource = z.strictObject({
  id: giftCardId,
  version: z.int(),
  status: z.enum(GIFT_CARD_STATUSES),
  /** The last four characters of its code. */
  lastFour: z.string(),
  /** What it was issued with. */
  issued: price,
  /** What can be paid with it. */
  available: price,
  /** What is held for orders that are not paid yet. */
  held: price,
  /** What orders were paid with, less what was given back. */
  spent: price,
  /** What was taken off when it was voided. */
  voided: price,
  issuedAt: time,
  /** The order that bought it; absent: staff issued it. */
  boughtBy: z.optional(orderId),
})
export type GiftCardResource = z.infer<typeof giftCardResource>

export const issueGiftCard = defineOperation({
  id: 'issueGiftCard',
  context: 'checkout',
  method: 'POST',
  path: '/v1/gift-cards',
  summary: 'Issue a gift card. Its code is in the first answer alone: it is kept nowhere',
  // Whoever can issue makes money: of the staff, only admins.
  access: 'catalog:write',
  body: z.strictObject({
    amount: z.strictObject({ amount: z.int().check(z.minimum(1), z.maximum(1_000_000_000)), currency }),
  }),
  answer: z.strictObject({
    ...giftCardResource.shape,
    /** Absent where the same request was answered before. */
    code: z.optional(z.string()),
  }),
  status: 201,
  idempotent: true,
  refusals: ['idempotency_key_reused'],
})

export const listGiftCards = defineOperation({
  id: 'listGiftCards',
  context: 'checkout',
  method: 'GET',
  path: '/v1/gift-cards',
  summary: 'List the gift cards of an order: those that it bought, then those that it is paid with',
  access: 'payments:read',
  query: z.strictObject({ orderId, ...pageQuery }),
  answer: listOf(giftCardResource),
})

export const getGiftCard = defineOperation({
  id: 'getGiftCard',
  context: 'checkout',
  method: 'GET',
  path: '/v1/gift-cards/{giftCardId}',
  summary: 'Read a gift card',
  access: 'payments:read',
  params,
  answer: giftCardResource,
  refusals: ['not_found'],
})

/** One movement of a card's money, and what it left. */
export const giftCardEntry = z.strictObject({
  sequence: z.int(),
  at: time,
  actor,
  kind: z.enum(ENTRY_KINDS),
  amount: price,
  available: price,
  held: price,
  /** The order that it is of. */
  orderId: z.optional(orderId),
  reason: z.optional(z.string()),
})

export const listGiftCardEntries = defineOperation({
  id: 'listGiftCardEntries',
  context: 'checkout',
  method: 'GET',
  path: '/v1/gift-cards/{giftCardId}/entries',
  summary: 'List what moved on a gift card, oldest first',
  access: 'payments:read',
  params,
  query: z.strictObject(pageQuery),
  answer: listOf(giftCardEntry),
  refusals: ['not_found'],
})

export const voidGiftCard = defineOperation({
  id: 'voidGiftCard',
  context: 'checkout',
  method: 'POST',
  path: '/v1/gift-cards/{giftCardId}/void',
  summary: 'Void a gift card: what is available on it is taken off, and it holds nothing more',
  access: 'payments:write',
  params,
  body: z.strictObject({ reason: text(500) }),
  answer: giftCardResource,
  idempotent: true,
  refusals: ['not_found', 'idempotency_key_reused'],
})

export const readGiftCardBalance = defineOperation({
  id: 'readGiftCardBalance',
  context: 'checkout',
  method: 'POST',
  path: '/v1/gift-cards/balance',
  summary: 'Ask what is left on a gift card, by its code',
  access: 'public',
  body: z.strictObject({ code: giftCardCode }),
  answer: z.strictObject({
    id: giftCardId,
    status: z.enum(GIFT_CARD_STATUSES),
    lastFour: z.string(),
    available: price,
  }),
  refusals: ['not_found'],
})

export const giftCardOperations = [
  issueGiftCard,
  listGiftCards,
  getGiftCard,
  listGiftCardEntries,
  voidGiftCard,
  readGiftCardBalance,
]
