import * as z from 'zod/mini'
import { type CommitDeps, commitChange } from '#shared/aggregate.ts'
import { days } from '#shared/clock.ts'
import { type Cause, happened } from '#shared/events.ts'
import { type CustomerId, customerId, type ExportId, exportId } from '#shared/ids.ts'
import type { Key } from '#shared/store/store.ts'
import { customerExportRequested } from '../contract/events.ts'

/** Whose it is, is part of its key. */
const keyOf = (customer: CustomerId, id: ExportId): Key => ({ pk: `EXPORT#${customer}#${id}`, sk: 'HEADER' })

/** No longer than its file is. */
const KEPT = days(1)
/** Longer than its event can lie in a dead-letter queue (14 days): brought back then, it is still written. */
const WAITS = days(30)

const ttlAfter = (time: number, kept: number): number => Math.ceil((time + kept) / 1_000)

const stored = z.object({
  customerId,
  id: exportId,
  status: z.enum(['running', 'done']),
  requestedAt: z.string(),
})
export type StoredExport = z.infer<typeof stored>

export type ExportItems = ReturnType<typeof makeExportItems>

/** Which exports a customer has asked for lately. */
export function makeExportItems(deps: CommitDeps) {
  return {
    async request(one: Omit<StoredExport, 'status'>, cause: Cause): Promise<StoredExport> {
      const after: StoredExport = { ...one, status: 'running' }
      await commitChange(deps, {
        key: keyOf(one.customerId, one.id),
        subject: one.id,
        before: undefined,
        after: { ...after, entity: 'export', ttl: ttlAfter(Date.parse(one.requestedAt), WAITS) },
        events: [happened(customerExportRequested, { customerId: one.customerId, exportId: one.id })],
        cause,
      })
      return after
    },

    async find(customer: CustomerId, id: ExportId): Promise<StoredExport | undefined> {
      const item = await deps.store.get(keyOf(customer, id))
      return item && stored.parse(item)
    },

    async finish(customer: CustomerId, id: ExportId): Promise<void> {
      await deps.store.commit([
        {
          update: keyOf(customer, id),
          set: { status: 'done', ttl: ttlAfter(deps.clock.now().getTime(), KEPT) },
          when: [['pk', 'present']],
        },
      ])
    },
  }
}
