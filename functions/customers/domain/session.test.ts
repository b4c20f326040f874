import { expect, it } from 'vitest'
import { isFresh } from './session.ts'

const session = { startedAt: '2026-11-24T01:00:00.000Z' }

it('a sign-in is fresh for a quarter of an hour', () => {
  expect(isFresh(session, new Date('2026-11-24T01:15:00.000Z'))).toBe(true)
  expect(isFresh(session, new Date('2026-11-24T01:15:00.001Z'))).toBe(false)
})
