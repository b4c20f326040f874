import {
  entryOf,
  GIFT_CARD,
  type GiftCardRepository,
  makeGiftCardRepository,
} from '#contexts/checkout/adapters/gift-card-repository.ts'
import { readSoldUnits } from '#contexts/checkout/adapters/order-card-items.ts'
import { type CardBooks, cardViolations } from '#contexts/checkout/domain/invariants.ts'
import {
  makePaymentRepository,
  type PaymentRepository,
} from '#contexts/payments/adapters/payment-repository.ts'
import { usedOf } from '#contexts/payments/domain/gift-cards.ts'
import type { CommitDeps } from '#shared/aggregate.ts'
import { type GiftCardId, giftCardId, type OrderId } from '#shared/ids.ts'
import type { BoughtCard } from '../invariants.ts'
import { reading } from '../snapshot.ts'
import { walkAggregates } from '../subjects.ts'

/** Each gift card beside its ledger, and what orders hold of it. */
export const walkGiftCards = walkAggregates({
  ...{ context: 'checkout', kind: 'gift card', prefix: GIFT_CARD },
  look: async (world, { store }, id) => {
    const cards = makeGiftCardRepository(reading(store, world))
    const books = await cardBooks(cards, giftCardId.parse(id))
    if (!books) return []
    const payments = makePaymentRepository(reading(world.tables.of('payments'), world))
    return [...cardViolations(books), ...(await heldBesidePayments(books, payments))]
  },
})

/** What became of the gift cards that an order bought. */
export async function boughtCards(deps: CommitDeps, id: OrderId): Promise<BoughtCard[]> {
  const cards = makeGiftCardRepository(deps)
  return Promise.all(
    (await readSoldUnits(deps.store, id)).map(async ({ sku, unit, giftCardId: card }) => ({
      ...{ sku, unit },
      card: card && (await cards.load(card)),
    })),
  )
}

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

/**
 * What the holds of a card say otherwise than the payments of their orders, once nothing is on its way. A card may
 * have been given back more: a refund that a bank sends back counts again for the next one.
 */
export async function heldBesidePayments(
  { card, holds }: CardBooks,
  payments: Pick<PaymentRepository, 'load'>,
): Promise<string[]> {
  const wrong = await Promise.all(
    holds.map(async (hold) => {
      const giftCards = (await payments.load(hold.orderId))?.giftCards
      const isInForce = giftCards?.operation.id === hold.id && !giftCards.refused
      const used = isInForce ? usedOf(giftCards).find(({ giftCardId: id }) => id === card.id) : undefined
      const { captured, refunded, released } = used ?? { captured: 0, refunded: 0, released: true }
      const isSame = hold.captured === captured && hold.refunded >= refunded && hold.released === released
      return isSame
        ? []
        : [
            `what a gift card holds is what the payment of its order says: ${card.id} has ${hold.captured} captured, ${hold.refunded} refunded, ${hold.released ? 'released' : 'held'} under ${hold.id} of ${hold.orderId}; the payment says ${captured}, ${refunded}, ${released ? 'released' : 'held'}`,
          ]
    }),
  )
  return wrong.flat()
}
