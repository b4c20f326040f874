import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge'
import { type Envelope, envelope } from './events.ts'
import type { Item } from './store/store.ts'

/** EventBridge takes 10 entries and 256 kB a request. */
const MAX_ENTRIES = 10
const MAX_BYTES = 256 * 1024

export interface Publisher {
  /** The events that could not be published, after a few tries. */
  publish(events: readonly Envelope[]): Promise<readonly Envelope[]>
}

const TRIES = 3

export function makePublisher(client: Pick<EventBridgeClient, 'send'>, bus: string): Publisher {
  const send = async (sendings: readonly Sending[]): Promise<readonly Sending[]> => {
    const Entries = sendings.map(({ entry }) => entry)
    const { FailedEntryCount = 0, Entries: results = [] } = await client.send(
      new PutEventsCommand({ Entries }),
    )
    return FailedEntryCount === 0
      ? []
      : sendings.filter((_, index) => results[index]?.ErrorCode !== undefined)
  }
  return {
    async publish(events) {
      const lost: Envelope[] = []
      for (const chunk of chunksOf(events, bus)) {
        let left: readonly Sending[] = chunk
        for (let attempt = 1; left.length > 0 && attempt <= TRIES; attempt += 1)
          left = await send(left).catch(() => left)
        lost.push(...left.map(({ event }) => event))
      }
      return lost
    },
  }
}

/** What of a table's history did not get to the bus. */
export interface Unsent {
  /** Items that hold no event, or none that can be read. */
  readonly unreadable: readonly Item[]
  /** Events that the bus refused. */
  readonly lost: readonly Envelope[]
}

/** Publishes the events in history items. One that cannot be read keeps back no other. */
export async function publishHistory(publisher: Publisher, items: readonly Item[]): Promise<Unsent> {
  const read = items.map((item) => ({ item, event: envelope.safeParse(item['event']) }))
  return {
    unreadable: read.flatMap(({ item, event }) => (event.success ? [] : [item])),
    lost: await publisher.publish(read.flatMap(({ event }) => (event.success ? [event.data] : []))),
  }
}

const entryOf = (event: Envelope, bus: string): PutEventsRequestEntry => ({
  EventBusName: bus,
  Source: `cartwright.${event.source}`,
  DetailType: event.type,
  Time: new Date(event.occurredAt),
  Detail: JSON.stringify(event),
})

/** An event, and how a request says it. */
interface Sending {
  readonly event: Envelope
  readonly entry: PutEventsRequestEntry
}

/** Chunks in order, each within both limits of one request. */
export function chunksOf(events: readonly Envelope[], bus: string): Sending[][] {
  const chunks: Sending[][] = []
  let bytes = Number.POSITIVE_INFINITY
  for (const event of events) {
    const entry = entryOf(event, bus)
    const size = Buffer.byteLength(JSON.stringify(entry))
    const last = chunks.at(-1)
    if (last && last.length < MAX_ENTRIES && bytes + size <= MAX_BYTES) {
      last.push({ event, entry })
      bytes += size
    } else {
      chunks.push([{ event, entry }])
      bytes = size
    }
  }
  return chunks
}
