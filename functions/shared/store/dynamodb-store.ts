import {
  type AttributeValue,
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb'
import { marshall } from '@aws-sdk/util-dynamodb'
import { decodeCursor, encodeCursor, lastKeyOf } from './cursor.ts'
import { Expressions } from './expressions.ts'
import { itemOf } from './item-of.ts'
import type { Query, Store, Write } from './store.ts'
import { transact } from './transact.ts'

const marshalled = (value: object): Record<string, AttributeValue> =>
  marshall(value, { removeUndefinedValues: true })

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
      return transact(table, async () => {
        await client.send(new TransactWriteItemsCommand({ TransactItems }))
        return { ok: true }
      })
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
