import type { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { expect, test } from 'vitest'
import { type Envelope, envelope } from './events.ts'
import { chunksOf, makePublisher, publishHistory } from './outbox.ts'
import { recorded } from './testing-events.ts'

const events = (count: number): Envelope[] => Array.from({ length: count }, (_, index) => recorded(index + 1))

/** A bus that refuses an event so often, by its sequence, and keeps what it took. */
function busRefusing(refusals: Record<number, number>) {
  const taken: number[] = []
  const send = async ({ input }: PutEventsCommand) => {
    const Entries = (input.Entries ?? []).map(({ Detail = '' }) => {
      const { sequence } = envelope.parse(JSON.parse(Detail))
      const left = refusals[sequence] ?? 0
      refusals[sequence] = left - 1
      if (left > 0) return { ErrorCode: 'InternalFailure' }
      taken.push(sequence)
      return { EventId: String(sequence) }
    })
    return { Entries, FailedEntryCount: Entries.filter(({ ErrorCode }) => ErrorCode).length }
  }
  return { taken, client: { send } as unknown as Pick<EventBridgeClient, 'send'> }
}

test('entries that the bus refuses are sent again, and those it took are not', async () => {
  const { taken, client } = busRefusing({ 2: 1, 5: 2 })
  expect(await makePublisher(client, 'bus').publish(events(6))).toEqual([])
  expect(taken).toEqual([1, 3, 4, 6, 2, 5])
})

test('an entry that is refused three times is given back, and the rest is sent', async () => {
  const { taken, client } = busRefusing({ 3: 3 })
  const lost = await makePublisher(client, 'bus').publish(events(12))
  expect(lost.map(({ sequence }) => sequence)).toEqual([3])
  expect(taken).toEqual([1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12])
})

test('what a request that failed as a whole brought is sent again, then given back', async () => {
  let requests = 0
  const send = async () => {
    requests += 1
    throw new Error('the bus is away')
  }
  const client = { send } as unknown as Pick<EventBridgeClient, 'send'>
  expect(await makePublisher(client, 'bus').publish(events(11))).toHaveLength(11)
  expect(requests).toBe(6)
})

test('a request holds at most 10 entries and 256 kB', () => {
  expect(chunksOf(events(21), 'bus').map(({ length }) => length)).toEqual([10, 10, 1])
  const large = [1, 2, 3].map((sequence) => recorded(sequence, { text: 'x'.repeat(120_000) }))
  expect(chunksOf(large, 'bus').map(({ length }) => length)).toEqual([2, 1])
})

test('an item that holds no event is told, and keeps back no other', async () => {
  const { taken, client } = busRefusing({})
  const items = [1, 2, 3].map((n) => ({
    pk: 'ORDER#ord_1',
    sk: String(n),
    event: n === 2 ? {} : recorded(n),
  }))
  const { unreadable, lost } = await publishHistory(makePublisher(client, 'bus'), items)
  expect(unreadable.map(({ sk }) => sk)).toEqual(['2'])
  expect(lost).toEqual([])
  expect(taken).toEqual([1, 3])
})
