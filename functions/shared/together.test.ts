import { expect, it } from 'vitest'
import { together } from './together.ts'

it('does what is asked for meanwhile at once, and tells each asker', async () => {
  const done: (readonly number[])[] = []
  const gates: (() => void)[] = []
  const ask = together(async (pieces: readonly number[]) => {
    await new Promise<void>((open) => gates.push(open))
    done.push(pieces)
  })
  const [first, second, third] = [ask([1]), ask([2, 3]), ask([4])]
  gates.shift()?.()
  await first
  expect(done).toEqual([[1]])
  gates.shift()?.()
  await Promise.all([second, third])
  expect(done).toEqual([[1], [2, 3, 4]])
})

it('fails those whose work has failed, and goes on', async () => {
  const ask = together(async ([piece]: readonly number[]) => {
    if (piece === 1) throw new Error('no')
  })
  const [first, second] = [ask([1]), ask([2])]
  await expect(first).rejects.toThrow('no')
  await expect(second).resolves.toBeUndefined()
})
