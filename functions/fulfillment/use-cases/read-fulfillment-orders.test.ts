import { beforeEach, describe, expect, it } from 'vitest'
import { orderId } from '#shared/ids.ts'
import { BOOK, ORDER, OSAKA, TEE, TOKYO } from './test-events.ts'
import { makeWorld, type World } from './test-world.ts'

let world: World
beforeEach(async () => {
  world = makeWorld()
  await world.confirmed([
    { locationId: TOKYO, lines: [{ sku: BOOK, quantity: 2 }] },
    { locationId: OSAKA, lines: [{ sku: TEE, quantity: 1 }] },
  ])
  await world.pick([{ code: BOOK, quantity: 2 }])
})

const listed = async (filter: Omit<Parameters<World['list']>[0], 'limit'>) =>
  (await world.list({ limit: 20, ...filter })).items.map(
    ({ locationId, status }) => `${locationId} ${status}`,
  )

describe('listing fulfillment orders', () => {
  it.each([
    ['by status', { status: 'open' as const }, ['OSAKA open']],
    ['by location', { locationId: TOKYO }, ['TOKYO picked']],
    ['by status and location', { status: 'picked' as const, locationId: OSAKA }, []],
    ['of an order and a status', { orderId: ORDER, status: 'picked' as const }, ['TOKYO picked']],
    ['all, in the order of the work', {}, ['OSAKA open', 'TOKYO picked']],
    ['of an order nobody knows', { orderId: orderId.parse(`ord_${'0'.repeat(26)}`) }, []],
  ])('finds them %s', async (_, filter, expected) => {
    expect(await listed(filter)).toEqual(expected)
  })

  it.each([
    ['all', {}],
    ['of an order', { orderId: ORDER }],
  ])('goes through %s page by page', async (_, filter) => {
    const first = await world.list({ ...filter, limit: 1 })
    const second = await world.list({ ...filter, limit: 1, cursor: first.nextCursor ?? '' })
    await expect(world.list({ ...filter, limit: 1, cursor: 'x' })).rejects.toThrow('none of this list')
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(2)
    const rest = second.nextCursor
      ? await world.list({ ...filter, limit: 1, cursor: second.nextCursor })
      : undefined
    expect([rest?.items ?? [], rest?.nextCursor ?? null]).toEqual([[], null])
  })
})

it('reads one with its lines', async () => {
  expect(await world.read()).toMatchObject({ status: 'picked', lines: [{ sku: BOOK, picked: 2 }] })
})
