import { setTimeout as sleep } from 'node:timers/promises'
import { BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import { Fault } from '../outcomes.ts'
import { itemOf } from './item-of.ts'
import type { Item, Key, Store } from './store.ts'

/** Reads items as `get` does, many in one request; without those that are not there, in any order. */
export type ReadMany = (keys: readonly Key[]) => Promise<readonly Item[]>

/** Of one request: BatchGetItem takes no more. */
const MOST_KEYS = 100

/** What DynamoDB did not answer for want of capacity is asked for again so often, with growing waits. */
const ATTEMPTS = 8

/** It stands beside the store, as most functions read one item at a time and need not carry it. */
export const makeDynamoDbReadMany =
  (client: DynamoDBClient, table: string): ReadMany =>
  async (keys) => {
    const items: Item[] = []
    for (let from = 0; from < keys.length; from += MOST_KEYS) {
      let Keys = keys.slice(from, from + MOST_KEYS).map(({ pk, sk }) => marshall({ pk, sk }))
      for (let attempt = 1; Keys.length > 0; attempt += 1) {
        if (attempt > ATTEMPTS) throw new Fault(`${table} did not answer for ${Keys.length} items`)
        if (attempt > 1) await sleep(Math.random() * 25 * 2 ** attempt)
        const RequestItems = { [table]: { Keys, ConsistentRead: true } }
        const answer = await client.send(new BatchGetItemCommand({ RequestItems }))
        items.push(...(answer.Responses?.[table] ?? []).map(itemOf))
        Keys = answer.UnprocessedKeys?.[table]?.Keys ?? []
      }
    }
    return items
  }

/** The same where a request costs nothing. */
export const readEach =
  (store: Store): ReadMany =>
  async (keys) => {
    const found = await Promise.all(keys.map((key) => store.get(key)))
    return found.filter((item) => item !== undefined)
  }

const nameOf = ({ pk, sk }: Key): string => `${pk} ${sk}`

/**
 * A store whose first `get` of each of these keys is answered by one request for all of them. What is decided on it is
 * committed on condition of its version, so that an item that has changed since is read again.
 */
export async function readAhead(store: Store, readMany: ReadMany, keys: readonly Key[]): Promise<Store> {
  const found = new Map((await readMany(keys)).map((item) => [nameOf(item), item]))
  const unread = new Set(keys.map(nameOf))
  return {
    ...store,
    get: (key) => (unread.delete(nameOf(key)) ? Promise.resolve(found.get(nameOf(key))) : store.get(key)),
  }
}
