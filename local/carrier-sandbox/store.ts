import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type AddressRecord,
  type PendingEvent,
  type SandboxState,
  type ShipmentRecord,
  sandboxState,
  type TrackerRecord,
} from './records.ts'

/** Records by id, and by a second key that need not be unique: the newest record with it is found. */
export interface Table<T extends { id: string }> {
  put(record: T): void
  remove(id: string): void
  get(id: string): T | undefined
  find(secondKey: string): T | undefined
  /** Oldest first. */
  list(): T[]
}

export interface Store {
  addresses: Table<AddressRecord>
  /** Second key: the client's `reference`. */
  shipments: Table<ShipmentRecord>
  /** Second key: the tracking code. */
  trackers: Table<TrackerRecord>
  pendingEvents: Table<PendingEvent>
  /** Writes what has not been written yet, and waits until it is on the disk. */
  flush(): Promise<void>
}

const WRITE_AFTER_MS = 500

/**
 * Opens the store, with what `<stateDir>/state.json` holds if there is one. Changes are written back half a second
 * after the first of them, to a file beside it that is then renamed, so that a reader never finds half a state.
 * @throws if the file is there but is not a state this version can read.
 */
export async function openStore(stateDir?: string): Promise<Store> {
  const saved = stateDir === undefined ? undefined : await readState(stateDir)
  const writer = stateDir === undefined ? undefined : makeWriter(stateDir, () => snapshot(store))
  const changed = () => writer?.soon()
  const store: Store = {
    addresses: makeTable(saved?.addresses ?? [], changed),
    shipments: makeTable(saved?.shipments ?? [], changed, (shipment) => shipment.reference),
    trackers: makeTable(saved?.trackers ?? [], changed, (tracker) => tracker.trackingCode),
    pendingEvents: makeTable(saved?.pendingEvents ?? [], changed),
    flush: async () => writer?.flush(),
  }
  return store
}

function makeTable<T extends { id: string }>(
  saved: T[],
  changed: () => void,
  secondKeyOf: (record: T) => string | null = () => null,
): Table<T> {
  const records = new Map<string, T>()
  const idsBySecondKey = new Map<string, string>()
  const add = (record: T) => {
    const secondKey = secondKeyOf(record)
    if (secondKey !== null && !records.has(record.id)) idsBySecondKey.set(secondKey, record.id)
    records.set(record.id, record)
  }
  saved.forEach(add)
  return {
    put(record) {
      add(record)
      changed()
    },
    remove(id) {
      if (records.delete(id)) changed()
    },
    get: (id) => records.get(id),
    find: (secondKey) => records.get(idsBySecondKey.get(secondKey) ?? ''),
    list: () => [...records.values()],
  }
}

function snapshot(store: Store): SandboxState {
  return {
    addresses: store.addresses.list(),
    shipments: store.shipments.list(),
    trackers: store.trackers.list(),
    pendingEvents: store.pendingEvents.list(),
  }
}

const stateFile = (stateDir: string) => join(stateDir, 'state.json')

async function readState(stateDir: string): Promise<SandboxState | undefined> {
  const file = stateFile(stateDir)
  const json = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined
    throw new Error(`The carrier sandbox cannot read its state from ${file}.`, { cause })
  })
  if (json === undefined) return undefined
  try {
    return sandboxState.parse(JSON.parse(json))
  } catch (cause) {
    throw new Error(`${file} is not a state of the carrier sandbox. Remove it to start afresh.`, { cause })
  }
}

function makeWriter(stateDir: string, state: () => SandboxState) {
  let timer: NodeJS.Timeout | undefined
  let written = Promise.resolve()

  async function write() {
    const file = stateFile(stateDir)
    await mkdir(stateDir, { recursive: true })
    await writeFile(`${file}.new`, JSON.stringify(state()))
    await rename(`${file}.new`, file)
  }
  function flush() {
    if (timer === undefined) return written
    clearTimeout(timer)
    timer = undefined
    written = written.then(write)
    return written
  }
  return {
    flush,
    soon() {
      timer ??= setTimeout(flush, WRITE_AFTER_MS)
    },
  }
}
