import { expect, it } from 'vitest'
import { inParallel, makeGate } from './in-parallel.ts'

function observed() {
  const seen = { now: 0, most: 0 }
  const act = async (index: number): Promise<number> => {
    seen.now += 1
    seen.most = Math.max(seen.most, seen.now)
    await new Promise((resolve) => setImmediate(resolve))
    seen.now -= 1
    return index
  }
  return { seen, act }
}

const TEN = Array.from({ length: 10 }, (_, index) => index)

it('works at all, as many at once as is said, and gives the results in order', async () => {
  const { seen, act } = observed()
  expect(await inParallel(3, 10, act)).toEqual(TEN)
  expect(seen).toEqual({ now: 0, most: 3 })
})

it('lets as many through a gate as is said, and the next also after a failure', async () => {
  const { seen, act } = observed()
  const gate = makeGate(2)
  const failing = gate(() => Promise.reject(new Error('stumbled')))
  const all = Promise.all(TEN.map((index) => gate(() => act(index))))
  await expect(failing).rejects.toThrow('stumbled')
  expect(await all).toEqual(TEN)
  expect(seen.most).toBe(2)
})
