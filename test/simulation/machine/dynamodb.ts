import { unmarshall } from '@aws-sdk/util-dynamodb'
import * as z from 'zod/mini'
import type { Clause, Condition, Item, Key, Store, Write } from '#shared/store/store.ts'
import { Conflict } from '../ports.ts'
import { NotUnderstood, StatesError } from './errors.ts'

/** Values as DynamoDB's API writes them; of its types only those that our definition uses. */
const plain = z.union([z.strictObject({ S: z.string() }), z.strictObject({ N: z.string() })])
const value = z.union([plain, z.strictObject({ M: z.record(z.string(), plain) })])
const values = z.record(z.string(), value)

const update = z.strictObject({
  TableName: z.string(),
  Key: values,
  UpdateExpression: z.string(),
  ConditionExpression: z.string(),
  ExpressionAttributeNames: z._default(z.record(z.string(), z.string()), {}),
  ExpressionAttributeValues: z._default(values, {}),
})
const put = z.strictObject({ TableName: z.string(), Item: values })
const transaction = z.strictObject({
  TransactItems: z.array(z.union([z.strictObject({ Update: update }), z.strictObject({ Put: put })])),
})

type UpdateItem = z.infer<typeof update>
const keyed = z.looseObject({ pk: z.string(), sk: z.string() })
const keyIn = (given: z.infer<typeof values>): Key => {
  const { pk, sk } = keyed.parse(unmarshall(given))
  return { pk, sk }
}
const itemIn = (given: z.infer<typeof values>): Item => keyed.parse(unmarshall(given))

const CANCELLED = 'DynamoDb.TransactionCanceledException'

/** Names the conflict with a transaction as the machine is told of it; no SDK tries again for it. */
const named = (code: string) => (error: unknown) => {
  throw error instanceof Conflict ? new StatesError(code, error.message) : error
}

/** The writes that the machine makes by itself, on the stores of the simulation by the names of their tables. */
export function makeDirectWrites(storeOf: (table: string) => Store) {
  return {
    async updateItem(given: unknown): Promise<Record<string, never>> {
      const asked = understood(update, given)
      const done = await storeOf(asked.TableName)
        .commit([updateWrite(asked)])
        .catch(named('DynamoDb.TransactionConflictException'))
      if (!done.ok) throw new StatesError('DynamoDb.ConditionalCheckFailedException', 'the condition failed')
      return {}
    },

    async transactWriteItems(given: unknown): Promise<Record<string, never>> {
      const { TransactItems } = understood(transaction, given)
      const items = TransactItems.map((item) =>
        'Update' in item
          ? { table: item.Update.TableName, write: updateWrite(item.Update) }
          : { table: item.Put.TableName, write: { put: itemIn(item.Put.Item) } satisfies Write },
      )
      const [table, ...others] = [...new Set(items.map((item) => item.table))]
      if (table === undefined || others.length > 0)
        throw new NotUnderstood('a transaction over several tables')
      const done = await storeOf(table)
        .commit(items.map(({ write }) => write))
        .catch(named(CANCELLED))
      if (!done.ok) throw new StatesError(CANCELLED, 'a condition failed')
      return {}
    },
  }
}

function understood<Schema extends z.ZodMiniType>(schema: Schema, given: unknown): z.infer<Schema> {
  const read = schema.safeParse(given)
  if (read.success) return read.data
  throw new NotUnderstood(z.prettifyError(read.error))
}

function updateWrite(asked: UpdateItem): Write {
  const named = unmarshall(asked.ExpressionAttributeValues)
  const attribute = (name: string) => asked.ExpressionAttributeNames[name] ?? name
  return {
    update: keyIn(asked.Key),
    set: Object.fromEntries(
      assignments(asked.UpdateExpression).map(([name, placeholder]) => [
        attribute(name),
        namedValue(named, placeholder),
      ]),
    ),
    when: conditionOf(asked.ConditionExpression, attribute, named),
  }
}

/** `SET a = :a, #b = :b`. */
function assignments(expression: string): [name: string, placeholder: string][] {
  const list = /^SET (.+)$/.exec(expression)?.[1]
  if (list === undefined) throw new NotUnderstood(`the update "${expression}"`)
  return list.split(', ').map((part) => {
    const [, name, placeholder] = /^(#?\w+) = (:\w+)$/.exec(part) ?? []
    if (name === undefined || placeholder === undefined) throw new NotUnderstood(`the update "${part}"`)
    return [name, placeholder]
  })
}

/** Clauses that must all hold: `a = :a`, `attribute_exists(a)`, `attribute_not_exists(a)`. */
function conditionOf(
  expression: string,
  attribute: (name: string) => string,
  named: Record<string, unknown>,
): Condition {
  return expression.split(' AND ').map((part): Clause => {
    const [, not, tested] = /^attribute_(not_)?exists\((#?\w+)\)$/.exec(part) ?? []
    if (tested !== undefined) return [attribute(tested), not ? 'absent' : 'present']
    const [, name, placeholder] = /^(#?\w+) = (:\w+)$/.exec(part) ?? []
    if (name === undefined || placeholder === undefined) throw new NotUnderstood(`the condition "${part}"`)
    const expected = namedValue(named, placeholder)
    if (typeof expected !== 'string' && typeof expected !== 'number')
      throw new NotUnderstood(`a comparison with ${placeholder}`)
    return [attribute(name), '=', expected]
  })
}

function namedValue(named: Record<string, unknown>, placeholder: string): unknown {
  if (placeholder in named) return named[placeholder]
  throw new NotUnderstood(`${placeholder} has no value`)
}
