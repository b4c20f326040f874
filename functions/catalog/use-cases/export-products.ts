import { after, type Clock, seconds } from '#shared/clock.ts'
import { type Cause, happened } from '#shared/events.ts'
import { type ExportId, exportId, type Ids } from '#shared/ids.ts'
import { takePart } from '#shared/job.ts'
import { Fault, type Outcome, refuse, success } from '#shared/outcomes.ts'
import { queryAll, type Store } from '#shared/store/store.ts'
import { ALL_PRODUCTS, productHeader } from '../adapters/product-items.ts'
import type { TransferFiles } from '../adapters/transfer-files.ts'
import type { ExportItems } from '../adapters/transfer-items.ts'
import type { ExportView, Format } from '../contract/interchange.ts'
import { exportFinished, exportRequested } from '../contract/interchange-events.ts'
import { writeCsv } from '../domain/interchange/write-csv.ts'
import { writeJson } from '../domain/interchange/write-json.ts'
import type { ExportJob } from '../domain/transfers.ts'

export interface ExportDeps {
  readonly exports: ExportItems
  readonly files: TransferFiles
  readonly store: Store
  readonly clock: Clock
  readonly ids: Pick<Ids, 'unique'>
}

/** Seconds for which the address of a file is good. */
const DOWNLOAD_WITHIN = 3_600

/** Makes an export; it is written when its event is heard. */
export const makeRequestExport =
  ({ exports, clock, ids }: Pick<ExportDeps, 'exports' | 'clock' | 'ids'>) =>
  async (format: Format, cause: Cause): Promise<Outcome<ExportView>> => {
    const now = clock.now().toISOString()
    const job: ExportJob = {
      id: exportId.parse(`exp_${ids.unique()}`),
      format,
      status: 'running',
      products: 0,
      next: 0,
      leasedUntil: now,
      requestedBy: cause.actor,
      requestedAt: now,
    }
    const event = happened(exportRequested, { exportId: job.id, format })
    const made = await exports.commit({ before: undefined, after: job, events: [event], cause })
    if (!made.ok) throw new Fault(`${job.id} is there already`)
    return success(viewOf(job))
  }

/**
 * Writes all products to a file, by status and id. Who dies over it has changed nothing: the event comes again, and
 * the file is written anew.
 */
export const makeWorkExport =
  (deps: Omit<ExportDeps, 'ids'>) =>
  async (id: ExportId, cause: Cause): Promise<void> => {
    const before = await takePart({ jobs: deps.exports, clock: deps.clock }, id, 0)
    if (!before) return
    const items = await queryAll(deps.store, { index: 'gsi1', partition: ALL_PRODUCTS })
    const products = items.map((item) => productHeader.parse(item))
    const text = before.format === 'csv' ? writeCsv(products) : writeJson(products)
    await deps.files.writeExport(id, before.format, text)
    const finished: ExportJob = {
      ...before,
      status: 'done',
      products: products.length,
      finishedAt: deps.clock.now().toISOString(),
    }
    const event = happened(exportFinished, { exportId: id, products: products.length })
    await deps.exports.commit({ before, after: finished, events: [event], cause })
  }

/** Reads whether an export is done, with the address of its file. Refusal: not_found. */
export const makeReadExport =
  ({ exports, files, clock }: Pick<ExportDeps, 'exports' | 'files' | 'clock'>) =>
  async (id: ExportId): Promise<Outcome<ExportView>> => {
    const job = await exports.load(id)
    if (!job) return refuse('not_found', 'There is no such export that you may see.')
    if (job.status === 'running') return success(viewOf(job))
    const download = {
      url: await files.exportUrl(id, job.format, DOWNLOAD_WITHIN),
      expiresAt: after(clock.now(), seconds(DOWNLOAD_WITHIN)),
    }
    return success({ ...viewOf(job), download })
  }

const viewOf = ({
  id,
  format,
  status,
  products,
  requestedBy,
  requestedAt,
  finishedAt,
}: ExportJob): ExportView => ({
  id,
  format,
  status,
  products,
  requestedBy,
  requestedAt,
  ...(finishedAt ? { finishedAt } : {}),
})
