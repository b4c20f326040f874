import { rulesOf, violationsOf } from '#shared/invariants.ts'
import { type CardHold, type Entry, emptyCard, type GiftCard, moved } from './gift-card.ts'

/** All that is written of one gift card. */
export interface CardBooks {
  readonly card: GiftCard
  /** Its ledger, oldest first. */
  readonly entries: readonly Entry[]
  readonly holds: readonly CardHold[]
}

/** What is wrong with a gift card; nothing, always. */
export const cardViolations = violationsOf<CardBooks>(
  rulesOf(inWords, {
    'no amount of a gift card is below 0': ({ card: { issued, available, held, spent, voided } }) =>
      [issued, available, held, spent, voided].every((amount) => amount >= 0),
    'all that was issued is available, held, spent or voided': ({ card }) =>
      card.issued === card.available + card.held + card.spent + card.voided,
    'the ledger of a gift card sums to its balances': ({ card, entries }) => {
      const sums = entries.reduce(moved, emptyCard(card))
      return (['issued', 'available', 'held', 'spent', 'voided'] as const).every(
        (place) => sums[place] === card[place],
      )
    },
    'money is put on a gift card once': ({ entries }) =>
      entries.filter(({ kind }) => kind === 'issued').length === 1,
    'what is held of a gift card is what its holds have left': ({ card, holds }) =>
      card.held === sumOf(holds, (hold) => (hold.released ? 0 : hold.amount - hold.captured)),
    'what is spent of a gift card is what its holds paid and kept': ({ card, holds }) =>
      card.spent === sumOf(holds, ({ captured, refunded }) => captured - refunded),
    'each hold of a gift card gave back at most what it paid, and paid at most what it held': ({ holds }) =>
      holds.every(
        ({ amount, captured, refunded }) => 0 <= refunded && refunded <= captured && captured <= amount,
      ),
  }),
)

const sumOf = (holds: readonly CardHold[], of: (hold: CardHold) => number): number =>
  holds.reduce((sum, hold) => sum + of(hold), 0)

function inWords({ card, entries, holds }: CardBooks): string {
  const { id, status, issued, available, held, spent, voided } = card
  return `${id} is ${status}: ${issued} issued, ${available} available, ${held} held, ${spent} spent, ${voided} voided; ${entries.length} entries, ${holds.length} holds`
}
