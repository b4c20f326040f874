import { describe, expect, test } from 'vitest'
import { makeIds } from './ids.ts'
import { endOf, type Retention } from './retention.ts'

const KEPT: Retention = { orderDays: 10, paperDays: 20, verificationDays: 1, webhookDays: 3 }
/** Made at 2026-11-27T00:00:00Z. */
const MADE = '01m8d4tg005555555555555555'

describe('what is sealed for a subject opens until', () => {
  test.each([
    [`ord_${MADE}`, '2026-12-07'],
    [`inv_ord_${MADE}`, '2026-12-17'],
    [`vrf_${MADE}`, '2026-11-28'],
    ['webhook:stripe:2026-11-27', '2026-11-30'],
  ])('%s: %s', (subject, day) => {
    expect(endOf(subject, KEPT)?.toISOString()).toBe(`${day}T00:00:00.000Z`)
  })

  test.each([`cus_${MADE}`, 'webhook:stripe', `document:ord_${MADE}`, ''])(
    '%s: they ask for it',
    (subject) => {
      expect(endOf(subject, KEPT)).toBeUndefined()
    },
  )

  test('an id that was made now ends so many days from now', () => {
    const before = Date.now()
    const end = endOf(makeIds().order(), KEPT)?.getTime() ?? 0
    expect(end - before).toBeGreaterThanOrEqual(10 * 86_400_000)
    expect(end - before).toBeLessThan(10 * 86_400_000 + 60_000)
  })
})
