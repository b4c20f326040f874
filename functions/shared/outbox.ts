import {
  type EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge'
import type { Envelope } from './events.ts'

/** EventBridge takes 10 entries and 256 kB a request. */
const MAX_ENTRIES = 10
const MAX_BYTES = 256 * 1024

export interface Publisher {
  /** The events that could not be published, after a few tries. */
  publish(events: readonly Envelope[]): Promise<readonly Envelope[]>
}

const TRIES = 3

export function makePublisher(client: Pick<EventBridgeClient, 'send'>, bus: string): Publisher {
  const send = async (events: readonly Envelope[]): Promise<readonly Envelope[]> => {
    const Entries = events.map((event) => entryOf(event, bus))
    const { FailedEntryCount = 0, Entries: results = [] } = await client.send(
      new PutEventsCommand({ Entries }),
    )
    return FailedEntryCount === 0 ? [] : events.filter((_, index) => results[index]?.ErrorCode !== undefined)
  }
  return {
    async publish(events) {
      const lost: Envelope[] = []
      for (const chunk of chunksOf(events, bus)) {
        let left: readonly Envelope[] = chunk
        for (let attempt = 1; left.length > 0 && attempt <= TRIES; attempt += 1)
          left = await send(left).catch(() => left)
        lost.push(...left)
      }
      return lost
    },
  }
}

const entryOf = (event: Envelope, bus: string): PutEventsRequestEntry => ({
  EventBusName: bus,
  Source: `cartwright.${event.source}`,
  DetailType: event.type,
  Time: new Date(event.occurredAt),
  Detail: JSON.stringify(event),
})

/** Chunks in order, each within both limits of one request. */
export function chunksOf(events: readonly Envelope[], bus: string): Envelope[][] {
  const chunks: Envelope[][] = []
  let bytes = Number.POSITIVE_INFINITY
  for (const event of events) {
    const size = Buffer.byteLength(JSON.stringify(entryOf(event, bus)))
    const last = chunks.at(-1)
    if (last && last.length < MAX_ENTRIES && bytes + size <= MAX_BYTES) {
      last.push(event)
      bytes += size
    } else {
      chunks.push([event])
      bytes = size
    }
  }
  return chunks
}
