import { SYSTEM } from '#shared/actor.ts'
import { type CommitDeps, untilNoConflict } from '#shared/aggregate.ts'
import type { AnswerOf, RequestOf } from '#shared/calls.ts'
import type { Cause } from '#shared/events.ts'
import type { OrderId, Sku } from '#shared/ids.ts'
import { note } from '#shared/observability.ts'
import { type Outcome, success } from '#shared/outcomes.ts'
import { makeGiftCardRepository, type StoredCard } from '../adapters/gift-card-repository.ts'
import { readSoldUnits, soldUnitWrite, unitsOf } from '../adapters/order-card-items.ts'
import type { withdrawGiftCards } from '../contract/calls.ts'
import { isUnspent, voidCard } from '../domain/gift-card.ts'

type Asked = RequestOf<typeof withdrawGiftCards>
type Answer = AnswerOf<typeof withdrawGiftCards>

type Conflict = { readonly ok: false; readonly code: 'version_conflict' }
const CONFLICT: Conflict = { ok: false, code: 'version_conflict' }

/** How the units of one SKU stand. */
interface Standing {
  readonly sku: Sku
  /** Units that are given back already. */
  readonly gone: number
  /** How many more are to be. */
  readonly more: number
  /** Units that were never issued. */
  readonly free: readonly number[]
  readonly unspent: readonly StoredCard[]
}

/**
 * Takes back gift cards that an order bought. Primary course:
 * 1. looks how the units of each SKU stand: not issued yet, unspent, voided, or used;
 * 2. where fewer can be given back than are, says how many can, and changes nothing; of what is charged back it takes
 *    those, as the money is gone already;
 * 3. of what was not issued yet leaves word that it never will be; then voids unspent cards, as many as are missing;
 * 4. where somebody issued, used or voided one meanwhile, looks again.
 * Outcomes: withdrawn; spent. What was voided before a card turned out to be used stays so, and counts when the rest
 * is given back.
 */
export const makeWithdrawGiftCards =
  (deps: CommitDeps) =>
  async ({ orderId, lines, isChargedBack = false }: Asked): Promise<Answer> => {
    const cause = { correlationId: orderId, causationId: orderId, actor: SYSTEM }
    const { value: answer } = await untilNoConflict(async () => {
      const standings = await Promise.all(lines.map((line) => look(deps, orderId, line)))
      const short = standings.find(({ more, free, unspent }) => more > free.length + unspent.length)
      if (short && !isChargedBack) return success(spent(short))
      const reason = isChargedBack ? 'charged back' : 'given back'
      const withdrawn = await withdraw(deps, { orderId, standings, reason }, cause)
      return withdrawn.ok && short ? success(spent(short)) : withdrawn
    })
    note({ orderId, outcome: answer.outcome })
    return answer
  }

async function look(
  deps: CommitDeps,
  orderId: OrderId,
  { sku, bought, givenBack }: Asked['lines'][number],
): Promise<Standing> {
  const known = unitsOf(await readSoldUnits(deps.store, orderId), sku)
  const load = makeGiftCardRepository(deps).load
  const cards = await Promise.all(known.map(({ giftCardId }) => (giftCardId ? load(giftCardId) : undefined)))
  const gone = cards.filter((card) => card === undefined || card.voided === card.issued).length
  return {
    ...{ sku, gone, more: Math.max(0, givenBack - gone) },
    free: Array.from({ length: bought }, (_, index) => index + 1).filter(
      (unit) => !known.some((one) => one.unit === unit),
    ),
    unspent: cards.filter((card) => card !== undefined).filter(isUnspent),
  }
}

const spent = ({ sku, gone, free, unspent }: Standing): Answer => ({
  outcome: 'spent',
  ...{ sku, unspent: gone + free.length + unspent.length },
})

async function withdraw(
  deps: CommitDeps,
  {
    orderId,
    standings,
    reason,
  }: { readonly orderId: OrderId; readonly standings: readonly Standing[]; readonly reason: string },
  cause: Cause,
): Promise<Outcome<Answer, never> | Conflict> {
  for (const { sku, more, free, unspent } of standings) {
    const never = free.slice(0, more)
    for (const unit of never) {
      const kept = await deps.store.commit([soldUnitWrite(orderId, { sku, unit })])
      if (!kept.ok) return CONFLICT
    }
    for (const card of unspent.slice(0, more - never.length)) {
      const voided = await makeGiftCardRepository(deps).commit({
        before: card,
        ...voidCard(card, reason),
        cause,
      })
      if (!voided.ok) return CONFLICT
    }
  }
  return success({ outcome: 'withdrawn' })
}
