import { type CommitDeps, untilNoConflict } from '#shared/aggregate.ts'
import type { Cause } from '#shared/events.ts'
import type { GiftCardId } from '#shared/ids.ts'
import type { Money } from '#shared/money.ts'
import { note } from '#shared/observability.ts'
import { Fault, type Outcome, refuse, success } from '#shared/outcomes.ts'
import { makeGiftCardRepository } from '../adapters/gift-card-repository.ts'
import { giftCardIdOf, lastFourOf, makeGiftCardCode } from '../contract/gift-card-code.ts'
import type { GiftCardResource } from '../contract/gift-card-operations.ts'
import { emptyCard } from '../domain/gift-card.ts'
import { resourceOf } from './read-gift-card.ts'

export interface IssueDeps extends CommitDeps {
  /** A whole number below the given one, which nobody can foretell. */
  readonly random: (below: number) => number
}

export interface IssueGiftCard {
  readonly amount: Money
  readonly idempotencyKey: string
  readonly requestHash: string
  readonly cause: Cause
}

/** A new code, and the id of its card. */
export function drawCode({ random }: Pick<IssueDeps, 'random'>): { code: string; id: GiftCardId } {
  const code = makeGiftCardCode(random)
  const id = giftCardIdOf(code)
  if (!id) throw new Fault('a new code has a wrong check character')
  return { code, id }
}

type Issued = GiftCardResource & { readonly code?: string }

/**
 * Issues a gift card, once per Idempotency-Key. Primary course:
 * 1. a card that the same request issued is the answer, without its code, which nobody knows any more;
 * 2. draws a code, and writes the card under the hash of it, with its first entry;
 * 3. answers the code: it is kept nowhere.
 * Refusal: idempotency_key_reused.
 */
export const makeIssueGiftCard = (deps: IssueDeps) => (request: IssueGiftCard) =>
  untilNoConflict(() => issue(deps, request))

async function issue(
  deps: IssueDeps,
  { amount, idempotencyKey, requestHash, cause }: IssueGiftCard,
): Promise<
  Outcome<Issued, 'idempotency_key_reused'> | { readonly ok: false; readonly code: 'version_conflict' }
> {
  const cards = makeGiftCardRepository(deps)
  const before = await cards.issuedBy(idempotencyKey)
  if (before && before.requestHash !== requestHash)
    return refuse('idempotency_key_reused', 'This Idempotency-Key issued another gift card. Send a new one.')
  if (before) {
    const card = await cards.load(before.giftCardId)
    if (!card) throw new Fault(`the gift card ${before.giftCardId} is gone`)
    return success(resourceOf(card))
  }
  const { code, id } = drawCode(deps)
  const issuedAt = deps.clock.now().toISOString()
  const committed = await cards.commit({
    before: undefined,
    card: emptyCard({ id, currency: amount.currency, lastFour: lastFourOf(code), issuedAt }),
    entries: [{ kind: 'issued', amount: amount.amount }],
    cause,
    writes: [cards.issueWrite(idempotencyKey, { requestHash, giftCardId: id })],
  })
  note({ outcome: committed.ok ? 'issued' : committed.code })
  // What is there now was written by a twin of this request: looking again finds it.
  return committed.ok
    ? success({ ...resourceOf(committed.state), code })
    : { ok: false, code: 'version_conflict' }
}
