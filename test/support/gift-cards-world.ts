import { entryOf, makeGiftCardRepository } from '#contexts/checkout/adapters/gift-card-repository.ts'
import { cardViolations } from '#contexts/checkout/domain/invariants.ts'
import { makeHoldGiftCards, makeSettleGiftCards } from '#contexts/checkout/use-cases/hold-gift-cards.ts'
import { makeIssueGiftCard } from '#contexts/checkout/use-cases/issue-gift-card.ts'
import { makeVoidGiftCard } from '#contexts/checkout/use-cases/void-gift-card.ts'
import { paymentGiftCardsUsed } from '#contexts/payments/contract/events.ts'
import { SYSTEM } from '#shared/actor.ts'
import type { CommitDeps } from '#shared/aggregate.ts'
import type { Envelope } from '#shared/events.ts'
import type { GiftCardId } from '#shared/ids.ts'
import { type Currency, of } from '#shared/money.ts'
import { makeMemoryStore } from '#shared/store/memory-store.ts'

const cause = { correlationId: 'req-1', causationId: 'req-1', actor: SYSTEM }

/** The gift cards of checkout, on a store in memory of their own. */
export function givenGiftCards(commit: Omit<CommitDeps, 'store'>) {
  const deps = { ...commit, store: makeMemoryStore() }
  const cards = makeGiftCardRepository(deps)
  const settle = makeSettleGiftCards(deps)
  const issued: GiftCardId[] = []
  let drawn = 0
  const random = (below: number) => {
    drawn += 7
    return drawn % below
  }

  const load = async (id: GiftCardId) => {
    const card = await cards.load(id)
    if (!card) throw new Error(`there is no gift card ${id}`)
    return card
  }

  return {
    deps,
    hold: makeHoldGiftCards(deps),

    async issue(amount: number, currency: Currency): Promise<GiftCardId> {
      const idempotencyKey = `gift-card-${issued.length}`
      const asked = { amount: of(amount, currency), idempotencyKey, requestHash: idempotencyKey, cause }
      const made = await makeIssueGiftCard({ ...deps, random })(asked)
      if (!made.ok) throw new Error(made.detail)
      issued.push(made.value.id)
      return made.value.id
    },

    voidCard: (id: GiftCardId) =>
      makeVoidGiftCard(deps)({ id, reason: 'lost', idempotencyKey: '', requestHash: '', cause }),

    /** Where its money is. */
    async balance(id: GiftCardId) {
      const { available, held, spent } = await load(id)
      return { available, held, spent }
    },

    /** Hears all that payments has told, twice, the second time the newest first. */
    async hear(told: readonly Envelope[]): Promise<void> {
      const events = told
        .filter(({ type }) => type === paymentGiftCardsUsed.type)
        .map((event) => ({
          ...event,
          data: paymentGiftCardsUsed.data.parse(event.data),
          personal: undefined,
        }))
      for (const event of [...events, ...events.toReversed()]) await settle(event)
    },

    holds: (id: GiftCardId) => cards.holds(id),

    /** The rules that do not hold of a card. */
    async broken(): Promise<string[]> {
      const found = await Promise.all(
        issued.map(async (id) => {
          const { events } = await cards.entries(id)
          return cardViolations({
            card: await load(id),
            entries: events.map(entryOf),
            holds: await cards.holds(id),
          })
        }),
      )
      return found.flat()
    },
  }
}
