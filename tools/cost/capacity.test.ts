import { marshall } from '@aws-sdk/util-dynamodb'
import { describe, expect, it } from 'vitest'
import { capacityOf, waitCapacity } from './capacity.ts'
import { itemSize } from './item-size.ts'

const call = (operation: string, request: object, answer: object, status = 200) => ({
  ...{ by: 'a-function', method: 'POST', operation: `DynamoDB_20120810.${operation}`, status },
  ...{ request: JSON.stringify(request), answer: JSON.stringify(answer) },
})
const ofBytes = (bytes: number) => ({ a: { S: 'x'.repeat(bytes - 1) } })

describe('the size of an item', () => {
  it.each([
    [{ pk: 'ORDER#1' }, 2 + 7],
    [{ name: '山田' }, 4 + 6],
    [{ n: 1_234 }, 1 + 3],
    [{ n: -5 }, 1 + 3],
    [{ yes: true, none: null }, 4 + 5],
    [{ m: { a: 'b' } }, 1 + 3 + 1 + 2],
    [{ l: ['ab', 'c'] }, 1 + 3 + 3 + 2],
  ])('of %j is %i bytes', (item, bytes) => {
    expect(itemSize(marshall(item))).toBe(bytes)
  })
})

describe('what a call consumes', () => {
  it.each([
    [0, true, 1],
    [4_096, true, 1],
    [4_097, true, 2],
    [4_097, false, 1],
    [100, false, 0.5],
  ])('reading %i bytes, consistently %s: %d units', (bytes, ConsistentRead, reads) => {
    const answer = bytes > 0 ? { Item: ofBytes(bytes) } : {}
    const consumed = capacityOf(call('GetItem', { TableName: 't', ConsistentRead }, answer))
    expect(consumed).toEqual([{ table: 't', reads, writes: 0 }])
  })

  it('a query by the sum of what it found', () => {
    const answer = { Items: [ofBytes(3_000), ofBytes(3_000)] }
    const consumed = capacityOf(call('Query', { TableName: 't', ConsistentRead: true }, answer))
    expect(consumed).toEqual([{ table: 't', reads: 2, writes: 0 }])
  })

  it('a transaction what it is told, and two for each condition that is only checked', () => {
    const request = { TransactItems: [{ Put: { TableName: 't' } }, { ConditionCheck: { TableName: 't' } }] }
    const answer = { ConsumedCapacity: [{ TableName: 't', CapacityUnits: 7 }] }
    const consumed = capacityOf(call('TransactWriteItems', request, answer))
    expect(consumed.map(({ writes }) => writes)).toEqual([7, 2])
  })

  it('a refused transaction as well, by what it brought', () => {
    const request = {
      TransactItems: [{ Put: { TableName: 't', Item: ofBytes(1_500) } }, { Update: { TableName: 't' } }],
    }
    const consumed = capacityOf(call('TransactWriteItems', request, {}, 400))
    expect(consumed.map(({ writes }) => writes)).toEqual([4, 2])
  })

  it('is not guessed for an operation that is not known', () => {
    expect(() => capacityOf(call('Scan', { TableName: 't' }, {}))).toThrow('Scan')
  })

  it('a wait of the machine: the header and its entries in two indexes', () => {
    expect(waitCapacity('orders', ofBytes(1_025))).toEqual({ table: 'orders', reads: 0, writes: 8 })
  })
})
