import { expect, it } from 'vitest'
import { minutes } from '#shared/clock.ts'
import { type Attempts, failedOnce, isLocked, lockedFor, NO_ATTEMPTS } from './attempts.ts'

const NOW = new Date('2026-11-24T01:00:00.000Z')
const after = (milliseconds: number) => new Date(NOW.getTime() + milliseconds)
const failures = (count: number): Attempts =>
  Array.from({ length: count }).reduce<Attempts>((attempts) => failedOnce(attempts, NOW), NO_ATTEMPTS)

it('four failures lock nothing, the fifth locks for a minute', () => {
  expect(isLocked(failures(4), NOW)).toBe(false)
  expect(isLocked(failures(5), after(minutes(1) - 1))).toBe(true)
  expect(isLocked(failures(5), after(minutes(1)))).toBe(false)
})

it('each further failure locks twice as long, a quarter of an hour at most', () => {
  expect(
    [6, 7, 8, 9, 20].map((count) => Date.parse(failures(count).lockedUntil ?? '') - NOW.getTime()),
  ).toEqual([2, 4, 8, 15, 15].map(minutes))
})

it('says in whole seconds how long to wait, and 0 where nothing is locked', () => {
  expect(lockedFor(failures(5), NOW)).toBe(60)
  expect(lockedFor(failures(5), after(minutes(1) - 1))).toBe(1)
  expect(lockedFor(failures(5), after(minutes(2)))).toBe(0)
  expect(lockedFor(NO_ATTEMPTS, NOW)).toBe(0)
})
