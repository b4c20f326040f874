import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { paymentWebhookReceived } from '#contexts/payments/contract/events.ts'
import { MAX_BODY_BYTES } from './http/request.ts'
import { makeIds } from './ids.ts'
import { sealed } from './personal.ts'
import { endOf } from './retention.ts'
import { makeMemoryStore } from './store/memory-store.ts'
import { makeTestPersonal } from './testing-personal.ts'
import { makeInbox } from './webhooks.ts'

const KEPT = { orderDays: 10, paperDays: 20, verificationDays: 1, webhookDays: 3 }

/** What DynamoDB takes of an item, in bytes. */
const MAX_ITEM = 400 * 1024
const sizeOf = (item: object): number => Buffer.byteLength(JSON.stringify(item))

function givenInbox() {
  const store = makeMemoryStore()
  const personal = makeTestPersonal()
  const inbox = makeInbox(
    {
      ...{ store, personal, ids: makeIds() },
      clock: { now: () => new Date('2026-11-27T10:00:00.000Z') },
      endOf: (subjectId) => endOf(subjectId, KEPT),
    },
    paymentWebhookReceived,
  )
  const stored = (kind: string) => store.all().filter(({ entity }) => entity === kind)
  return { store, personal, inbox, stored }
}

test('what came is kept for as long as it can be opened, believed or not', async () => {
  const { store, inbox } = givenInbox()
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

test.each([
  ['NUL', '\0'],
  ['quotes', '"'],
  ['bytes that are no text', Buffer.from([0xff])],
])('the largest body is an item that the store takes, and is read as it came, all of %s', async (_, fill) => {
  const { inbox, stored } = givenInbox()
  const raw = Buffer.alloc(MAX_BODY_BYTES, fill)
  expect(await inbox.receive({ provider: 'stripe', id: 'evt_1', type: 'x'.repeat(255), raw })).toBe('stored')
  expect(stored('webhook').map(sizeOf)).toEqual([expect.toSatisfy((size: number) => size < MAX_ITEM)])
  expect(await inbox.read('stripe', 'evt_1')).toBe(raw.toString('utf8'))
})

test('a body that was stored as a text within JSON is still read', async () => {
  const { store, personal, inbox } = givenInbox()
  const body = await personal.seal('webhook:stripe:2026-11-26', '{"id":"evt_0"}')
  await store.commit([{ put: { pk: 'WEBHOOK#stripe#evt_0', sk: 'BODY', entity: 'webhook', body } }])
  expect(await inbox.read('stripe', 'evt_0')).toBe('{"id":"evt_0"}')
})

test('of what is not believed the beginning is kept, with the length and the digest of the whole', async () => {
  const { personal, inbox, stored } = givenInbox()
  const raw = Buffer.alloc(MAX_BODY_BYTES, 'abc')
  await inbox.quarantine({ provider: 'stripe', raw })
  const [kept] = stored('quarantine')
  expect(kept).toMatchObject({
    ...{ pk: 'QUARANTINE#stripe#2026-11-27', receivedAt: '2026-11-27T10:00:00.000Z' },
    ...{ length: 262_144, sha256: createHash('sha256').update(raw).digest('hex') },
  })
  expect(sizeOf(kept ?? {})).toBeLessThan(12 * 1024)
  const box = z.object({ raw: sealed }).parse(kept).raw
  expect(await personal.openBytes(box)).toEqual(raw.subarray(0, 8_192))
})

test('of a day at most 256 are kept, the first ones', async () => {
  const { inbox, stored } = givenInbox()
  await inbox.quarantine({ provider: 'stripe', raw: Buffer.from('0') })
  const first = stored('quarantine')
  for (let index = 0; index < 3_000; index += 1)
    await inbox.quarantine({ provider: 'stripe', raw: Buffer.from(`${index}`) })
  expect(stored('quarantine')).toHaveLength(256)
  expect(stored('quarantine')).toContainEqual(first[0])
})
