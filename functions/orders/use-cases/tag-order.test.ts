import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { orderId } from '#shared/ids.ts'
import { putTags } from '../contract/desk-operations.ts'
import { makeSearchOrders } from './search-orders.ts'
import { makeAddTags, makePutTags } from './tag-order.ts'
import { CAUSE } from './testing.ts'
import { givenDesk, STAFF } from './testing-desk.ts'

function givenTags() {
  const desk = givenDesk()
  const search = makeSearchOrders(desk.deps)
  const put = makePutTags(desk.deps)
  const add = makeAddTags(desk.deps)
  type Id = Parameters<typeof put>[0]['id']
  return {
    ...desk,
    put: (id: Id, tags: string[], ifMatch?: number) => put({ id, tags, ifMatch, cause: CAUSE }),
    add: (id: Id, tags: string[]) => add({ id, tags, reason: 'because', cause: CAUSE }),
    found: async (tag: string) => (await search({ tag, limit: 20 }, STAFF)).items.map(({ id }) => id),
  }
}

test('tags are replaced, and the order is found by the new ones only', async () => {
  const desk = givenTags()
  const id = await desk.place()
  expect(await desk.put(id, ['vip', 'gift', 'vip'], 1)).toMatchObject({
    value: { tags: ['vip', 'gift'], version: 2 },
  })
  expect(await desk.put(id, ['Gift', '贈り物'], 2)).toMatchObject({ value: { version: 3 } })
  expect(await desk.found('vip')).toEqual([])
  expect(await desk.found('gift')).toEqual([id])
  expect(await desk.found('贈り物')).toEqual([id])
  expect(await desk.put(id, [], 3)).toMatchObject({ value: { tags: [] } })
  expect(await desk.found('gift')).toEqual([])
  expect(desk.store.all().filter(({ pk }) => pk.startsWith('FIND#tag'))).toEqual([])
})

test('the same tags again are no change', async () => {
  const desk = givenTags()
  const id = await desk.place()
  await desk.put(id, ['vip', 'gift'], 1)
  const before = desk.store.all()
  expect(await desk.put(id, ['gift', 'vip'], 2)).toMatchObject({ value: { version: 2 } })
  expect(desk.store.all()).toEqual(before)
})

test('who has not seen the order as it is replaces nothing', async () => {
  const desk = givenTags()
  const id = await desk.place()
  expect(await desk.put(id, ['vip'])).toMatchObject({ code: 'precondition_required' })
  expect(await desk.put(id, ['vip'], 7)).toMatchObject({ code: 'precondition_failed' })
  expect(await desk.put(orderId.parse(`ord_${'9'.repeat(26)}`), ['vip'], 1)).toMatchObject({
    code: 'not_found',
  })
  expect((await desk.read(id)).tags).toBeUndefined()
})

test('of two who replace the same version one wins; tags that are added side by side are all there', async () => {
  const desk = givenTags()
  const id = await desk.place()
  const both = await Promise.all([desk.put(id, ['a'], 1), desk.put(id, ['b'], 1)])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  const other = await desk.place()
  await Promise.all(Array.from({ length: 8 }, (_, n) => desk.add(other, [`tag-${n}`])))
  expect((await desk.read(other)).tags).toHaveLength(8)
})

test('more than 20 are refused, and change nothing', async () => {
  const desk = givenTags()
  const id = await desk.place()
  await desk.add(
    id,
    Array.from({ length: 20 }, (_, n) => `t${n}`),
  )
  expect(await desk.add(id, ['t0'])).toMatchObject({ ok: true })
  expect(await desk.add(id, ['one-more'])).toMatchObject({ code: 'impossible' })
  expect(await desk.found('one-more')).toEqual([])
  expect(await desk.found('t19')).toEqual([id])
})

test.each([
  [['a b']],
  [['']],
  [['x'.repeat(41)]],
  [['a\u0000']],
  [['<b>']],
  [Array.from({ length: 21 }, (_, n) => `t${n}`)],
])('tags like %j are refused by their schema', (tags) => {
  expect(z.safeParse(putTags.body, { tags }).success).toBe(false)
  expect(z.safeParse(putTags.body, { tags: ['a-b_c:d.e', '贈り物', 'x'.repeat(40)] }).success).toBe(true)
})
