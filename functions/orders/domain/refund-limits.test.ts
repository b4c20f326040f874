import { expect, test } from 'vitest'
import { refundLimit } from './refund-limits.ts'

const LIMITS = { support: { JPY: 5_000, USD: 50 }, finance: { JPY: 100_000 } }

test.each<[string, string[], string, number | undefined]>([
  ['has the limit of their group', ['support'], 'JPY', 5_000],
  ['has the highest limit of their groups', ['support', 'finance'], 'JPY', 100_000],
  ['has no limit in a currency without one', ['support'], 'EUR', undefined],
  ['has no limit where one of their groups has none', ['support', 'finance'], 'USD', undefined],
  ['keeps the limit of one group beside another that names none', ['support', 'warehouse'], 'JPY', 5_000],
  ['of no limited group has no limit', ['warehouse'], 'JPY', undefined],
  ['of no group has no limit, as a program', [], 'JPY', undefined],
])('one who gives money back %s', (_, groups, currency, limit) => {
  expect(refundLimit(LIMITS, groups, currency)).toBe(limit)
})

test('one who may give back nothing alone is limited', () => {
  expect(refundLimit({ support: { JPY: 0 } }, ['support'], 'JPY')).toBe(0)
})
