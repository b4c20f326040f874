import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { EVEN_TIME, inEvenTime } from './in-even-time.ts'

/** Milliseconds. A timer may ring one earlier than the clock says. */
const timeOf = async (work: Promise<unknown>): Promise<number> => {
  const begun = performance.now()
  await inEvenTime(work)
  return performance.now() - begun + 1
}

test('what is done at once and what takes a while are answered after the same time', async () => {
  const [quick, slow] = await Promise.all([timeOf(Promise.resolve('a')), timeOf(sleep(EVEN_TIME / 2))])
  expect(quick).toBeGreaterThanOrEqual(EVEN_TIME)
  expect(slow).toBeGreaterThanOrEqual(EVEN_TIME)
})

test('the answer is that of the work, and so is its failure', async () => {
  expect(await inEvenTime(Promise.resolve('a'))).toBe('a')
  await expect(inEvenTime(Promise.reject(new Error('failed')))).rejects.toThrow('failed')
})

test.each(['register', 'forgetPassword', 'changeEmail'])('%s answers in it', (operation) => {
  const routes = readFileSync(new URL('registration-routes.ts', import.meta.url), 'utf8').split('  route(')
  expect(routes.find((route) => route.startsWith(`operations.${operation},`))).toContain('inEvenTime(')
})
