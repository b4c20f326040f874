import { expect, test } from 'vitest'
import { askedTogether } from './asked-together.ts'

test('who asks while an answer is on the way gets the next one, together with all others', async () => {
  const answers: PromiseWithResolvers<string>[] = []
  const ask = askedTogether(() => {
    const answer = Promise.withResolvers<string>()
    answers.push(answer)
    return answer.promise
  })
  const first = ask()
  await Promise.resolve()
  const [second, third] = [ask(), ask()]
  expect(answers).toHaveLength(1)
  answers[0]?.resolve('early')
  expect(await first).toBe('early')
  await Promise.resolve()
  expect(answers).toHaveLength(2)
  answers[1]?.resolve('late')
  expect(await Promise.all([second, third])).toEqual(['late', 'late'])
})

test('a question that failed is asked again', async () => {
  let times = 0
  const ask = askedTogether(async () => {
    times += 1
    if (times === 1) throw new Error('away')
    return times
  })
  await expect(ask()).rejects.toThrow('away')
  expect(await ask()).toBe(2)
})
