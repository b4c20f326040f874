import { STREAM_READING } from '#lib/stream-reading.ts'
import { hours } from '#shared/clock.ts'
import { envelope } from '#shared/events.ts'
import { type Publisher, publishHistory } from '#shared/outbox.ts'
import { Fault } from '#shared/outcomes.ts'
import type { Item } from '#shared/store/store.ts'
import type { Agenda } from './agenda.ts'
import type { Ports } from './ports.ts'

/** What a stream keeps of what nobody reads. */
const RETENTION = hours(24)

/** Milliseconds until a batch that failed is read again. */
const WAIT = 1_000

export interface StreamDeps {
  readonly agenda: Agenda
  readonly ports: Ports
  readonly publisher: Publisher
  /** The name of the function that reads it. */
  readonly reader: string
  /** What is given up, to the queue of unpublished events. */
  readonly giveUp: (record: Unpublished) => void
}

/** What a message in the queue of unpublished events is about. */
export interface Unpublished {
  readonly type: string
  readonly subject: string
}

interface StreamRecord {
  readonly at: number
  readonly item: Item
}

export type Stream = ReturnType<typeof makeStream>

/** The stream of a table's history, and the mapping by which its publisher reads it. */
export function makeStream({ agenda, ports, publisher, reader, giveUp }: StreamDeps) {
  let waiting: StreamRecord[] | undefined
  let breaksReader: (item: Item) => boolean = () => false

  const age = ({ at }: StreamRecord) => agenda.clock.now().getTime() - at

  function read(batch: readonly StreamRecord[], retries: number, after: number): void {
    agenda.add({ after, name: reader, soon: true, run: () => publish(batch, retries) })
  }

  async function publish(batch: readonly StreamRecord[], retries: number): Promise<void> {
    const tooOld = batch.filter((record) => age(record) > hours(STREAM_READING.giveUpAfterHours))
    for (const { item } of tooOld) giveUp(keyOf(item))
    const left = batch.filter((record) => !tooOld.includes(record))
    if (left.length === 0) return
    try {
      const items = left.map(({ item }) => item)
      const { unreadable, lost } = await ports.act(reader, async () => {
        if (items.some(breaksReader)) throw new Fault(`${reader} breaks on a record`)
        return publishHistory(publisher, items)
      })
      for (const key of [...unreadable.map(keyOf), ...lost]) giveUp(key)
    } catch {
      if (left.length > 1) {
        const middle = Math.ceil(left.length / 2)
        for (const half of [left.slice(0, middle), left.slice(middle)]) read(half, retries, WAIT)
      } else if (retries < STREAM_READING.retries) read(left, retries + 1, WAIT)
      else for (const { item } of left) giveUp(keyOf(item))
    }
  }

  return {
    /** What is written from now on is kept, and not read. */
    stop(): void {
      waiting ??= []
    },

    /** Reads on; what was written before more than a day is gone. Answers how many records are. */
    start(): number {
      const all = waiting ?? []
      waiting = undefined
      const kept = all.filter((record) => age(record) <= RETENTION)
      for (let first = 0; first < kept.length; first += STREAM_READING.batch)
        read(kept.slice(first, first + STREAM_READING.batch), 0, 0)
      return all.length - kept.length
    },

    append(items: readonly Item[]): void {
      const records = items.map((item) => ({ at: agenda.clock.now().getTime(), item }))
      if (waiting) waiting.push(...records)
      else if (records.length > 0) read(records, 0, 0)
    },

    /** The reader ends in the middle of a batch that has such an item. */
    breakOn(test: (item: Item) => boolean): void {
      breaksReader = test
    },
  }
}

function keyOf(item: Item): Unpublished {
  const event = envelope.safeParse(item['event'])
  return event.success ? event.data : { type: 'what cannot be read', subject: item.pk }
}
