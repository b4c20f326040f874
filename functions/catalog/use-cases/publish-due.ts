import { type CommitDeps, commitChange, untilNoConflict } from '#shared/aggregate.ts'
import type { Cause } from '#shared/events.ts'
import type { ProductId } from '#shared/ids.ts'
import { note } from '#shared/observability.ts'
import { queryAll } from '#shared/store/store.ts'
import { DUE_PRODUCTS, itemOf, productHeader, productKey } from '../adapters/product-items.ts'
import { decidePublication } from '../domain/product.ts'

/**
 * Shows the products whose time has come.
 * 1. Find those that are due by now.
 * 2. Show each, unless somebody wrote it meanwhile so that it is not due any more.
 * One that could not be shown is found again by the next run.
 */
export const makePublishDue =
  (deps: CommitDeps) =>
  async (cause: Cause): Promise<void> => {
    const now = deps.clock.now()
    const due = await queryAll(deps.store, {
      index: 'gsi2',
      partition: DUE_PRODUCTS,
      sort: { to: now.toISOString() },
    })
    for (const item of due) await publish(deps, productHeader.shape.id.parse(item['id']), now, cause)
    note({ count: due.length })
  }

const publish = (deps: CommitDeps, id: ProductId, now: Date, cause: Cause) =>
  untilNoConflict(async () => {
    const key = productKey(id)
    const item = await deps.store.get(key)
    if (!item) return { ok: true as const }
    const before = productHeader.parse(item)
    const { after, events } = decidePublication(before, id, now)
    if (events.length === 0) return { ok: true as const }
    const committed = await commitChange(deps, {
      key,
      subject: id,
      before,
      after: itemOf(id, after),
      events,
      cause,
    })
    return committed.ok ? { ok: true as const } : { ok: false as const, code: 'version_conflict' as const }
  })
