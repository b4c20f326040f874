import * as z from 'zod/mini'
import { type CommitDeps, type Committed, commitChange, type Header } from '#shared/aggregate.ts'
import type { Cause } from '#shared/events.ts'
import { type OrderId, orderId } from '#shared/ids.ts'
import { sealed } from '#shared/personal.ts'
import { IS_NEW, type Key, queryAll, type Write } from '#shared/store/store.ts'
import { announce } from '../domain/announce.ts'
import { evolve } from '../domain/evolve.ts'
import type { Fact } from '../domain/facts.ts'
import { giftCardNews } from '../domain/gift-cards.ts'
import { type Transaction, transaction } from '../domain/outside.ts'
import { newPayment, type Payment, payment } from '../domain/payment.ts'
import { type Refund, refund } from '../domain/refund.ts'

export type StoredPayment = Payment & Header

const stored = z.object({ ...payment.shape, version: z.int(), sequence: z.int() })

/** What an Idempotency-Key stands for: the request that it came with. */
export const keyRecord = z.object({ requestHash: z.string() })
export type KeyRecord = z.infer<typeof keyRecord>

const noted = z.object({ ...transaction.shape, note: z.optional(sealed) })
const note = z.string()

const REFUND = 'REFUND#'
export const paymentKey = (id: OrderId): Key => ({ pk: `PAY#${id}`, sk: 'HEADER' })
const refundItemKey = (id: OrderId, refundId: string): Key => ({
  pk: paymentKey(id).pk,
  sk: `${REFUND}${refundId}`,
})
const MONEY = 'MONEY#'
const transactionKey = (id: OrderId, transactionId: string): Key => ({
  pk: paymentKey(id).pk,
  sk: `${MONEY}${transactionId}`,
})
const referenceKey = (reference: string): Key => ({ pk: `REFERENCE#${reference}`, sk: 'ORDER' })
const recordKey = (key: string): Key => ({ pk: `IDEMPOTENCY#recordMoney#${key}`, sk: 'RECORD' })

export interface NotedTransaction extends Transaction {
  readonly note?: string
}

export interface PaymentChange {
  readonly before: StoredPayment
  readonly facts: readonly Fact[]
  readonly cause: Cause
  readonly writes?: readonly Write[]
}

export type PaymentRepository = ReturnType<typeof makePaymentRepository>

export function makePaymentRepository(deps: CommitDeps) {
  const { store } = deps
  return {
    async load(id: OrderId): Promise<StoredPayment | undefined> {
      const item = await store.get(paymentKey(id))
      return item && stored.parse(item)
    },

    async refund(id: OrderId, refundId: string): Promise<Refund | undefined> {
      const item = await store.get(refundItemKey(id, refundId))
      return item && refund.parse(item)
    },

    /** Oldest first. */
    async refunds(id: OrderId): Promise<Refund[]> {
      const items = await queryAll(store, { partition: paymentKey(id).pk, sort: { beginsWith: REFUND } })
      return items.map((item) => refund.parse(item))
    },

    refundWrite: (id: OrderId, one: Refund): Write => ({
      put: { ...refundItemKey(id, one.id), entity: 'refund', ...one },
    }),

    async transaction(id: OrderId, transactionId: string): Promise<Transaction | undefined> {
      const item = await store.get(transactionKey(id, transactionId))
      return item && transaction.parse(item)
    },

    /** In the order of their ids, with what was noted. */
    async transactions(id: OrderId): Promise<NotedTransaction[]> {
      const items = await queryAll(store, { partition: paymentKey(id).pk, sort: { beginsWith: MONEY } })
      return Promise.all(
        items.map(async (item) => {
          const { note: box, ...about } = noted.parse(item)
          const words = box && (await deps.personal.open(box, note))
          return { ...about, ...(words === undefined ? {} : { note: words }) }
        }),
      )
    },

    /** A note may name a person: it is sealed. */
    transactionWrite: async (id: OrderId, { note: said, ...one }: NotedTransaction): Promise<Write> => ({
      put: {
        ...transactionKey(id, one.id),
        entity: 'transaction',
        ...one,
        ...(said ? { note: await deps.personal.seal(id, said) } : {}),
      },
      when: IS_NEW,
    }),

    /** Whose reference it is, also after it was left. */
    async orderOf(reference: string): Promise<OrderId | undefined> {
      const item = await store.get(referenceKey(reference))
      return item && orderId.parse(item['orderId'])
    },

    async usedKey(key: string): Promise<KeyRecord | undefined> {
      const item = await store.get(recordKey(key))
      return item && keyRecord.parse(item)
    },

    /** `ttl` is when it may be deleted, in seconds since 1970. */
    keyWrite: (key: string, record: KeyRecord, ttl: number): Write => ({
      put: { ...recordKey(key), entity: 'idempotency', ...record, ttl },
      when: IS_NEW,
    }),

    /** Writes the facts, their events and what belongs to them in one commit. */
    async commit({ before, facts, cause, writes = [] }: PaymentChange): Promise<Committed<Payment>> {
      let state: Payment = before
      let { sequence } = before
      const events = facts.flatMap((fact) => {
        state = evolve(state, fact)
        const announced = announce(fact, state, sequence + 1)
        sequence += announced.length
        return announced
      })
      return commitChange<Payment>(deps, {
        key: paymentKey(before.orderId),
        subject: before.orderId,
        before: before.version === 0 ? undefined : before,
        after: state,
        events: [...events, ...giftCardNews(before, state)],
        cause,
        writes: [...writes, ...facts.flatMap((fact) => referenceWrites(before.orderId, fact))],
      })
    },
  }
}

/** A reference is found from the commit on that gives it; it stands for one order for ever. */
const referenceWrites = (id: OrderId, fact: Fact): Write[] =>
  fact.type === 'outside_chosen' && fact.outside.reference
    ? [
        {
          put: { ...referenceKey(fact.outside.reference), entity: 'reference', orderId: id },
          when: IS_NEW,
        },
      ]
    : []

/** A payment that is not written yet. */
export const unwritten = ({
  orderId: id,
  currency,
}: Pick<Payment, 'orderId' | 'currency'>): StoredPayment => ({
  ...newPayment({ orderId: id, currency }),
  version: 0,
  sequence: 0,
})
