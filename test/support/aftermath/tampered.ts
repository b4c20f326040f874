import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import { clientConfig } from '#local/aws.ts'
import { type Outputs, stageOf } from '#local/outputs.ts'
import { type Context, tableName } from '#shared/names.ts'
import type { Item, Store } from '#shared/store/store.ts'
import { type AuditWorld, readOnly } from '../../../tools/audit/world.ts'

/** Something wrong in a table: which items, and what is wrong with them. */
export interface Planted {
  readonly context: Context
  readonly in: (item: Item) => boolean
  readonly change: (item: Item) => object
}

/** The same world, in which every reader finds something wrong; nothing is written. */
export function tampered(world: AuditWorld, planted: Planted): AuditWorld {
  const seen = (context: Context, item: Item): Item =>
    context === planted.context && planted.in(item) ? { ...item, ...planted.change(item) } : item
  const storeOf = (context: Context): Store => {
    const store = world.tables.of(context)
    return readOnly({
      async get(key) {
        const item = await store.get(key)
        return item && seen(context, item)
      },
      async query(query) {
        const page = await store.query(query)
        return { ...page, items: page.items.map((item) => seen(context, item)) }
      },
    })
  }
  return {
    ...world,
    tables: {
      of: storeOf,
      async *items(context, beginning) {
        for await (const page of world.tables.items(context, beginning))
          yield page.map((item) => seen(context, item))
      },
    },
  }
}

/** Writes something wrong into the table itself, into all that a walk in this world meets; gives what puts it right. */
export async function plantedInTables(
  outputs: Outputs,
  { tables }: AuditWorld,
  { context, in: isMeant, change }: Planted,
): Promise<() => Promise<void>> {
  const client = new DynamoDBClient(clientConfig(outputs.awsEndpoint))
  const put = async (item: Item) => {
    const TableName = tableName(stageOf(outputs), context)
    await client.send(new PutItemCommand({ TableName, Item: marshall(item) }))
  }
  const all = (await Array.fromAsync(tables.items(context, { pk: '', sk: '' }))).flat()
  const right = all.filter(isMeant)
  for (const item of right) await put({ ...item, ...change(item) })
  return async () => {
    for (const item of right) await put(item)
    client.destroy()
  }
}

/** Walks in this world meet only what names one of the texts, and all papers, whose series is one. */
export const onlyAbout = (world: AuditWorld, texts: readonly string[]): AuditWorld => ({
  ...world,
  gateway: { ...world.gateway, rest: async () => [] },
  tables: {
    ...world.tables,
    async *items(context, beginning) {
      for await (const page of world.tables.items(context, beginning))
        yield page.filter((item) => {
          const content = JSON.stringify(item)
          return context === 'documents' || texts.some((text) => content.includes(text))
        })
    },
  },
})
