import { setTimeout as sleep } from 'node:timers/promises'
import { BatchGetItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'
import { clientConfig } from '#local/aws.ts'

type Item = Readonly<Record<string, unknown>>
export interface Key {
  readonly pk: string
  readonly sk: string
}

interface Wait {
  readonly key: Key
  readonly holds: (item: Item) => boolean
  readonly seen: (item: Item) => void
  readonly failed: (error: Error) => void
  readonly until: number
}

const LOOK_EVERY_MS = 150
const PATIENCE_MS = 180_000
/** BatchGetItem takes 100 keys. */
const MOST_KEYS = 100

const nameOf = ({ pk, sk }: Key): string => `${pk} ${sk}`

export type TableWatch = ReturnType<typeof watchTable>

/**
 * Waits for what items of a table come to say. It looks into the table itself, at all of them at once, so that
 * waiting costs the functions that are measured nothing.
 */
export function watchTable(endpoint: string, table: string) {
  const client = new DynamoDBClient(clientConfig(endpoint))
  const waits = new Set<Wait>()
  let looking = false

  async function read(keys: readonly Key[]): Promise<Item[]> {
    const { Responses } = await client.send(
      new BatchGetItemCommand({
        RequestItems: { [table]: { Keys: keys.map((key) => marshall(key)), ConsistentRead: true } },
      }),
    )
    return (Responses?.[table] ?? []).map((item) => unmarshall(item))
  }

  async function lookOnce(): Promise<void> {
    const keys = [...new Map([...waits].map(({ key }) => [nameOf(key), key])).values()]
    const found = new Map<string, Item>()
    for (let from = 0; from < keys.length; from += MOST_KEYS)
      for (const item of await read(keys.slice(from, from + MOST_KEYS)))
        found.set(`${item['pk']} ${item['sk']}`, item)
    for (const wait of [...waits]) settle(wait, found.get(nameOf(wait.key)))
  }

  function settle(wait: Wait, item: Item | undefined): void {
    if (item && wait.holds(item)) {
      waits.delete(wait)
      wait.seen(item)
    } else if (Date.now() > wait.until) {
      waits.delete(wait)
      wait.failed(
        new Error(`waited ${PATIENCE_MS / 1_000} s in vain for ${nameOf(wait.key)}: ${JSON.stringify(item)}`),
      )
    }
  }

  async function look(): Promise<void> {
    if (looking) return
    looking = true
    while (waits.size > 0) {
      await lookOnce().catch((error: Error) => {
        for (const wait of waits) wait.failed(error)
        waits.clear()
      })
      await sleep(LOOK_EVERY_MS)
    }
    looking = false
  }

  return {
    /** The item, once it is there and the condition holds; throws after three minutes. */
    until: (key: Key, holds: (item: Item) => boolean): Promise<Item> =>
      new Promise((seen, failed) => {
        waits.add({ key, holds, seen, failed, until: Date.now() + PATIENCE_MS })
        void look()
      }),
    close: () => client.destroy(),
  }
}
