import { type CommitDeps, untilNoConflict } from '#shared/aggregate.ts'
import type { Cause } from '#shared/events.ts'
import type { GiftCardId } from '#shared/ids.ts'
import { note } from '#shared/observability.ts'
import { type Outcome, success } from '#shared/outcomes.ts'
import { repeatsOf } from '#shared/repeated-request.ts'
import { makeGiftCardRepository } from '../adapters/gift-card-repository.ts'
import type { GiftCardResource } from '../contract/gift-card-operations.ts'
import { voidCard } from '../domain/gift-card.ts'
import { NO_CARD, resourceOf } from './read-gift-card.ts'

export interface VoidGiftCard {
  readonly id: GiftCardId
  readonly reason: string
  readonly idempotencyKey: string
  readonly requestHash: string
  readonly cause: Cause
}

type Voided = Outcome<GiftCardResource, 'not_found' | 'idempotency_key_reused'>

/**
 * Voids a gift card. Primary course:
 * 1. a repeat of the request is answered with the card as it is;
 * 2. what is available is taken off, and the card is held for no order any more. What orders hold of it still pays
 *    for them, and what comes back of them stays on the card until it is voided again.
 * Refusals: not_found, idempotency_key_reused.
 */
export const makeVoidGiftCard = (deps: CommitDeps) => (request: VoidGiftCard) =>
  untilNoConflict(() => tryToVoid(deps, request))

async function tryToVoid(
  deps: CommitDeps,
  { id, reason, cause, ...keyed }: VoidGiftCard,
): Promise<Voided | { readonly ok: false; readonly code: 'version_conflict' }> {
  const cards = makeGiftCardRepository(deps)
  const { isRepeat, writes } = repeatsOf(deps, `voidGiftCard#${id}`, keyed)
  const repeat = await isRepeat()
  if (!repeat.ok) return repeat
  const before = await cards.load(id)
  if (!before) return NO_CARD
  if (repeat.value) return success(resourceOf(before))
  const committed = await cards.commit({ before, ...voidCard(before, reason), cause, writes })
  note({ outcome: committed.ok ? 'voided' : committed.code })
  return committed.ok ? success(resourceOf(committed.state)) : { ok: false, code: 'version_conflict' }
}
