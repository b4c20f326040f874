import { beforeEach, describe, expect, it } from 'vitest'
import { MAX_BODY_BYTES } from '#shared/http/request.ts'
import { hmacSha256 } from '#shared/webhooks.ts'
import { EASYPOST, identify } from '../adapters/easypost-news.ts'
import { verifyEasyPost } from '../adapters/easypost-signature.ts'
import { cancelledOrder, makeReadyWorld, packed, SHIPMENT, type World, webhookHeard } from '../testing.ts'
import { makeReadShipment } from './read-shipments.ts'
import { makeReceiveWebhook } from './receive-webhook.ts'

const SECRET = 'sécret'
const TRACKING_NUMBER = `TRACK-${SHIPMENT.slice(-6)}`

let world: World
let receive: ReturnType<typeof makeReceiveWebhook>

beforeEach(async () => {
  world = await makeReadyWorld()
  receive = makeReceiveWebhook({
    ...world,
    provider: EASYPOST,
    verify: verifyEasyPost,
    secrets: async () => [SECRET],
    identify,
  })
})

const detail = (status: string, hour: number) => ({
  status,
  datetime: new Date(Date.UTC(2026, 10, 25, hour)).toISOString(),
  message: status,
})

const tracker = (id: string, details: readonly object[], more: object = {}) =>
  JSON.stringify({
    id,
    description: 'tracker.updated',
    result: {
      object: 'Tracker',
      id: 'trk_1',
      tracking_code: TRACKING_NUMBER,
      status: 'unknown',
      carrier: 'KuronekoYamato',
      tracking_details: details,
      ...more,
    },
  })

const post = (body: string, secret = SECRET) => {
  const raw = Buffer.from(body)
  const signature = hmacSha256(secret.normalize('NFKD'), raw).toString('hex')
  return receive({ raw, headers: { 'x-hmac-signature': `hmac-sha256-hex=${signature}` } })
}

/** Posts a tracker and works the queue. */
async function tell(id: string, details: readonly object[], more: object = {}) {
  await post(tracker(id, details, more))
  await world.applyWebhook(webhookHeard(id))
}

const status = async () => {
  const read = await makeReadShipment(world)(SHIPMENT)
  return read.ok ? read.value.status : read.code
}
const kinds = (entity: string) => world.store.all().filter((item) => item['entity'] === entity)

describe('a webhook', () => {
  it('is stored once, and announced once, however often it comes', async () => {
    const body = tracker('evt_1', [])
    const answers = await Promise.all([post(body), post(body), post(body)])
    expect(answers).toEqual(Array.from({ length: 3 }, () => ({ ok: true, value: {} })))
    expect(kinds('webhook')).toHaveLength(1)
    expect(kinds('history').filter((item) => item.pk.startsWith('WEBHOOK#'))).toHaveLength(1)
  })

  it('is stored though nobody knows its kind', async () => {
    const body = JSON.stringify({ id: 'evt_2', description: 'batch.created' })
    expect(await post(body)).toEqual({ ok: true, value: {} })
    expect(kinds('webhook')).toHaveLength(1)
    await world.applyWebhook(webhookHeard('evt_2', 'batch.created'))
  })

  it('is kept in quarantine where its signature is wrong', async () => {
    expect(await post(tracker('evt_1', []), 'wrong')).toMatchObject({ ok: false, code: 'bad_signature' })
    expect(kinds('webhook')).toEqual([])
    expect(kinds('quarantine')).toHaveLength(1)
  })

  it('is kept by its beginning alone where it is long, also all of NUL', async () => {
    for (const length of [60_000, MAX_BODY_BYTES])
      expect(await post('\0'.repeat(length), 'wrong')).toMatchObject({ code: 'bad_signature' })
    const kept = kinds('quarantine')
    expect(kept.map(({ length }) => length)).toEqual(expect.arrayContaining([60_000, MAX_BODY_BYTES]))
    expect(kept.filter((item) => JSON.stringify(item).length > 12 * 1024)).toEqual([])
  })

  it('is refused where it has no signature at all, and nothing of it is kept', async () => {
    for (const headers of [{}, { 'x-hmac-signature': '' }])
      expect(await receive({ raw: Buffer.alloc(MAX_BODY_BYTES), headers })).toMatchObject({
        code: 'bad_signature',
      })
    expect(kinds('quarantine')).toEqual([])
  })

  it('is refused where it is signed and no event', async () => {
    for (const body of ['[]', '\0'.repeat(60_000)])
      expect(await post(body)).toMatchObject({ ok: false, code: 'payload_unreadable' })
    expect(kinds('webhook')).toEqual([])
  })
})

describe('the news of a parcel', () => {
  const way = [
    [detail('in_transit', 1)],
    [detail('in_transit', 1), detail('out_for_delivery', 8)],
    [detail('in_transit', 1), detail('out_for_delivery', 8), detail('delivered', 11)],
  ]

  it('move it on, each scan told once', async () => {
    await world.shipParcels(packed())
    for (const [index, details] of way.entries()) await tell(`evt_${index}`, details)
    expect(world.announced().map(({ data }) => (data as { status: string }).status)).toEqual([
      'pre_transit',
      'in_transit',
      'out_for_delivery',
      'delivered',
    ])
    expect(world.announced().at(-1)?.data).toMatchObject({
      deliveredAt: '2026-11-25T11:00:00.000Z',
      scans: [{ status: 'in_transit' }, { status: 'out_for_delivery' }, { status: 'delivered' }],
    })
  })

  it('make the same of it in any order, each told twice', async () => {
    await world.shipParcels(packed())
    for (const index of [2, 0, 1, 0, 2, 1]) await tell(`evt_${index}`, way[index] ?? [])
    expect(await status()).toBe('delivered')
    expect(world.announced()).toHaveLength(2)
  })

  it('that come at once are all kept', async () => {
    await world.shipParcels(packed())
    await Promise.all(way.map((details, index) => tell(`evt_${index}`, details)))
    expect(await status()).toBe('delivered')
    expect(kinds('scan')).toHaveLength(3)
  })

  it('wait for its label where they come first', async () => {
    await tell('evt_1', [detail('in_transit', 1)])
    expect(world.announced()).toEqual([])
    await world.shipParcels(packed())
    expect(await status()).toBe('in_transit')
    expect(kinds('parked')).toEqual([])
  })

  it('that nobody here knows are parked, and forgotten after 30 days', async () => {
    await tell('evt_1', [detail('in_transit', 1)], { tracking_code: 'NOT-OURS' })
    expect(kinds('parked')).toMatchObject([{ ttl: Date.UTC(2026, 11, 24, 2) / 1000 }])
  })

  it('keep who signed out of the readable table', async () => {
    await world.shipParcels(packed())
    await tell('evt_1', [detail('delivered', 9)], { signed_by: '髙橋' })
    const read = await makeReadShipment(world)(SHIPMENT)
    expect(read).toMatchObject({ ok: true, value: { proof: { signedBy: '髙橋' } } })
    expect(JSON.stringify(world.store.all())).not.toContain('髙橋')
  })

  it('tell of a later date, once, and not of an earlier one', async () => {
    await world.shipParcels(packed())
    const expected = (day: string) => ({ est_delivery_date: `2026-11-${day}T00:00:00Z` })
    for (const [index, day] of ['25', '29', '29', '27'].entries())
      await tell(`evt_${index}`, [], expected(day))
    const changes = world.announced().filter(({ type }) => type === 'shipment.promise_changed')
    expect(changes.map(({ data }) => (data as { promise: object }).promise)).toEqual([
      { earliest: '2026-11-29', latest: '2026-11-29' },
    ])
  })

  it('do not bring a cancelled parcel back', async () => {
    await world.shipParcels(packed())
    await world.voidLabels(cancelledOrder('parcel-1'))
    await tell('evt_1', [detail('in_transit', 1)])
    expect(await status()).toBe('cancelled')
  })

  it('are kept though there are very many scans', async () => {
    await world.shipParcels(packed())
    const many = Array.from({ length: 200 }, (_, minute) => ({
      status: 'in_transit',
      datetime: new Date(Date.UTC(2026, 10, 25, 0, minute)).toISOString(),
    }))
    await tell('evt_1', [...many, detail('delivered', 20)])
    expect(await status()).toBe('delivered')
    expect(kinds('scan')).toHaveLength(201)
  })
})
