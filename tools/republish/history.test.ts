import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import { expect, test, vi } from 'vitest'
import type { Envelope } from '#shared/events.ts'
import { recorded } from '#shared/testing-events.ts'
import { historySince, republish } from './history.ts'

const asItem = (sequence: number) =>
  marshall({ pk: 'ORDER#ord_1', sk: `HISTORY#${sequence}`, entity: 'history', event: recorded(sequence) })

function tableOf(...pages: number[][]) {
  const client = new DynamoDBClient({ region: 'us-east-1' })
  const answers = pages.map((page, index) => ({
    Items: page.map(asItem),
    ...(index < pages.length - 1 ? { LastEvaluatedKey: marshall({ pk: String(index) }) } : {}),
  }))
  const send = vi.spyOn(client, 'send').mockImplementation(async () => answers.shift())
  return { client, send }
}

test('every page of the history since then is sent, in its order', async () => {
  const { client, send } = tableOf([1, 2], [], [3])
  const published: number[] = []
  const publisher = {
    publish: async (events: readonly Envelope[]) => {
      published.push(...events.map(({ sequence }) => sequence))
      return []
    },
  }
  const result = await republish(historySince(client, 'orders', '2026-11-22T09:00:00.000Z'), publisher)
  expect(result).toEqual({ sent: 3, unreadable: [], lost: [] })
  expect(published).toEqual([1, 2, 3])
  const [{ input } = { input: {} }] = send.mock.calls[0] ?? []
  expect(input).toMatchObject({
    TableName: 'orders',
    ExpressionAttributeValues: { ':history': { S: 'history' }, ':since': { S: '2026-11-22T09:00:00.000Z' } },
  })
})

test('what the bus refuses is told, and the rest is sent', async () => {
  const { client } = tableOf([1, 2], [3])
  const publisher = {
    publish: async (events: readonly Envelope[]) => events.filter(({ sequence }) => sequence === 2),
  }
  const { sent, lost } = await republish(
    historySince(client, 'orders', '2026-11-22T09:00:00.000Z'),
    publisher,
  )
  expect(sent).toBe(2)
  expect(lost.map(({ sequence }) => sequence)).toEqual([2])
})

test('an item that cannot be read is told, and keeps back no other', async () => {
  async function* history() {
    yield [1, 2, 3].map((n) => ({
      pk: 'ORDER#ord_1',
      sk: String(n),
      event: n === 2 ? { id: 'broken' } : recorded(n),
    }))
  }
  const published: number[] = []
  const publisher = {
    publish: async (events: readonly Envelope[]) => {
      published.push(...events.map(({ sequence }) => sequence))
      return []
    },
  }
  const { sent, unreadable } = await republish(history(), publisher)
  expect({ sent, unreadable: unreadable.map(({ sk }) => sk) }).toEqual({ sent: 2, unreadable: ['2'] })
  expect(published).toEqual([1, 3])
})
