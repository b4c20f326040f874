import * as z from 'zod/mini'
import { defineEvent } from '#shared/events.ts'
import { exportId, importId } from '#shared/ids.ts'
import { format } from './interchange.ts'

/** The file is there, and is to be read. */
export const importStarted = defineEvent({
  type: 'import.started',
  source: 'catalog',
  data: z.strictObject({ importId, format }),
})
/** The parts before `from` are done: it is to go on. */
export const importContinued = defineEvent({
  type: 'import.continued',
  source: 'catalog',
  data: z.strictObject({ importId, from: z.int() }),
})
/** Each line has its result; of a file that could not be read, `refused` counts what the report says of it. */
export const importFinished = defineEvent({
  type: 'import.finished',
  source: 'catalog',
  data: z.strictObject({ importId, done: z.int(), refused: z.int() }),
})

export const exportRequested = defineEvent({
  type: 'export.requested',
  source: 'catalog',
  data: z.strictObject({ exportId, format }),
})
export const exportFinished = defineEvent({
  type: 'export.finished',
  source: 'catalog',
  data: z.strictObject({ exportId, products: z.int() }),
})

/** What `transfers` listens to, on a queue of its own. */
export const transferSubscriptions = [importStarted, importContinued, exportRequested]
