import * as z from 'zod/mini'
import { type CommitDeps, type Committed, commitChange, type Header } from '#shared/aggregate.ts'
import type { Cause } from '#shared/events.ts'
import { type OrderId, orderId } from '#shared/ids.ts'
import { IS_NEW, type Key, queryAll, type Write } from '#shared/store/store.ts'
import { announce } from '../domain/announce.ts'
import { evolve } from '../domain/evolve.ts'
import type { Fact } from '../domain/facts.ts'
import { newPayment, type Payment, payment } from '../domain/payment.ts'
import { type Refund, refund } from '../domain/refund.ts'

export type StoredPayment = Payment & Header

const stored = z.object({ ...payment.shape, version: z.int(), sequence: z.int() })

/** What a refund's Idempotency-Key stands for. */
export const refundKeyRecord = z.object({ requestHash: z.string(), refundId: z.string(), orderId })
export type RefundKeyRecord = z.infer<typeof refundKeyRecord>

const REFUND = 'REFUND#'
const headerKey = (id: OrderId): Key => ({ pk: `PAY#${id}`, sk: 'HEADER' })
const refundItemKey = (id: OrderId, refundId: string): Key => ({
  pk: headerKey(id).pk,
  sk: `${REFUND}${refundId}`,
})
const refundRecordKey = (key: string): Key => ({ pk: `IDEMPOTENCY#refundPayment#${key}`, sk: 'RECORD' })

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
      const item = await store.get(headerKey(id))
      return item && stored.parse(item)
    },

    async refund(id: OrderId, refundId: string): Promise<Refund | undefined> {
      const item = await store.get(refundItemKey(id, refundId))
      return item && refund.parse(item)
    },

    /** Oldest first. */
    async refunds(id: OrderId): Promise<Refund[]> {
      const items = await queryAll(store, { partition: headerKey(id).pk, sort: { beginsWith: REFUND } })
      return items.map((item) => refund.parse(item))
    },

    async refundKey(key: string): Promise<RefundKeyRecord | undefined> {
      const item = await store.get(refundRecordKey(key))
      return item && refundKeyRecord.parse(item)
    },

    refundWrite: (id: OrderId, one: Refund): Write => ({
      put: { ...refundItemKey(id, one.id), entity: 'refund', ...one },
    }),

    /** `ttl` is when it may be deleted, in seconds since 1970. */
    refundKeyWrite: (key: string, record: RefundKeyRecord, ttl: number): Write => ({
      put: { ...refundRecordKey(key), entity: 'idempotency', ...record, ttl },
      when: IS_NEW,
    }),

    /** Writes the facts, their events and what belongs to them in one commit. */
    async commit({ before, facts, cause, writes = [] }: PaymentChange): Promise<Committed<Payment>> {
      let state: Payment = before
      let { sequence } = before
      const events = facts.flatMap((fact) => {
        state = evolve(state, fact)
        const event = announce(fact, state, sequence + 1)
        if (!event) return []
        sequence += 1
        return [event]
      })
      return commitChange<Payment>(deps, {
        key: headerKey(before.orderId),
        subject: before.orderId,
        before: before.version === 0 ? undefined : before,
        after: state,
        events,
        cause,
        writes,
      })
    },
  }
}

/** A payment that is not written yet. */
export const unwritten = (about: Pick<Payment, 'orderId' | 'currency'>): StoredPayment => ({
  ...newPayment(about),
  version: 0,
  sequence: 0,
})
