import type { CommitDeps } from '#shared/aggregate.ts'
import type { GiftCardId, OrderId } from '#shared/ids.ts'
import { of } from '#shared/money.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import { makeGiftCardRepository, type StoredCard } from '../adapters/gift-card-repository.ts'
import { readCardsOfOrder } from '../adapters/order-card-items.ts'
import { giftCardMoved } from '../contract/events.ts'
import { giftCardIdOf } from '../contract/gift-card-code.ts'
import type { GiftCardResource } from '../contract/gift-card-operations.ts'

export const NO_CARD = refuse('not_found', 'There is no such gift card that you may see.')

/** Reads a gift card. Refusal: `not_found`. */
export const makeReadGiftCard =
  (deps: CommitDeps) =>
  async (id: GiftCardId): Promise<Outcome<GiftCardResource, 'not_found'>> => {
    const card = await makeGiftCardRepository(deps).load(id)
    return card ? success(resourceOf(card)) : NO_CARD
  }

/** Lists the gift cards that an order bought, and then those that it is paid with; none of an order that is not there. */
export const makeListGiftCards =
  (deps: CommitDeps) =>
  async ({ orderId, limit, cursor }: { orderId: OrderId; limit: number; cursor?: string | undefined }) => {
    const page = { limit, ...(cursor ? { cursor } : {}) }
    const { cards, nextCursor } = await readCardsOfOrder(deps.store, orderId, page)
    const loaded = await Promise.all(cards.map((id) => makeGiftCardRepository(deps).load(id)))
    return { items: loaded.filter((card) => card !== undefined).map(resourceOf), nextCursor }
  }

/** Reads what moved on a gift card, oldest first. Refusal: `not_found`. */
export const makeListGiftCardEntries =
  (deps: CommitDeps) => async (id: GiftCardId, page: { limit: number; cursor?: string | undefined }) => {
    const cards = makeGiftCardRepository(deps)
    if (!(await cards.load(id))) return NO_CARD
    const { limit, cursor } = page
    const { events, nextCursor } = await cards.entries(id, { limit, ...(cursor ? { cursor } : {}) })
    const items = events.map(({ sequence, occurredAt: at, actor, data }) => {
      const { kind, currency, amount, available, held, orderId, reason } = giftCardMoved.data.parse(data)
      return {
        ...{ sequence, at, actor, kind },
        amount: of(amount, currency),
        available: of(available, currency),
        held: of(held, currency),
        ...(orderId ? { orderId } : {}),
        ...(reason ? { reason } : {}),
      }
    })
    return success({ items, nextCursor })
  }

/**
 * Tells whoever has the code what is left on the card. A code that is mistyped and one that nobody has are told
 * apart, as its check character tells so to everybody. Refusal: `not_found`.
 */
export const makeReadBalance =
  (deps: CommitDeps) =>
  async ({ code }: { readonly code: string }) => {
    const id = giftCardIdOf(code)
    if (!id) return refuse('not_found', 'This code is mistyped: its check character does not fit.')
    const card = await makeGiftCardRepository(deps).load(id)
    if (!card) return refuse('not_found', 'No gift card has this code.')
    const { status, lastFour, available, currency } = card
    return success({ id, status, lastFour, available: of(available, currency) })
  }

export function resourceOf({
  id,
  version,
  status,
  lastFour,
  issuedAt,
  sold,
  ...card
}: StoredCard): GiftCardResource {
  const money = (amount: number) => of(amount, card.currency)
  return {
    ...{ id, version, status, lastFour, issuedAt },
    issued: money(card.issued),
    available: money(card.available),
    held: money(card.held),
    spent: money(card.spent),
    voided: money(card.voided),
    ...(sold ? { boughtBy: sold.orderId } : {}),
  }
}
