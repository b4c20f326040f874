import type { paymentGiftCardsUsed } from '#contexts/payments/contract/events.ts'
import { SYSTEM } from '#shared/actor.ts'
import { type CommitDeps, untilNoConflict } from '#shared/aggregate.ts'
import type { AnswerOf, RequestOf } from '#shared/calls.ts'
import { type Cause, causedBy, type EventOf } from '#shared/events.ts'
import type { GiftCardId } from '#shared/ids.ts'
import { note } from '#shared/observability.ts'
import { success } from '#shared/outcomes.ts'
import { makeGiftCardRepository } from '../adapters/gift-card-repository.ts'
import type { holdGiftCards } from '../contract/calls.ts'
import {
  type AskedHold,
  type CardDecision,
  type CardHold,
  endedHold,
  type GiftCard,
  type HoldRefusal,
  type HoldUse,
  settleHold,
  takeHold,
} from '../domain/gift-card.ts'

type Asked = RequestOf<typeof holdGiftCards>
type Answer = AnswerOf<typeof holdGiftCards>
type Parts = Extract<Answer, { outcome: 'held' }>['parts']

/**
 * Holds gift cards for an order. Primary course:
 * 1. looks at all of them, as none is held where one cannot pay;
 * 2. holds one after the other, until they hold the amount; what is held under this id already counts;
 * 3. where one cannot pay after all, as another order was faster, lets go of the others: for good, under this id.
 * Outcomes: held, also where they have less than the amount; declined.
 */
export const makeHoldGiftCards =
  (deps: CommitDeps) =>
  async (asked: Asked): Promise<Answer> => {
    const cause = { correlationId: asked.orderId, causationId: asked.holdId, actor: SYSTEM }
    const held = (await refusalOf(deps, asked)) ?? (await hold(deps, asked, cause))
    note({ orderId: asked.orderId, outcome: typeof held === 'string' ? held : 'held' })
    if (typeof held !== 'string') return { outcome: 'held', parts: held }
    for (const id of asked.giftCards) await settle(deps, id, { ...holdOf(asked), ...LET_GO }, cause)
    return { outcome: 'declined', code: held }
  }

/**
 * What undoes a hold, or makes it final: writes on each card what became of it. Primary course:
 * 1. a hold that is not there yet is ended before it comes;
 * 2. what was captured, given back and let go since is written; what was heard already changes nothing.
 * A card that was never there is passed by: it holds nothing.
 */
export const makeSettleGiftCards =
  (deps: CommitDeps) =>
  async ({ data, ...event }: EventOf<typeof paymentGiftCardsUsed>): Promise<void> => {
    const { orderId, startedAt, holdId: id } = data
    for (const { giftCardId, ...use } of data.cards)
      await settle(deps, giftCardId, { id, orderId, startedAt, ...use }, causedBy(event, SYSTEM))
  }

const LET_GO: HoldUse = { captured: 0, refunded: 0, released: true }

const holdOf = ({ holdId: id, orderId, startedAt }: Asked): AskedHold => ({ id, orderId, startedAt })

const askedOf = (asked: Asked, most: number) => ({ ...holdOf(asked), most, currency: asked.currency })

/** Why one of the cards cannot pay, also one that is not needed. */
async function refusalOf(deps: CommitDeps, asked: Asked): Promise<HoldRefusal | undefined> {
  const cards = makeGiftCardRepository(deps)
  for (const id of asked.giftCards) {
    const [card, holds] = await Promise.all([cards.load(id), cards.holds(id)])
    if (!card) return 'gift_card_unknown'
    const taken = takeHold(card, holds, askedOf(asked, asked.amount))
    if (typeof taken === 'string') return taken
  }
  return undefined
}

async function hold(deps: CommitDeps, asked: Asked, cause: Cause): Promise<Parts | HoldRefusal> {
  const parts: Parts = []
  let most = asked.amount
  for (const giftCardId of asked.giftCards) {
    if (most === 0) break
    const taken = await change(deps, giftCardId, cause, (card, holds) =>
      takeHold(card, holds, askedOf(asked, most)),
    )
    if (typeof taken === 'string') return taken
    if (!taken) return 'gift_card_unknown'
    parts.push({ giftCardId, amount: taken.held })
    most -= taken.held
  }
  return parts
}

async function settle(
  deps: CommitDeps,
  giftCardId: GiftCardId,
  { captured, refunded, released, ...asked }: AskedHold & HoldUse,
  cause: Cause,
): Promise<void> {
  await change(deps, giftCardId, cause, (card, holds) => {
    const known = holds.find(({ id }) => id === asked.id)
    const ended = endedHold(asked)
    const settled = settleHold(card, known ?? ended, { captured, refunded, released })
    return settled ?? (known ? undefined : { card, entries: [], holds: [ended] })
  })
}

/** Changes a card, the way every change is made; undefined where there is no such card, or nothing to change. */
async function change<D extends CardDecision>(
  deps: CommitDeps,
  id: GiftCardId,
  cause: Cause,
  decide: (card: GiftCard, holds: readonly CardHold[]) => D | HoldRefusal | undefined,
): Promise<D | HoldRefusal | undefined> {
  const cards = makeGiftCardRepository(deps)
  const changed = await untilNoConflict(async () => {
    const before = await cards.load(id)
    if (!before) return success(undefined)
    const decided = decide(before, await cards.holds(id))
    if (decided === undefined || typeof decided === 'string') return success(decided)
    if (decided.entries.length === 0 && decided.holds.length === 0) return success(decided)
    const committed = await cards.commit({ before, ...decided, cause })
    return committed.ok ? success(decided) : { ok: false as const, code: 'version_conflict' as const }
  })
  return changed.value
}
