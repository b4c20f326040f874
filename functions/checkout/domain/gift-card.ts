import * as z from 'zod/mini'
import { time } from '#shared/http/schemas.ts'
import { giftCardId, orderId } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import { type EntryKind, GIFT_CARD_STATUSES } from '../contract/gift-card-types.ts'

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
})
export type GiftCard = z.infer<typeof giftCard>

/** What one attempt to pay an order has of a card. */
export const cardHold = z.object({
  id: z.string(),
  orderId,
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

export type NewCard = Pick<GiftCard, 'id' | 'currency' | 'lastFour' | 'issuedAt'>

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
