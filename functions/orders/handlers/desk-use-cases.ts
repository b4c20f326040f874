import { makeRuntime } from '#shared/runtime.ts'
import { makeAccessLog } from '../adapters/access-log.ts'
import { makeJobItems } from '../adapters/job-items.ts'
import { makeNoteItems } from '../adapters/note-items.ts'
import { makeOrderIndex } from '../adapters/order-index.ts'
import { makeOrderRepository } from '../adapters/order-repository.ts'
import { makeExportOrders } from '../use-cases/export-orders.ts'
import { makeNoteOrder, makeReadNotes } from '../use-cases/note-order.ts'
import { makeListReadings, makeReadOrderAudit } from '../use-cases/read-audit.ts'
import { makeReadCustomer } from '../use-cases/read-customer.ts'
import { makeContinueJob, makeReadJob, makeRequestJob } from '../use-cases/request-job.ts'
import { makeSearchOrders } from '../use-cases/search-orders.ts'
import { makePutTags } from '../use-cases/tag-order.ts'

/** What the operations at the desk are bound to, made once per cold start. */
export async function deskUseCases() {
  const commit = await makeRuntime().commitDeps()
  const deps = {
    ...commit,
    orders: makeOrderRepository(commit),
    index: makeOrderIndex(commit.store),
    notes: makeNoteItems(commit),
    jobs: makeJobItems(commit),
    accessLog: makeAccessLog(commit),
  }
  return {
    searchOrders: makeSearchOrders(deps),
    exportOrders: makeExportOrders(deps),
    readCustomer: makeReadCustomer(deps),
    readOrderAudit: makeReadOrderAudit(deps),
    listReadings: makeListReadings(deps),
    noteOrder: makeNoteOrder(deps),
    readNotes: makeReadNotes(deps),
    putTags: makePutTags(deps),
    requestJob: makeRequestJob(deps),
    readJob: makeReadJob(deps),
    continueJob: makeContinueJob(deps),
  }
}
