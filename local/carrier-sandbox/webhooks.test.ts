import { beforeEach, describe, expect, it } from 'vitest'
import type { PendingEvent } from './records.ts'
import { signatureOf } from './signature.ts'
import { openStore, type Store } from './store.ts'
import type { WebhookSwitch } from './switches.ts'
import { makeWebhookSender } from './webhooks.ts'

describe('the webhook sender', () => {
  let store: Store
  beforeEach(async () => {
    store = await openStore()
  })

  it("sends a parcel's events in their order, signed", async () => {
    const world = makeWorld(store)

    for (const id of ['evt_1', 'evt_2', 'evt_3']) world.sender.send(event(id), {})
    await world.settled()

    expect(world.posted.map(({ body }) => body)).toEqual(['evt_1', 'evt_2', 'evt_3'])
    expect(world.posted[0]?.headers['X-Hmac-Signature']).toBe(signatureOf('evt_1', 'secret'))
    expect(store.pendingEvents.list()).toEqual([])
  })

  it('tries again after pauses that double, and goes on with the next event meanwhile', async () => {
    const world = makeWorld(store, { fails: (body, tries) => body === 'evt_1' && tries < 3 })

    world.sender.send(event('evt_1'), {})
    world.sender.send(event('evt_2'), {})
    await world.settled()

    expect(world.posted.map(({ body }) => body)).toEqual(['evt_1', 'evt_2', 'evt_1', 'evt_1'])
    expect(world.pauses).toEqual([300, 600])
    expect(store.pendingEvents.list()).toEqual([])
  })

  it('gives up after 8 tries, and says so', async () => {
    const world = makeWorld(store, { fails: () => true })

    world.sender.send(event('evt_1'), {})
    await world.settled()

    expect(world.posted).toHaveLength(8)
    expect(world.pauses).toEqual([300, 600, 1200, 2400, 4800, 9600, 19200])
    expect(world.logged).toEqual([expect.stringContaining('evt_1')])
    expect(store.pendingEvents.list()).toEqual([])
  })

  it('drops, duplicates and delays as it is told', async () => {
    const dropping = makeWorld(store, { drop: true })
    dropping.sender.send(event('evt_1'), {})
    await dropping.settled()
    expect(dropping.posted).toEqual([])

    const duplicating = makeWorld(store, { duplicate: true, delayMs: 5000 })
    duplicating.sender.send(event('evt_1'), {})
    await duplicating.settled()
    expect(duplicating.posted.map(({ body }) => body)).toEqual(['evt_1', 'evt_1'])
    expect(duplicating.pauses).toEqual([5000])
  })

  it('reorders what comes together', async () => {
    const world = makeWorld(store, { reorder: true })

    for (const id of ['evt_1', 'evt_2', 'evt_3']) world.sender.send(event(id), {})
    await world.settled()

    expect(world.posted.map(({ body }) => body)).toEqual(['evt_3', 'evt_2', 'evt_1'])
  })

  it('sends after a restart what was not taken', async () => {
    store.pendingEvents.put(event('evt_1'))
    const world = makeWorld(store)

    world.sender.resume()
    await world.settled()

    expect(world.posted.map(({ body }) => body)).toEqual(['evt_1'])
  })
})

const event = (id: string): PendingEvent => ({ id, trackerId: 'trk_1', body: id })

type World = { fails?: (body: string, tries: number) => boolean } & Partial<WebhookSwitch>

const turn = () => new Promise((resolve) => setImmediate(resolve))

/** A receiver that can fail, and waits that last one turn of the event loop. */
function makeWorld(store: Store, { fails = () => false, ...switched }: World = {}) {
  const posted: { body: string; headers: Record<string, string> }[] = []
  const pauses: number[] = []
  const logged: string[] = []
  const sender = makeWebhookSender({
    url: 'http://receiver',
    secret: 'secret',
    pending: store.pendingEvents,
    switchFor: () => ({ duplicate: false, delayMs: 0, reorder: false, drop: false, match: {}, ...switched }),
    wait: async (ms) => {
      pauses.push(ms)
      await turn()
    },
    post: async (_url, body, headers) => {
      posted.push({ body, headers })
      const tries = posted.filter((one) => one.body === body).length
      return { ok: !fails(body, tries) }
    },
    log: (line) => logged.push(line),
  })
  /** As many turns as 8 tries can take, and some more. */
  const settled = async () => {
    for (let turns = 0; turns < 20; turns++) await turn()
  }
  return { sender, posted, pauses, logged, settled }
}
