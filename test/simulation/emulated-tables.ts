import { AsyncLocalStorage } from 'node:async_hooks'
import {
  CreateTableCommand,
  DynamoDBClient,
  paginateScan,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb'
import { clientConfig } from '#local/aws.ts'
import { CONTEXTS, type Context } from '#shared/names.ts'
import { makeDynamoDbStore } from '#shared/store/dynamodb-store.ts'
import { itemOf } from '#shared/store/item-of.ts'
import { makeMemoryStore } from '#shared/store/memory-store.ts'
import { commitAll, type Item } from '#shared/store/store.ts'
import { conflictResponse } from './conflict.ts'
import type { OpenTable, Snapshot } from './ground.ts'
import { Conflict } from './ports.ts'
import type { World } from './world.ts'

/** The tables of one world, which are elsewhere than in memory. */
export interface Tables {
  readonly openTable: OpenTable
  /** Lets the world see what is in them now. */
  readonly look: (world: World) => Promise<void>
  readonly close: () => void
}

/** What the commands of the SDK are called as calls of the store, so that a fault means the same here and in memory. */
const CALLS: Readonly<Record<string, string>> = {
  GetItemCommand: 'get',
  QueryCommand: 'query',
  TransactWriteItemsCommand: 'commit',
}

/**
 * Tables on a DynamoDB, real or emulated, used by the real store and SDK; a middleware of the SDK breaks their
 * commands. What a command wrote is read by the publisher even when its reply is lost, as from a stream. `world` is what the tables' names begin with.
 */
export async function makeTables(endpoint: string, world: string, from?: Snapshot): Promise<Tables> {
  const plain = new DynamoDBClient(clientConfig(endpoint))
  const clients = [plain]
  const nameOf = (context: Context) => `${world}-${context}`
  for (const context of CONTEXTS) await begin(plain, nameOf(context), from?.items.get(context) ?? [])

  return {
    openTable: (context, ports, written) => {
      const client = new DynamoDBClient({
        ...clientConfig(endpoint),
        requestHandler: plain.config.requestHandler,
      })
      clients.push(client)
      client.middlewareStack.add(
        (next, { commandName }) =>
          (args) =>
            ports
              .call('store', CALLS[commandName ?? ''] ?? `${commandName}`, async () => {
                const reply = await next(args)
                written(writtenBy(args.input))
                return reply
              })
              .catch((error: unknown) => {
                if (error instanceof Conflict) return inConflict.run(true, () => next(args))
                throw error
              }),
        { step: 'initialize', name: 'breaks' },
      )
      client.middlewareStack.add(
        (next) => async (args) =>
          inConflict.getStore()
            ? { response: conflictResponse(transactItemsOf(args.input).length) }
            : next(args),
        { step: 'deserialize', name: 'conflicts', priority: 'low' },
      )
      return makeDynamoDbStore(client, nameOf(context))
    },
    look: async ({ tables }) => {
      for (const context of tables.keys())
        tables.set(context, makeMemoryStore(await everythingIn(plain, nameOf(context))))
    },
    close: () => {
      for (const client of clients) client.destroy()
    },
  }
}

/** Calls that the emulator is not asked: it knows no conflicts, and the SDK reads for it what DynamoDB answers. */
const inConflict = new AsyncLocalStorage<true>()

const transactItemsOf = (input: object): readonly TransactWriteItem[] =>
  'TransactItems' in input && Array.isArray(input.TransactItems) ? input.TransactItems : []

const writtenBy = (input: object): Item[] =>
  transactItemsOf(input).flatMap(({ Put }) => (Put?.Item ? [itemOf(Put.Item)] : []))

async function begin(client: DynamoDBClient, TableName: string, items: readonly Item[]): Promise<void> {
  await client.send(new CreateTableCommand({ ...TABLE, TableName }))
  const store = makeDynamoDbStore(client, TableName)
  await commitAll(
    store,
    items.map((put) => ({ put })),
  )
}

async function everythingIn(client: DynamoDBClient, TableName: string): Promise<Item[]> {
  const items: Item[] = []
  for await (const page of paginateScan({ client }, { TableName, ConsistentRead: true }))
    items.push(...(page.Items ?? []).map(itemOf))
  return items
}

const keys = (prefix: string) => [
  { AttributeName: `${prefix}pk`, KeyType: 'HASH' as const },
  { AttributeName: `${prefix}sk`, KeyType: 'RANGE' as const },
]
const INDEXES = ['gsi1', 'gsi2']
const TABLE = {
  BillingMode: 'PAY_PER_REQUEST' as const,
  AttributeDefinitions: ['', ...INDEXES]
    .flatMap(keys)
    .map(({ AttributeName }) => ({ AttributeName, AttributeType: 'S' as const })),
  KeySchema: keys(''),
  GlobalSecondaryIndexes: INDEXES.map((IndexName) => ({
    IndexName,
    KeySchema: keys(IndexName),
    Projection: { ProjectionType: 'ALL' as const },
  })),
}
