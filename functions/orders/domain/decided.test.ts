import { expect, test } from 'vitest'
import { type AttentionReason, because } from './attention.ts'
import { ask, askHowToGoOn, isSuperseded } from './decided.ts'
import { aConfirmed, aDelivered, BEFORE } from './decisions.fixtures.ts'

const LATE = because('not_shipped')
const LOST = because('dispute_lost')
/** So many characters that this reason just fits beside them. */
const ALMOST_ALL = 'x'.repeat(2_000 - 1 - LOST.length)

const isAsked = (reason: string) => aConfirmed({ attention: { reason, since: BEFORE } })

test('a step of an old run, or of an ended order, changes nothing', () => {
  expect(isSuperseded(aConfirmed({ run: 2 }), 1)).toBe(true)
  expect(isSuperseded(aConfirmed({ run: 2 }), 2)).toBe(false)
  expect(isSuperseded(aDelivered({ status: 'completed' }), 1)).toBe(true)
})

test('a person is asked how to go on, or about a matter beside', () => {
  expect(askHowToGoOn(aConfirmed(), LATE)).toEqual([{ type: 'attention_needed', reason: LATE }])
  expect(ask(aConfirmed(), LATE)).toEqual([{ type: 'attention_needed', reason: LATE, beside: true }])
})

test.each<[string, string, AttentionReason, string | undefined]>([
  ['another reason is added', LATE, LOST, `${LATE} ${LOST}`],
  ['the same reason is not', `${LATE} ${LOST}`, LATE, undefined],
  ['2,000 characters are read', ALMOST_ALL, LOST, `${ALMOST_ALL} ${LOST}`],
  ['more is not', `${ALMOST_ALL}x`, LOST, undefined],
])('of one who is asked already: %s', (_, before, reason, both) => {
  const facts = both === undefined ? [] : [{ type: 'attention_needed', reason: both }]
  expect(askHowToGoOn(isAsked(before), reason)).toEqual(facts)
})
