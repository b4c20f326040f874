import { expect, test } from 'vitest'
import { ATTENTION_REASONS } from '../contract/attention-reasons.ts'
import { because, reasonsIn } from './attention.ts'
import { EVERY_REASON } from './decisions.fixtures.ts'

test('a reason has its gaps filled', () => {
  expect(because('capture_failed', { status: 'voided' })).toBe(
    'The payment could not be captured: it is voided.',
  )
})

test.each(EVERY_REASON)('a reason is found by its words, alone and beside another: %s', (name, text) => {
  expect(reasonsIn(text)).toEqual([name])
  const other = name === 'dispute_lost' ? 'money_kept' : 'dispute_lost'
  expect(reasonsIn(`${ATTENTION_REASONS[other]} ${text}`).toSorted()).toEqual([name, other].toSorted())
})

test('no reason is found in words of nobody', () => {
  expect(reasonsIn('It stands still.')).toEqual([])
})
