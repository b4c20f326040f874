import * as z from 'zod/mini'
import { time } from '#shared/http/schemas.ts'
import { giftCardId, orderId, sku } from '#shared/ids.ts'
import { currency, payablePartOf } from '#shared/money.ts'
import { type EntryKind, GIFT_CARD_STATUSES, type HOLD_REFUSALS } from '../contract/gift-card-types.ts'

/** Minor units of the card's currency. */
const amount = z.int().check(z.minimum(0))

/** Where the money of a card is: all that was issued is in one of the other four. */
export const giftCard = z.object({
  id: giftCardId,
  currency,
  status: z.enum(GIFT_CARD_STATUSES),
  lastFour: z.string(),
  issued: amount,
  available: amount,
  held: amount,
  spent: amount,
  voided: amount,
  issuedAt: time,
  /** The order that bought it, and as which of its units; absent: staff issued it. */
  sold: z.optional(z.object({ orderId, sku, unit: z.int() })),
})
export type GiftCard = z.infer<typeof giftCard>

/** What one attempt to pay an order has of a card. */
export const cardHold = z.object({
  id: z.string(),
  orderId,
  /** When payments asked for it. */
  startedAt: time,
  amount,
  captured: amount,
  refunded: amount,
  /** Nothing more is captured of it: what was not is available again. */
  released: z.boolean(),
})
export type CardHold = z.infer<typeof cardHold>

/** One movement. */
export interface Entry {
  readonly kind: EntryKind
  readonly amount: number
  readonly orderId?: CardHold['orderId']
  readonly reason?: string
}

type Place = 'issued' | 'available' | 'held' | 'spent' | 'voided'

/** From where to where the money of each kind moves. */
const MOVES: Readonly<Record<EntryKind, { readonly from?: Place; readonly to: readonly Place[] }>> = {
  issued: { to: ['issued', 'available'] },
  held: { from: 'available', to: ['held'] },
  captured: { from: 'held', to: ['spent'] },
  released: { from: 'held', to: ['available'] },
  refunded: { from: 'spent', to: ['available'] },
  voided: { from: 'available', to: ['voided'] },
}

/** The card after a movement. */
export function moved(card: GiftCard, { kind, amount: much }: Entry): GiftCard {
  const { from, to } = MOVES[kind]
  const added = Object.fromEntries(to.map((place) => [place, card[place] + much]))
  return { ...card, ...(from ? { [from]: card[from] - much } : {}), ...added }
}

export type NewCard = Pick<GiftCard, 'id' | 'currency' | 'lastFour' | 'issuedAt' | 'sold'>

/** A card that nothing was put on yet. */
export const emptyCard = (about: NewCard): GiftCard => ({
  ...about,
  status: 'active',
  issued: 0,
  available: 0,
  held: 0,
  spent: 0,
  voided: 0,
})

/** Takes off what is available; a card that is voided again gives what came back to it since. */
export function voidCard(card: GiftCard, reason: string): { card: GiftCard; entries: readonly Entry[] } {
  return {
    card: { ...card, status: 'voided' },
    entries: card.available > 0 ? [{ kind: 'voided', amount: card.available, reason }] : [],
  }
}

/** Nothing of it was used, nor is held. */
export const isUnspent = ({
  status,
  available,
  issued,
}: Pick<GiftCard, 'status' | 'available' | 'issued'>): boolean => status === 'active' && available === issued

/** The card and what its movements left it: written in one commit. */
export interface CardDecision {
  readonly card: GiftCard
  readonly entries: readonly Entry[]
  readonly holds: readonly CardHold[]
}

export type AskedHold = Pick<CardHold, 'id' | 'orderId' | 'startedAt'>

/** Why a card pays nothing of an order. */
export type HoldRefusal = (typeof HOLD_REFUSALS)[number]

/**
 * Holds at most so much of a card for an order, and leaves to another card what can be paid; its earlier holds on
 * the card are let go first, as the payer has chosen anew. A hold that is there already stays as it is.
 */
export function takeHold(
  card: GiftCard,
  holds: readonly CardHold[],
  asked: AskedHold & { readonly most: number; readonly currency: string },
): (CardDecision & { readonly held: number }) | HoldRefusal {
  const { id, orderId: order, startedAt, most } = asked
  const known = holds.find((hold) => hold.id === id)
  if (known?.released) return 'gift_card_released'
  if (known) return { card, entries: [], holds: [], held: known.amount }
  const others = holds.filter((hold) => hold.orderId === order && !hold.released)
  if (others.some((hold) => hold.startedAt > startedAt)) return 'gift_card_released'
  const givenBack = others.flatMap((hold) => {
    const released = settleHold(card, hold, { ...hold, released: true })
    return released ? [released] : []
  })
  const entries = givenBack.flatMap((one) => one.entries)
  const { available } = entries.reduce(moved, card)
  const amount = Math.min(most, payablePartOf(available, card.currency))
  if (card.status === 'voided') return 'gift_card_voided'
  if (card.currency !== asked.currency) return 'gift_card_other_currency'
  if (amount === 0) return 'gift_card_used_up'
  const hold: CardHold = {
    ...{ id, orderId: order, startedAt, amount },
    ...{ captured: 0, refunded: 0, released: false },
  }
  return {
    card,
    entries: [...entries, { kind: 'held', amount, orderId: order }],
    holds: [...givenBack.flatMap((one) => one.holds), hold],
    held: amount,
  }
}

/** What became of a hold, all told. */
export type HoldUse = Pick<CardHold, 'captured' | 'refunded' | 'released'>

/**
 * Writes on the card what became of a hold; it only moves forward, so that what comes twice, or late, changes
 * nothing: then there is no decision. Throws a RangeError where more is captured than is held.
 */
export function settleHold(card: GiftCard, hold: CardHold, use: HoldUse): CardDecision | undefined {
  const captured = Math.max(hold.captured, use.captured)
  const refunded = Math.max(hold.refunded, use.refunded)
  const released = hold.released || use.released
  const left = hold.amount - captured
  if (left < 0 || refunded > captured || (hold.released && captured > hold.captured))
    throw new RangeError(
      `${hold.id} holds ${hold.amount} of ${card.id}: ${captured} cannot be captured, and ${refunded} given back`,
    )
  const about = { orderId: hold.orderId }
  const entries = (
    [
      { kind: 'captured', amount: captured - hold.captured, ...about },
      { kind: 'released', amount: released && !hold.released ? left : 0, ...about },
      { kind: 'refunded', amount: refunded - hold.refunded, ...about },
    ] as const
  ).filter(({ amount }) => amount > 0)
  if (entries.length === 0 && released === hold.released) return undefined
  return { card, entries, holds: [{ ...hold, captured, refunded, released }] }
}

/** Left for a hold that was ended before it came: should it come yet, it holds nothing. */
export const endedHold = (asked: AskedHold): CardHold => ({
  ...{ id: asked.id, orderId: asked.orderId, startedAt: asked.startedAt },
  ...{ amount: 0, captured: 0, refunded: 0, released: true },
})
