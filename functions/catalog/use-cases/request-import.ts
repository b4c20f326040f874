import type { Clock } from '#shared/clock.ts'
import { type Cause, happened } from '#shared/events.ts'
import { type Ids, type ImportId, importId } from '#shared/ids.ts'
import type { UploadForm } from '#shared/objects.ts'
import { Fault, type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { TransferFiles } from '../adapters/transfer-files.ts'
import type { ImportItems } from '../adapters/transfer-items.ts'
import type { Format, ImportView } from '../contract/interchange.ts'
import { importContinued, importStarted } from '../contract/interchange-events.ts'
import type { ImportJob } from '../domain/transfers.ts'

export interface ImportDeps {
  readonly imports: ImportItems
  readonly files: TransferFiles
  readonly clock: Clock
  readonly ids: Pick<Ids, 'unique'>
}

/** Makes an import that awaits its file, with the form by which the file is uploaded. */
export const makeRequestImport =
  ({ imports, files, clock, ids }: ImportDeps) =>
  async (format: Format, cause: Cause): Promise<Outcome<ImportView & { upload: UploadForm }>> => {
    const now = clock.now().toISOString()
    const job: ImportJob = {
      id: importId.parse(`imp_${ids.unique()}`),
      format,
      status: 'awaiting_upload',
      rows: 0,
      done: 0,
      refused: 0,
      next: 0,
      begun: 0,
      leasedUntil: now,
      requestedBy: cause.actor,
      correlationId: cause.correlationId,
      requestedAt: now,
      progressAt: now,
    }
    const upload = await files.uploadForm(job.id)
    const made = await imports.commit({ before: undefined, after: job, events: [], cause })
    if (!made.ok) throw new Fault(`${job.id} is there already`)
    return success({ ...viewOf(job), upload })
  }

const notFound = refuse('not_found', 'There is no such import that you may see.')

/**
 * Starts an import whose file is there, or asks again for the next part of one that stands still. One that is at
 * its end stays so. Refusals: not_found; conflict where no file was uploaded, or somebody works on it.
 */
export const makeStartImport =
  ({ imports, files, clock }: ImportDeps) =>
  async (id: ImportId, cause: Cause): Promise<Outcome<ImportView>> => {
    const before = await imports.load(id)
    if (!before) return notFound
    if (before.status === 'done' || before.status === 'refused') return success(viewOf(before))
    const now = clock.now().toISOString()
    if (before.leasedUntil > now)
      return refuse('conflict', `The import is being worked on, until ${before.leasedUntil} at the latest.`)
    const isNew = before.status === 'awaiting_upload'
    if (isNew && !(await files.isUploaded(id)))
      return refuse('conflict', 'No file was uploaded yet. Send it by the form that the import came with.')
    const after: ImportJob = isNew
      ? { ...before, status: 'running', startedAt: now, progressAt: now }
      : before
    const event = isNew
      ? happened(importStarted, { importId: id, format: before.format })
      : happened(importContinued, { importId: id, from: before.next })
    const committed = await imports.commit({ before, after, events: [event], cause })
    return committed.ok
      ? success(viewOf(after))
      : refuse('conflict', 'The import has just gone on by itself. Read it again.')
  }

/** Reads how far an import is. Refusal: not_found. */
export const makeReadImport =
  ({ imports }: Pick<ImportDeps, 'imports'>) =>
  async (id: ImportId): Promise<Outcome<ImportView>> => {
    const job = await imports.load(id)
    return job ? success(viewOf(job)) : notFound
  }

/** Lists imports, the newest first, a page at a time; one of a moment ago may be missing. */
export const makeListImports =
  ({ imports }: Pick<ImportDeps, 'imports'>) =>
  async (page: Parameters<ImportItems['list']>[0]) => {
    const { jobs, nextCursor } = await imports.list(page)
    return { items: jobs.map(viewOf), nextCursor }
  }

const viewOf = (job: ImportJob): ImportView => ({
  id: job.id,
  format: job.format,
  status: job.status,
  rows: job.rows,
  done: job.done,
  refused: job.refused,
  requestedBy: job.requestedBy,
  requestedAt: job.requestedAt,
  progressAt: job.progressAt,
  ...(job.startedAt ? { startedAt: job.startedAt } : {}),
  ...(job.finishedAt ? { finishedAt: job.finishedAt } : {}),
})
