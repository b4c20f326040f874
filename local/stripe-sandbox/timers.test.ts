import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeTimers } from './timers.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('an action comes after its time, and says that something may have changed', () => {
  const told: string[] = []
  makeTimers(() => told.push('done')).after(10, () => told.push('action'))
  vi.advanceTimersByTime(9)
  expect(told).toEqual([])
  vi.advanceTimersByTime(1)
  expect(told).toEqual(['action', 'done'])
})

test('no timer outlives the sandbox, nor does one begin after its end', () => {
  const timers = makeTimers(() => undefined)
  timers.after(10, () => undefined)
  timers.close()
  timers.after(10, () => undefined)
  expect(vi.getTimerCount()).toBe(0)
})
