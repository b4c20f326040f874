import { expect, test } from 'vitest'
import { makeReadAttention } from './read-attention.ts'
import { makeSweep } from './sweep.ts'
import { givenDesk } from './testing-desk.ts'

test('the attention list says why, for how long, what may be done, and what to do first', async () => {
  const desk = givenDesk()
  const read = makeReadAttention(desk.deps)
  const id = await desk.place()
  const { number } = await desk.read(id)
  desk.workflow.running.add(`${id}-1`)
  desk.later(61_000)
  await makeSweep(desk.deps)({ all: false })
  desk.later(90_500)
  expect(await read({ limit: 20 })).toMatchObject({
    items: [
      {
        orderId: id,
        number,
        reason: expect.stringContaining('placed'),
        ageSeconds: 90,
        actions: ['retry', 'skip', 'compensate'],
        advice: expect.stringMatching(/^Retry: /),
      },
    ],
    nextCursor: null,
  })
})
