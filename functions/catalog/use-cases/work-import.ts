import { after, type Clock, seconds } from '#shared/clock.ts'
import { type Cause, happened, type NewEvent } from '#shared/events.ts'
import type { ImportId } from '#shared/ids.ts'
import { inParallel } from '#shared/in-parallel.ts'
import { leaseFrom, takePart } from '#shared/job.ts'
import { note } from '#shared/observability.ts'
import { Fault } from '#shared/outcomes.ts'
import type { TransferFiles } from '../adapters/transfer-files.ts'
import type { ImportItems, StoredImport } from '../adapters/transfer-items.ts'
import { importContinued, importFinished } from '../contract/interchange-events.ts'
import { type Entry, faultsOf, type GoodEntry } from '../domain/interchange/check.ts'
import type { RowFault } from '../domain/interchange/faults.ts'
import { readFile } from '../domain/interchange/read-file.ts'
import { reportOf, reportOfFile } from '../domain/interchange/report.ts'
import type { ImportJob } from '../domain/transfers.ts'
import type { ImportProduct, ProductOfFile } from './import-product.ts'

export interface WorkImportDeps {
  readonly imports: ImportItems
  readonly files: TransferFiles
  /** Made anew for the products of each part. */
  readonly importProducts: (products: readonly ProductOfFile[]) => Promise<ImportProduct>
  readonly clock: Clock
}

/** Products of a part, and how many are put side by side. */
const PART = 100
const SIDE_BY_SIDE = 16

/** Parts are begun so long: what is begun then ends well within the function's time limit. */
const WORKED_ON = seconds(10)

/** Files that are written side by side. */
const FILES_AT_ONCE = 8

/**
 * Works on an import from where it is. Primary course:
 * 1. takes the next part for itself, for a minute;
 * 2. where the file was not read yet: reads it, and cuts it into parts of products, good and bad ones;
 * 3. puts the good products of a part side by side, writes the part's report, and moves the import on;
 * 4. does so with the next part as long as there is time, then asks for the rest by an event; or ends the import.
 *
 * It may die at any place: the event comes again. A part that is done again changes nothing, as its products are so
 * already; those that somebody changed after this import did are known by their history, and left as they are.
 */
export const makeWorkImport =
  (deps: WorkImportDeps) =>
  async (id: ImportId, cause: Cause): Promise<void> => {
    const until = after(deps.clock.now(), WORKED_ON)
    const from = (await deps.imports.load(id))?.next ?? 0
    let job = await takePart({ jobs: deps.imports, clock: deps.clock }, id, from)
    if (!job) return
    if (job.parts === undefined) job = await readUpload(deps, job, cause)
    while (job.status === 'running' && deps.clock.now().toISOString() < until)
      job = await workOnPart(deps, job, cause)
    if (job.status === 'running') await askForRest(deps, job, cause)
    note({ count: job.next - from })
  }

/** The import as it is then. */
type Moved = Promise<StoredImport>

async function readUpload(deps: WorkImportDeps, job: StoredImport, cause: Cause): Moved {
  const bytes = await deps.files.upload(job.id)
  if (!bytes) throw new Fault(`the file of ${job.id} was uploaded, and is not there`)
  const read = readFile(job.format, bytes)
  if (!read.ok) {
    const lines = reportOfFile(read.faults)
    await deps.files.writeReport(job.id, 0, lines)
    const refused = { ...job, status: 'refused' as const, parts: 1, next: 1, refused: lines.length }
    return moveOn(deps, job, refused, cause)
  }
  const parts = Math.ceil(read.entries.length / PART)
  await inParallel(FILES_AT_ONCE, parts, (place) =>
    deps.files.writePart(job.id, place, read.entries.slice(place * PART, (place + 1) * PART)),
  )
  const rows = read.entries.reduce((sum, { lines }) => sum + lines.length, 0)
  return moveOn(deps, job, { ...job, parts, rows }, cause)
}

async function workOnPart(deps: WorkImportDeps, job: StoredImport, cause: Cause): Moved {
  const entries = await deps.files.readPart(job.id, job.next)
  const put = await deps.importProducts(entries.filter((entry) => entry.ok))
  const reports = await inParallel(SIDE_BY_SIDE, entries.length, async (place) => {
    const entry = entries[place]
    return entry ? reportOf(entry, await resultOf(put, job, entry)) : []
  })
  const lines = reports.flat()
  await deps.files.writeReport(job.id, job.next, lines)
  const done = lines.filter(({ result }) => result === 'done').length
  const next = job.next + 1
  const moved: ImportJob = {
    ...job,
    next,
    done: job.done + done,
    refused: job.refused + lines.length - done,
    begun: 1,
    ...(next === job.parts ? { status: 'done' as const } : {}),
  }
  return moveOn(deps, job, moved, cause)
}

/** What is wrong with a product; nothing where it is put. */
async function resultOf(put: ImportProduct, job: StoredImport, entry: Entry): Promise<readonly RowFault[]> {
  if (!entry.ok) return entry.faults
  const cause = {
    correlationId: job.correlationId,
    causationId: `${job.id}/${entry.id}`,
    actor: job.requestedBy,
  }
  const outcome = await put(entry, cause, { again: job.begun > 1 })
  if (outcome.ok) return []
  const { code, detail, errors = [] } = outcome
  return errors.length > 0 ? faultsOf(job.format, entry, errors) : [ofAll(entry, code, detail)]
}

const ofAll = ({ lines }: GoodEntry, code: string, detail: string): RowFault => ({
  line: lines[0]?.line ?? 0,
  code,
  detail,
})

async function moveOn(deps: WorkImportDeps, before: StoredImport, moved: ImportJob, cause: Cause): Moved {
  const now = deps.clock.now()
  const { id: importId, done, refused } = moved
  const ended = moved.status !== 'running'
  const events: NewEvent[] = ended ? [happened(importFinished, { importId, done, refused })] : []
  const committed = await deps.imports.commit({
    before,
    after: {
      ...moved,
      progressAt: now.toISOString(),
      leasedUntil: ended ? now.toISOString() : leaseFrom(now),
      ...(ended ? { finishedAt: now.toISOString() } : {}),
    },
    events,
    cause,
  })
  // Maybe by this very worker, whose reply was lost: the event comes again, and finds out.
  if (!committed.ok) throw new Fault(`${importId} was moved on in between`)
  return committed.state
}

/** Gives the import back, for whoever hears that it is to go on. */
async function askForRest(deps: WorkImportDeps, job: StoredImport, cause: Cause): Promise<void> {
  const event = happened(importContinued, { importId: job.id, from: job.next })
  const released = { ...job, begun: 0, leasedUntil: deps.clock.now().toISOString() }
  const committed = await deps.imports.commit({ before: job, after: released, events: [event], cause })
  if (!committed.ok) throw new Fault(`${job.id} was moved on in between`)
}
