import { BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import { expect, test } from 'vitest'
import { makeMemoryStore } from './memory-store.ts'
import { makeDynamoDbReadMany, readAhead, readEach } from './read-many.ts'

const keys = Array.from({ length: 150 }, (_, n) => ({ pk: `P#${n}`, sk: 'HEADER' }))
const there = keys.filter((_, n) => n % 3 !== 0).map((key) => ({ ...key, version: 1 }))

/** Answers for sixty keys at a time at most, as DynamoDB does where capacity is short. */
function shortOfCapacity() {
  const asked: number[] = []
  const send = async (command: unknown) => {
    if (!(command instanceof BatchGetItemCommand)) throw new TypeError('another command')
    const { Keys = [] } = command.input.RequestItems?.['table'] ?? {}
    asked.push(Keys.length)
    const answered = Keys.slice(0, 60)
    const isAsked = ({ pk }: { pk: string }) => answered.some((key) => key['pk']?.S === pk)
    return {
      Responses: { table: there.filter(isAsked).map((item) => marshall(item)) },
      UnprocessedKeys: Keys.length > 60 ? { table: { Keys: Keys.slice(60) } } : {},
    }
  }
  return { asked, client: { send } as unknown as DynamoDBClient }
}

test('many items are read in few requests, and what was left unanswered is asked for again', async () => {
  const { asked, client } = shortOfCapacity()
  const found = await makeDynamoDbReadMany(client, 'table')(keys)
  expect(found.map(({ pk }) => pk).toSorted()).toEqual(there.map(({ pk }) => pk).toSorted())
  expect(asked).toEqual([100, 40, 50])
})

test('what is read ahead is given once; then the store is asked', async () => {
  const store = makeMemoryStore(there)
  const [missing, first] = keys
  if (!missing || !first) throw new Error('there are keys')
  const ahead = await readAhead(store, readEach(store), [missing, first])
  await store.commit([{ put: { ...first, version: 2 } }])
  expect([await ahead.get(first), await ahead.get(missing)]).toEqual([{ ...first, version: 1 }, undefined])
  expect(await ahead.get(first)).toMatchObject({ version: 2 })
})
