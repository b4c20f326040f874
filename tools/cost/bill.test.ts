import { describe, expect, it } from 'vitest'
import { billOf, type Consumption } from './bill.ts'

const nothing: Consumption = {
  transitions: 0,
  requests: 0,
  functions: [],
  tables: [],
  events: 0,
  queueRequests: 0,
  keyRequests: 0,
  secretRequests: 0,
  mails: 0,
  publishes: 0,
}

describe('the bill of an order', () => {
  it('is empty where nothing was used', () => {
    expect(billOf(nothing)).toEqual({
      perOrder: { total: 0, withoutMail: 0, items: [] },
      transitions: 0,
      requests: 0,
    })
  })

  it('prices memory by time: a GB for a second, and half of it', () => {
    const one = { count: 1, logBytes: 0, ms: 1_000 }
    const { perOrder } = billOf({
      ...nothing,
      functions: [
        { ...one, name: 'small', memoryMb: 512 },
        { ...one, name: 'large', memoryMb: 1_024 },
      ],
    })
    const times = perOrder.items.filter(({ name }) => name.includes('ms of'))
    expect(times.map(({ name, usd }) => [name, usd])).toEqual([
      ['Lambda: ms of large (1024 MB)', expect.closeTo(0.0000133334, 12)],
      ['Lambda: ms of small (512 MB)', expect.closeTo(0.0000066667, 12)],
    ])
  })

  it('adds up the units of each table, and names what is priced from memory', () => {
    const { items } = billOf({
      ...nothing,
      events: 2,
      tables: [
        { table: 'orders', writes: 6, reads: 0 },
        { table: 'orders', writes: 2, reads: 1.5 },
        { table: 'payments', writes: 2, reads: 0 },
      ],
    }).perOrder
    expect(items.map(({ name, quantity }) => [name, quantity])).toEqual([
      ['DynamoDB: write units of orders', 8],
      ['DynamoDB: write units of payments', 2],
      ['DynamoDB: read units of orders', 1.5],
      ['EventBridge: events [M]', 2],
    ])
  })

  it('keeps mails apart', () => {
    const { perOrder } = billOf({ ...nothing, transitions: 10, mails: 4 })
    expect(perOrder.withoutMail).toBeCloseTo(0.00025, 9)
    expect(perOrder.total).toBeCloseTo(0.00065, 9)
  })
})
