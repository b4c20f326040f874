import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import type { Call } from './counting-proxy.ts'
import { itemSize, type RawItem } from './item-size.ts'

/** Units of DynamoDB that a call took from a table. */
export interface Consumed {
  readonly table: string
  readonly reads: number
  readonly writes: number
}

const READ_UNIT = 4 * 1024
const WRITE_UNIT = 1024

interface Request {
  readonly TableName: string
  readonly ConsistentRead?: boolean
  readonly TransactItems: readonly Partial<Record<'Put' | 'Update' | 'Delete' | 'ConditionCheck', Write>>[]
}
interface Write {
  readonly TableName: string
  readonly Item?: RawItem
}
interface Capacity {
  readonly TableName: string
  /** Of the table and its indexes. */
  readonly CapacityUnits: number
}
interface Answer {
  readonly Item?: RawItem
  readonly Items?: readonly RawItem[]
  readonly ConsumedCapacity?: Capacity | readonly Capacity[]
}

/**
 * What a call of DynamoDB consumed. Of writes the local AWS says so, indexes included; it does not of the size
 * of reads and of what a refused transaction takes, so these are counted here. Throws for an operation that
 * it does not know.
 */
export function capacityOf({ operation, request, answer, status }: Call): readonly Consumed[] {
  const asked: Request = JSON.parse(request)
  const answered: Answer = JSON.parse(answer)
  switch (operation.split('.')[1]) {
    case 'GetItem':
      return [readOf(asked, answered.Item ? itemSize(answered.Item) : 0)]
    case 'Query':
      return [
        readOf(
          asked,
          (answered.Items ?? []).reduce((sum, item) => sum + itemSize(item), 0),
        ),
      ]
    case 'TransactWriteItems':
      return status === 200 ? writesOf(asked, answered) : refusedWritesOf(asked)
    default:
      throw new Error(`${operation} is not among the operations whose capacity is known here.`)
  }
}

const readOf = ({ TableName, ConsistentRead }: Request, bytes: number): Consumed => ({
  table: TableName,
  reads: Math.max(1, Math.ceil(bytes / READ_UNIT)) * (ConsistentRead ? 1 : 0.5),
  writes: 0,
})

/** A condition that is checked counts as a write of the smallest size: the local AWS leaves it out. */
function writesOf(asked: Request, { ConsumedCapacity = [] }: Answer): Consumed[] {
  const capacities = [ConsumedCapacity].flat() as Capacity[]
  const checks = asked.TransactItems.flatMap(({ ConditionCheck }) => ConditionCheck ?? [])
  return [
    ...capacities.map(({ TableName, CapacityUnits }) => ({
      table: TableName,
      reads: 0,
      writes: CapacityUnits,
    })),
    ...checks.map(({ TableName }) => ({ table: TableName, reads: 0, writes: 2 })),
  ]
}

/** A transaction whose conditions do not hold is paid for all the same, by the size of what it brought. */
const refusedWritesOf = ({ TransactItems }: Request): Consumed[] =>
  TransactItems.flatMap((item) => Object.values(item)).map(({ TableName, Item }) => ({
    table: TableName,
    reads: 0,
    writes: 2 * unitsOf(Item ? itemSize(Item) : 0),
  }))

const unitsOf = (bytes: number): number => Math.max(1, Math.ceil(bytes / WRITE_UNIT))

/**
 * What the state machine's own wait consumed: one update of an order's header that moves its entry in the index by
 * deadline (a deletion and a write) and changes the one in the index by status.
 */
export const waitCapacity = (table: string, header: Record<string, AttributeValue>): Consumed => {
  const units = unitsOf(itemSize(header))
  return { table, reads: 0, writes: units + 2 * units + units }
}
