import { expect, it } from 'vitest'
import { storeConformance } from '#support/store-conformance.ts'
import { makeMemoryStore } from './memory-store.ts'

storeConformance('the table in memory', async () => makeMemoryStore())

it('shows every item of it to tests', async () => {
  const store = makeMemoryStore()
  await store.commit([{ put: { pk: 'A', sk: '1' } }, { put: { pk: 'B', sk: '1', n: 1 } }])
  expect(store.all()).toEqual([
    { pk: 'A', sk: '1' },
    { pk: 'B', sk: '1', n: 1 },
  ])
})

it.each([
  ['a Date', new Date(0)],
  ['a Map', new Map()],
])('refuses %s in an item, as the SDK does', async (_, value) => {
  await expect(makeMemoryStore().commit([{ put: { pk: 'A', sk: '1', value } }])).rejects.toThrow(TypeError)
})
