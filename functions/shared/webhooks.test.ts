import { expect, test } from 'vitest'
import { paymentWebhookReceived } from '#contexts/payments/contract/events.ts'
import { makeIds } from './ids.ts'
import { endOf } from './retention.ts'
import { makeMemoryStore } from './store/memory-store.ts'
import { makeTestPersonal } from './testing-personal.ts'
import { makeInbox } from './webhooks.ts'

const KEPT = { orderDays: 10, paperDays: 20, verificationDays: 1, webhookDays: 3 }

test('what came is kept for as long as it can be opened, believed or not', async () => {
  const store = makeMemoryStore()
  const inbox = makeInbox(
    {
      ...{ store, ids: makeIds(), personal: makeTestPersonal() },
      clock: { now: () => new Date('2026-11-27T10:00:00.000Z') },
      endOf: (subjectId) => endOf(subjectId, KEPT),
    },
    paymentWebhookReceived,
  )
  const raw = Buffer.from('{"id":"evt_1"}')
  await inbox.receive({ provider: 'stripe', id: 'evt_1', type: 'test', raw })
  await inbox.quarantine({ provider: 'stripe', raw })
  const bodies = store.all().filter(({ entity }) => entity !== 'history')
  const end = Date.parse('2026-11-30T00:00:00Z') / 1_000
  expect(bodies.map(({ entity, ttl }) => [entity, ttl])).toEqual([
    ['webhook', end],
    ['quarantine', end],
  ])
  expect(await inbox.read('stripe', 'evt_1')).toBe(raw.toString())
})
