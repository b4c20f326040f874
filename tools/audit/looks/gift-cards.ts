import {
  entryOf,
  GIFT_CARD,
  type GiftCardRepository,
  makeGiftCardRepository,
} from '#contexts/checkout/adapters/gift-card-repository.ts'
import { type CardBooks, cardViolations } from '#contexts/checkout/domain/invariants.ts'
import { type GiftCardId, giftCardId } from '#shared/ids.ts'
import { reading } from '../snapshot.ts'
import { walkAggregates } from '../subjects.ts'

/** Each gift card beside its ledger, and what orders hold of it. */
export const walkGiftCards = walkAggregates({
  ...{ context: 'checkout', kind: 'gift card', prefix: GIFT_CARD },
  look: async (world, { store }, id) => {
    const cards = makeGiftCardRepository(reading(store, world))
    const books = await cardBooks(cards, giftCardId.parse(id))
    return books ? cardViolations(books) : []
  },
})

/** All that is written of one card; undefined where there is none. */
export async function cardBooks(cards: GiftCardRepository, id: GiftCardId): Promise<CardBooks | undefined> {
  const [card, holds] = await Promise.all([cards.load(id), cards.holds(id)])
  if (!card) return undefined
  const entries: CardBooks['entries'][number][] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<GiftCardRepository['entries']>> = await cards.entries(
      id,
      cursor ? { cursor } : {},
    )
    entries.push(...page.events.map(entryOf))
    cursor = page.nextCursor
  } while (cursor)
  return { card, holds, entries }
}
