import * as z from 'zod/mini'
import { type CommitDeps, commitChange, type Header, readHistory } from '#shared/aggregate.ts'
import { days } from '#shared/clock.ts'
import { type Cause, type Envelope, happened, type NewEvent } from '#shared/events.ts'
import { type GiftCardId, giftCardId, type OrderId } from '#shared/ids.ts'
import { IS_NEW, type Key, queryAll, type Write } from '#shared/store/store.ts'
import { giftCardMoved } from '../contract/events.ts'
import { type CardHold, cardHold, type Entry, type GiftCard, giftCard, moved } from '../domain/gift-card.ts'
import { paidWithWrite } from './order-card-items.ts'

export type StoredCard = GiftCard & Header
const stored = z.object({ ...giftCard.shape, version: z.int(), sequence: z.int() })

const HOLD = 'HOLD#'
export const GIFT_CARD = 'GIFT_CARD#'
export const cardKey = (id: GiftCardId): Key => ({ pk: `${GIFT_CARD}${id}`, sk: 'HEADER' })
const holdKey = (id: GiftCardId, holdId: string): Key => ({ pk: cardKey(id).pk, sk: `${HOLD}${holdId}` })
const issueKey = (key: string): Key => ({ pk: `IDEMPOTENCY#issueGiftCard#${key}`, sk: 'RECORD' })

const issueRecord = z.object({ requestHash: z.string(), giftCardId })

export interface CardChange {
  /** Undefined for a new card. */
  readonly before: StoredCard | undefined
  /** The card but for its movements. */
  readonly card: GiftCard
  readonly entries: readonly Entry[]
  readonly holds?: readonly CardHold[]
  readonly cause: Cause
  /** Told beside its movements. */
  readonly told?: readonly NewEvent[]
  readonly writes?: readonly Write[]
}

export type GiftCardRepository = ReturnType<typeof makeGiftCardRepository>

export function makeGiftCardRepository(deps: CommitDeps) {
  const { store } = deps
  return {
    async load(id: GiftCardId): Promise<StoredCard | undefined> {
      const item = await store.get(cardKey(id))
      return item && stored.parse(item)
    },

    /** What orders hold, or have held, of a card. */
    async holds(id: GiftCardId): Promise<CardHold[]> {
      const items = await queryAll(store, { partition: cardKey(id).pk, sort: { beginsWith: HOLD } })
      return items.map((item) => cardHold.parse(item))
    },

    /** A page of its ledger, oldest first: of its history what moved. */
    async entries(id: GiftCardId, page: { limit?: number; cursor?: string } = {}) {
      const { events, nextCursor } = await readHistory(store, cardKey(id).pk, page)
      return { events: events.filter(({ type }) => type === giftCardMoved.type), nextCursor }
    },

    /** What an Idempotency-Key has issued. */
    async issuedBy(key: string) {
      const item = await store.get(issueKey(key))
      return item && issueRecord.parse(item)
    },

    /** A replay is known for 30 days. */
    issueWrite: (key: string, record: z.infer<typeof issueRecord>): Write => ({
      put: {
        ...issueKey(key),
        ...record,
        ttl: Math.ceil((deps.clock.now().getTime() + days(30)) / 1_000),
      },
      when: IS_NEW,
    }),

    /** Writes the card, an entry of its ledger per movement, and its holds, in one commit. */
    commit({ before, card, entries, holds = [], cause, told = [], writes = [] }: CardChange) {
      let after = card
      const events = entries.map(({ kind, amount, orderId, reason }) => {
        after = moved(after, { kind, amount })
        const { id, currency, available, held } = after
        return happened(giftCardMoved, {
          ...{ giftCardId: id, currency, kind, amount, available, held },
          ...(orderId ? { orderId } : {}),
          ...(reason ? { reason } : {}),
        })
      })
      return commitChange<GiftCard>(deps, {
        ...{ key: cardKey(card.id), subject: card.id, before, after, cause },
        events: [...events, ...told],
        writes: [
          ...writes,
          ...holds.map((hold) => ({ put: { ...holdKey(card.id, hold.id), ...hold } })),
          ...ordersOf(holds).map((orderId) => paidWithWrite(orderId, card.id)),
        ],
      })
    },
  }
}

/** The orders that hold something, each once. */
const ordersOf = (holds: readonly CardHold[]): OrderId[] => [
  ...new Set(holds.filter(({ amount }) => amount > 0).map(({ orderId }) => orderId)),
]

/** What the history of a card says, as its ledger. */
export const entryOf = ({ data }: Envelope): Entry => {
  const { kind, amount, orderId, reason } = giftCardMoved.data.parse(data)
  return { kind, amount, ...(orderId ? { orderId } : {}), ...(reason ? { reason } : {}) }
}
