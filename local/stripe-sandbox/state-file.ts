import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { emptyTables, type Tables } from './tables.ts'

/** Writing takes at most this share of the time: the more there is to write, the longer the pause. */
const SHARE = 1 / 50
const SHORTEST_PAUSE_MS = 500

export interface StateFile {
  tables: Tables
  /** Has the state written soon; many changes in a row are one write. */
  saveSoon(): void
  /** Writes the state now, and no more after that. */
  close(): Promise<void>
}

/** The sandbox's memory, kept in `state.json` of a folder, or only in memory if there is none. */
export async function openStateFile(directory: string | undefined): Promise<StateFile> {
  if (!directory) return { tables: emptyTables(), saveSoon() {}, close: async () => {} }
  const path = join(directory, 'state.json')
  await mkdir(directory, { recursive: true })
  const tables = await load(path)
  let pause = SHORTEST_PAUSE_MS
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()
  let isClosed = false

  function save() {
    timer = undefined
    writing = writing.then(async () => {
      const start = performance.now()
      await write(path, tables)
      pause = Math.max(SHORTEST_PAUSE_MS, (performance.now() - start) / SHARE)
    })
    return writing
  }

  return {
    tables,
    saveSoon() {
      if (!isClosed) timer ??= setTimeout(() => void save(), pause)
    },
    async close() {
      isClosed = true
      clearTimeout(timer)
      await save()
    },
  }
}

/** A crash while writing leaves the file as it was: the new one takes its place whole. */
async function write(path: string, tables: Tables) {
  const entries = Object.entries(tables).map(([name, table]) => [name, [...table]])
  await writeFile(`${path}.new`, JSON.stringify(Object.fromEntries(entries)))
  await rename(`${path}.new`, path)
}

async function load(path: string): Promise<Tables> {
  const tables = emptyTables()
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}'
    throw error
  })
  try {
    const saved = JSON.parse(text)
    for (const [name, table] of Object.entries(tables)) {
      for (const [id, value] of saved[name] ?? []) table.set(id, value)
    }
  } catch (cause) {
    throw new Error(`${path} is not a state of the Stripe sandbox. Remove it to begin anew.`, { cause })
  }
  return tables
}
