import * as z from 'zod/mini'
import { type CommitDeps, commitChange, type Header } from '#shared/aggregate.ts'
import type { Cause, NewEvent } from '#shared/events.ts'
import type { ExportId, ImportId } from '#shared/ids.ts'
import { type Lease, leaseOf } from '#shared/job.ts'
import type { Key } from '#shared/store/store.ts'
import { type ExportJob, exportJob, type ImportJob, importJob } from '../domain/transfers.ts'

const header = { version: z.int(), sequence: z.int() }
const storedImport = z.object({ ...importJob.shape, ...header })
export type StoredImport = z.infer<typeof storedImport>
const storedExport = z.object({ ...exportJob.shape, ...header })
export type StoredExport = z.infer<typeof storedExport>

const importKey = (id: ImportId): Key => ({ pk: `IMPORT#${id}`, sk: 'HEADER' })
const exportKey = (id: ExportId): Key => ({ pk: `EXPORT#${id}`, sk: 'HEADER' })

/** The partition of `gsi1` that lists all imports, in the order in which they were asked for. */
const ALL_IMPORTS = 'IMPORTS'

const listed = (job: ImportJob) => ({
  ...job,
  gsi1pk: ALL_IMPORTS,
  gsi1sk: `${job.requestedAt}#${job.id}`,
})

interface PageOf {
  readonly limit: number
  readonly cursor?: string | undefined
}

interface Change<State> {
  readonly before: (State & Header) | undefined
  readonly after: State
  readonly events: readonly NewEvent[]
  readonly cause: Cause
}

/** Imports: a header each. */
export const makeImportItems = (deps: CommitDeps) => ({
  async load(id: ImportId): Promise<StoredImport | undefined> {
    const item = await deps.store.get(importKey(id))
    return item && storedImport.parse(item)
  },

  /** The newest first; one of a moment ago may be missing. */
  async list({ limit, cursor }: PageOf): Promise<{ jobs: StoredImport[]; nextCursor: string | null }> {
    const { items, nextCursor } = await deps.store.query({
      ...{ index: 'gsi1', partition: ALL_IMPORTS, order: 'backward', limit },
      ...(cursor ? { cursor } : {}),
    })
    return { jobs: items.map((item) => storedImport.parse(item)), nextCursor }
  },

  /** Also counts that the part was begun. */
  lease: async (id: ImportId, lease: Lease): Promise<boolean> =>
    (await deps.store.commit([{ ...leaseOf(importKey(id), lease), add: { begun: 1 } }])).ok,

  commit: (change: Change<ImportJob>) =>
    commitChange<ImportJob>(deps, {
      ...change,
      after: listed(change.after),
      key: importKey(change.after.id),
      subject: change.after.id,
    }),
})
export type ImportItems = ReturnType<typeof makeImportItems>

/** Exports: a header each. */
export const makeExportItems = (deps: CommitDeps) => ({
  async load(id: ExportId): Promise<StoredExport | undefined> {
    const item = await deps.store.get(exportKey(id))
    return item && storedExport.parse(item)
  },

  lease: async (id: ExportId, lease: Lease): Promise<boolean> =>
    (await deps.store.commit([leaseOf(exportKey(id), lease)])).ok,

  commit: (change: Change<ExportJob>) =>
    commitChange<ExportJob>(deps, {
      ...change,
      key: exportKey(change.after.id),
      subject: change.after.id,
    }),
})
export type ExportItems = ReturnType<typeof makeExportItems>
