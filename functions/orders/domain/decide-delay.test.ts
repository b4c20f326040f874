import { expect, test } from 'vitest'
import { decideDelay } from './decide-delay.ts'
import type { Order } from './order.ts'
import { confirmed } from './told.fixtures.ts'

/** Promised for Wednesday or Thursday, and to leave on Tuesday at noon. */
const promised = { earliest: '2026-11-25', latest: '2026-11-26' }
const late: Order = { ...confirmed, leavesBy: '2026-11-24T12:00:00.000Z', promisedBy: promised.latest }

test.each<[what: string, now: string, changes: Partial<Order>, earliest: string, latest: string]>([
  [
    'at the time at which they were to leave come a day later',
    '2026-11-24T12:00:00.000Z',
    {},
    '2026-11-27',
    '2026-11-27',
  ],
  [
    'just short of a day after it come a day later',
    '2026-11-25T11:59:59.999Z',
    {},
    '2026-11-27',
    '2026-11-27',
  ],
  [
    'a day after it come two days later, but not on a weekend',
    '2026-11-25T12:00:00.000Z',
    {},
    '2026-11-29',
    '2026-11-30',
  ],
  ['three days after it come four days later', '2026-11-27T12:00:00.000Z', {}, '2026-11-29', '2026-11-30'],
  ['four days after it come five days later', '2026-11-28T12:00:00.000Z', {}, '2026-11-30', '2026-12-01'],
  [
    'at the time at which they were to leave for a later day come later once more',
    '2026-11-25T12:00:00.000Z',
    { delayedTo: '2026-11-27' },
    ...(['2026-11-29', '2026-11-30'] as const),
  ],
])('goods that are still here %s', (_, now, changes, earliest, latest) => {
  const facts = decideDelay({ ...late, ...changes }, promised, now)
  expect(facts).toEqual([{ type: 'delayed', promise: { earliest, latest } }])
})

test.each<[what: string, now: string, changes: Partial<Order>]>([
  ['they may still leave in time', '2026-11-24T11:59:59.999Z', {}],
  ['they may still leave for the later day', '2026-11-25T11:59:59.999Z', { delayedTo: '2026-11-27' }],
  ['they have left', '2026-11-30T12:00:00.000Z', { shippedAt: '2026-11-25T12:00:00.000Z' }],
  ['no day was promised', '2026-11-30T12:00:00.000Z', { promisedBy: undefined }],
  ['nothing says when they are to leave', '2026-11-30T12:00:00.000Z', { leavesBy: undefined }],
])('the customer of goods hears nothing where %s', (_, now, changes) => {
  expect(decideDelay({ ...late, ...changes }, promised, now)).toEqual([])
})
