import * as z from 'zod/mini'
import { type CommitDeps, commitChange } from '#shared/aggregate.ts'
import type { Cause, NewEvent } from '#shared/events.ts'
import { type JobId, jobId, type OrderId, orderId } from '#shared/ids.ts'
import { type Lease, leaseOf } from '#shared/job.ts'
import { IS_NEW, type Key, queryAll, type Write } from '#shared/store/store.ts'
import { type JobResult, jobResult } from '../contract/desk-operations.ts'
import { type Job, job } from '../domain/job.ts'

const stored = z.object({ ...job.shape, version: z.int(), sequence: z.int() })
export type StoredJob = z.infer<typeof stored>

const pkOf = (id: JobId) => `JOB#${id}`
const headerKey = (id: JobId): Key => ({ pk: pkOf(id), sk: 'HEADER' })
const ordersKey = (id: JobId): Key => ({ pk: pkOf(id), sk: 'ORDERS' })
const rowKey = (id: JobId, place: number): Key => ({
  pk: pkOf(id),
  sk: `ROW#${String(place).padStart(4, '0')}`,
})
const replayKey = (idempotencyKey: string): Key => ({
  pk: `IDEMPOTENCY#requestJob#${idempotencyKey}`,
  sk: 'RECORD',
})
const replay = z.object({ jobId, requestHash: z.string() })

/** Jobs: header, the list of orders, written once, and a row for each order that has its result. */
export function makeJobItems(deps: CommitDeps) {
  const { store } = deps
  const load = async (id: JobId): Promise<StoredJob | undefined> => {
    const item = await store.get(headerKey(id))
    return item && stored.parse(item)
  }
  return {
    load,

    async orderIds(id: JobId): Promise<readonly OrderId[]> {
      const item = await store.get(ordersKey(id))
      return z.array(orderId).parse(item?.['orderIds'])
    },

    /** The results there are of the rows from `from` until before `to`, by their place. */
    async results(id: JobId, from: number, to: number): Promise<ReadonlyMap<number, JobResult>> {
      const sort = { from: rowKey(id, from).sk, to: rowKey(id, to - 1).sk }
      const items = await queryAll(store, { partition: pkOf(id), sort })
      return new Map(items.map(({ sk, row }) => [Number(sk.slice(4)), jobResult.parse(row)]))
    },

    async replayOf(idempotencyKey: string) {
      const item = await store.get(replayKey(idempotencyKey))
      return item && replay.parse(item)
    },

    /** Writes a new job; false where its Idempotency-Key was used. `ttl` is in seconds since 1970. */
    async create(
      { job: after, orderIds }: { job: Job; orderIds: readonly OrderId[] },
      request: { idempotencyKey: string; requestHash: string; ttl: number },
      { event, cause }: { event: NewEvent; cause: Cause },
    ): Promise<boolean> {
      const { idempotencyKey, requestHash, ttl } = request
      const committed = await commitChange<Job>(deps, {
        key: headerKey(after.id),
        subject: after.id,
        before: undefined,
        after,
        events: [event],
        cause,
        writes: [
          { put: { ...replayKey(idempotencyKey), jobId: after.id, requestHash, ttl }, when: IS_NEW },
          { put: { ...ordersKey(after.id), orderIds } },
        ],
      })
      return committed.ok
    },

    lease: async (id: JobId, lease: Lease): Promise<boolean> =>
      (await store.commit([leaseOf(headerKey(id), lease)])).ok,

    /** Writes the result of a row, and counts it, once: whoever comes later changes nothing. */
    async writeRow(id: JobId, place: number, row: JobResult): Promise<void> {
      const counted: Write = { update: headerKey(id), add: { [row.result]: 1 } }
      await store.commit([{ put: { ...rowKey(id, place), row }, when: IS_NEW }, counted])
    },

    commit: (before: StoredJob, after: Job, event: NewEvent, cause: Cause) =>
      commitChange<Job>(deps, {
        key: headerKey(before.id),
        subject: before.id,
        before,
        after,
        events: [event],
        cause,
      }),
  }
}
export type JobItems = ReturnType<typeof makeJobItems>
