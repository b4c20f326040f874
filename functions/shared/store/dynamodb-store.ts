import { setTimeout as sleep } from 'node:timers/promises'
import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import { Fault } from '../outcomes.ts'
import { decodeCursor, encodeCursor, lastKeyOf } from './cursor.ts'
import { Expressions } from './expressions.ts'
import { itemOf } from './item-of.ts'
import type { CommitResult, Query, Store, Write } from './store.ts'

const marshalled = (value: object): Record<string, AttributeValue> =>
  marshall(value, { removeUndefinedValues: true })

/** How often a transaction is tried that others get in the way of; the last wait is about a second. */
const ATTEMPTS = 9

/** The store of one context on its DynamoDB table. */
export function makeDynamoDbStore(client: DynamoDBClient, table: string): Store {
  return {
    async get(key) {
      const { Item: found } = await client.send(
        new GetItemCommand({
          TableName: table,
          Key: marshalled({ pk: key.pk, sk: key.sk }),
          ConsistentRead: true,
        }),
      )
      return found && itemOf(found)
    },

    async query(query) {
      if (isEmpty(query)) return { items: [], nextCursor: null }
      const answer = await client.send(queryCommand(table, query))
      const items = (answer.Items ?? []).map(itemOf)
      const last = answer.LastEvaluatedKey && itemOf(answer.LastEvaluatedKey)
      return { items, nextCursor: last ? encodeCursor(lastKeyOf(query, last)) : null }
    },

    async commit(writes) {
      const TransactItems = writes.map((write) => transactItem(table, write))
      for (let attempt = 1; ; attempt += 1) {
        const result = await tryCommit(client, TransactItems)
        if (result !== 'in the way') return result
        if (attempt === ATTEMPTS)
          throw new Fault(`a transaction on ${table} met others in its way ${ATTEMPTS} times`)
        await sleep(Math.random() * Math.min(1_000, 10 * 2 ** attempt))
      }
    },
  }
}

/** A range that ends before it begins: DynamoDB refuses to be asked for it. */
const isEmpty = ({ sort }: Query): boolean =>
  sort !== undefined && !('beginsWith' in sort) && rangeOf(sort).from > rangeOf(sort).to

/** An empty text is no key. */
const rangeOf = ({ from, to = '\uffff' }: { readonly from?: string; readonly to?: string }) => ({
  from: from || ' ',
  to,
})

function queryCommand(table: string, query: Query): QueryCommand {
  const [pk, sk] = query.index ? [`${query.index}pk`, `${query.index}sk`] : ['pk', 'sk']
  const last = decodeCursor(query)
  const names: Record<string, string> = { '#pk': pk }
  const values: Record<string, string> = { ':pk': query.partition }
  const clauses = ['#pk = :pk']
  if (query.sort) {
    names['#sk'] = sk
    if ('beginsWith' in query.sort) {
      values[':prefix'] = query.sort.beginsWith
      clauses.push('begins_with(#sk, :prefix)')
    } else {
      const { from, to } = rangeOf(query.sort)
      Object.assign(values, { ':from': from, ':to': to })
      clauses.push('#sk BETWEEN :from AND :to')
    }
  }
  return new QueryCommand({
    TableName: table,
    IndexName: query.index,
    KeyConditionExpression: clauses.join(' AND '),
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: marshalled(values),
    ScanIndexForward: query.order !== 'backward',
    Limit: query.limit,
    ConsistentRead: query.index ? undefined : true,
    ExclusiveStartKey: last && marshalled(last),
  })
}

function transactItem(table: string, write: Write): TransactWriteItem {
  const expressions = new Expressions()
  const update = 'update' in write ? { UpdateExpression: expressions.update(write) } : {}
  const condition = write.when?.length ? { ConditionExpression: expressions.condition(write.when) } : {}
  const common = { TableName: table, ...condition, ...expressions.parts() }
  if ('put' in write)
    return { Put: { ...common, TableName: write.table ?? table, Item: marshalled(write.put) } }
  if ('update' in write)
    return { Update: { UpdateExpression: '', ...common, ...update, Key: marshalled(write.update) } }
  if ('delete' in write) return { Delete: { ...common, Key: marshalled(write.delete) } }
  return { ConditionCheck: { ConditionExpression: '', ...common, Key: marshalled(write.check) } }
}

async function tryCommit(
  client: DynamoDBClient,
  TransactItems: TransactWriteItem[],
): Promise<CommitResult | 'in the way'> {
  try {
    await client.send(new TransactWriteItemsCommand({ TransactItems }))
    return { ok: true }
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error
    const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code)
    const failed = codes.flatMap((code, index) => (code === 'ConditionalCheckFailed' ? [index] : []))
    if (failed.length > 0) return { ok: false, failed }
    if (codes.some((code) => code === 'TransactionConflict' || code === 'ThrottlingError'))
      return 'in the way'
    throw new Fault(`a transaction was cancelled: ${codes.join(', ')}`, { cause: error })
  }
}
