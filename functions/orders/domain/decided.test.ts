import { expect, test } from 'vitest'
import { ask, askHowToGoOn, isSuperseded } from './decided.ts'
import { aConfirmed, aDelivered, BEFORE } from './decisions.fixtures.ts'

const isAsked = (reason: string) => aConfirmed({ attention: { reason, since: BEFORE } })

test('a step of an old run, or of an ended order, changes nothing', () => {
  expect(isSuperseded(aConfirmed({ run: 2 }), 1)).toBe(true)
  expect(isSuperseded(aConfirmed({ run: 2 }), 2)).toBe(false)
  expect(isSuperseded(aDelivered({ status: 'completed' }), 1)).toBe(true)
})

test('a person is asked how to go on, or about a matter beside', () => {
  expect(askHowToGoOn(aConfirmed(), 'It is late.')).toEqual([
    { type: 'attention_needed', reason: 'It is late.' },
  ])
  expect(ask(aConfirmed(), 'It is late.')).toEqual([
    { type: 'attention_needed', reason: 'It is late.', beside: true },
  ])
})

test.each<[string, string, string, string | undefined]>([
  ['another reason is added', 'It is late.', 'It is torn.', 'It is late. It is torn.'],
  ['the same reason is not', 'It is late. It is torn.', 'It is late.', undefined],
  ['2,000 characters are read', 'x'.repeat(1_994), 'y'.repeat(5), `${'x'.repeat(1_994)} ${'y'.repeat(5)}`],
  ['more is not', 'x'.repeat(1_994), 'y'.repeat(6), undefined],
])('of one who is asked already: %s', (_, before, reason, both) => {
  const facts = both === undefined ? [] : [{ type: 'attention_needed', reason: both }]
  expect(askHowToGoOn(isAsked(before), reason)).toEqual(facts)
})
