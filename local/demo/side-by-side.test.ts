import { expect, test } from 'vitest'
import { counter, sideBySide } from './side-by-side.ts'

test('does each item once, so many at once, and gives the results in order', async () => {
  let [now, most] = [0, 0]
  const told: string[] = []
  const items = ['a', 'b', 'c', 'd', 'e']
  const options = { items, atOnce: 2, onDone: counter(items.length, (far) => told.push(far)) }
  const results = await sideBySide(options, async (item) => {
    now += 1
    most = Math.max(most, now)
    for (let turn = item === 'a' ? 9 : 1; turn > 0; turn -= 1) await Promise.resolve()
    now -= 1
    return item.toUpperCase()
  })
  expect(results).toEqual(['A', 'B', 'C', 'D', 'E'])
  expect(most).toBe(2)
  expect(told).toEqual(['1 of 5', '2 of 5', '3 of 5', '4 of 5', '5 of 5'])
})

test('fails with the first that fails', async () => {
  const options = { items: [1, 2, 3], atOnce: 2, onDone: () => undefined }
  const failing = sideBySide(options, async (item) => {
    if (item === 2) throw new Error('two')
    return item
  })
  await expect(failing).rejects.toThrow('two')
})
