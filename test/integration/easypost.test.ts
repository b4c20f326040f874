import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeEasyPost } from '#contexts/shipping/adapters/easypost.ts'
import { makeEasyPostClient } from '#contexts/shipping/adapters/easypost-client.ts'
import { identify, trackerIn } from '#contexts/shipping/adapters/easypost-news.ts'
import { verifyEasyPost } from '#contexts/shipping/adapters/easypost-signature.ts'
import type { LabelRequest } from '#contexts/shipping/domain/carrier.ts'
import { chooseOffer } from '#contexts/shipping/domain/choose-offer.ts'
import { type CarrierSandbox, startCarrierSandbox } from '#local/carrier-sandbox/sandbox.ts'
import { makeIds } from '#shared/ids.ts'

/** The adapter of EasyPost against the carrier sandbox, over HTTP. */
const SECRET = 'a secret, sécret'
const ids = makeIds()

let sandbox: CarrierSandbox
let receiver: Server
let webhooks: { raw: Buffer; headers: Record<string, string | undefined> }[] = []

beforeAll(async () => {
  receiver = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const signature = request.headers['x-hmac-signature']
    webhooks.push({ raw: Buffer.concat(chunks), headers: { 'x-hmac-signature': String(signature) } })
    response.end('{}')
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  const { port } = receiver.address() as AddressInfo
  sandbox = await startCarrierSandbox({ webhookUrl: `http://127.0.0.1:${port}`, webhookSecret: SECRET })
})

afterAll(async () => {
  await sandbox.close()
  await new Promise((resolve) => receiver.close(resolve))
})

beforeEach(() => {
  webhooks = []
})

const client = (timeoutMs = 5_000) =>
  makeEasyPostClient({ baseUrl: sandbox.url, apiKey: async () => 'EZTK-test', timeoutMs })
const easypost = (timeoutMs?: number) => makeEasyPost(client(timeoutMs))

const address = {
  name: 'Cartwright Tokyo',
  line1: '1-9-1 Marunouchi',
  city: 'Chiyoda',
  region: 'Tokyo',
  postalCode: '100-0005',
  country: 'JP',
}

const request = (to: object = {}): LabelRequest => ({
  shipmentId: ids.shipment(),
  orderNumber: 'K7WQ2M4X',
  from: address,
  to: { ...address, name: '髙橋 花子', email: 'hanako@example.com', ...to },
  parcel: { lengthMm: 254, widthMm: 180, heightMm: 60, weightGrams: 980 },
  customs: [],
})

const TAQBIN = { level: 'standard', carrier: 'KuronekoYamato', service: 'TaQBin' }

async function opened(given = request()) {
  const told = await easypost().open(given)
  if (told.outcome !== 'opened') throw new Error(`declined: ${told.code}`)
  const offer = chooseOffer(told.consignment.offers, TAQBIN)
  if (!offer) throw new Error('nothing is offered')
  return { ...told.consignment, offer, id: given.shipmentId }
}

async function bought(given = request()) {
  const { reference, offer, id } = await opened(given)
  const result = await easypost().buy(reference, offer)
  if (result.outcome !== 'bought') throw new Error(`declined: ${result.code}`)
  return { reference, label: result.label, offer, id }
}

const ask = async (path: string, body?: object): Promise<unknown> => {
  const response = await fetch(`${sandbox.url}${path}`, {
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
  })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return response.json()
}

const purchases = async (reference: string) => {
  const { items } = (await ask('/_sandbox/shipments')) as { items: { reference: string; status: string }[] }
  return items.filter((item) => item.reference === reference)
}

const fault = (reference: string, path: string, how: object) =>
  ask('/_sandbox/faults', { times: 1, match: { reference, path }, ...how })

describe('a label at EasyPost', () => {
  it('is bought for the service that was chosen, under our id', async () => {
    const { label, id } = await bought()
    expect(label).toMatchObject({
      carrier: 'KuronekoYamato',
      service: 'TaQBin',
      trackingNumber: expect.stringMatching(/^\d{12}$/),
      trackerId: expect.stringMatching(/^trk_/),
      postage: { currency: 'JPY' },
      news: { scans: [{ status: 'pre_transit' }] },
    })
    expect(await purchases(id)).toMatchObject([{ status: 'bought', toName: '髙橋 花子' }])
  })

  it('is the same one when it is bought again', async () => {
    const { reference, label, offer, id } = await bought()
    const again = await easypost().buy(reference, offer)
    expect(again).toMatchObject({ outcome: 'bought', label: { trackingNumber: label.trackingNumber } })
    expect((await easypost().find(reference)).label?.trackingNumber).toBe(label.trackingNumber)
    expect(await purchases(id)).toHaveLength(1)
  })

  it('is found after the reply to its purchase was lost', async () => {
    const { reference, offer, id } = await opened()
    await fault(id, '/buy', { loseReply: true })
    await expect(easypost().buy(reference, offer)).rejects.toThrow('got no answer')
    expect((await easypost().find(reference)).label).toBeDefined()
    expect(await purchases(id)).toHaveLength(1)
  })

  it('is not bought by a purchase that failed, and can be asked for again', async () => {
    const { reference, offer, id } = await opened()
    await fault(id, '/buy', { status: 503 })
    await expect(easypost().buy(reference, offer)).rejects.toThrow('503')
    expect(await purchases(id)).toEqual([])
    expect(await easypost().buy(reference, offer)).toMatchObject({ outcome: 'bought' })
  })

  it('is waited for only so long', async () => {
    const { reference, offer, id } = await opened()
    await fault(id, '/buy', { delayMs: 2_000 })
    await expect(easypost(50).buy(reference, offer)).rejects.toThrow('50 ms were over')
  })

  it('is offered by nobody to an address that cannot be delivered to', async () => {
    const told = await easypost().open(request({ line1: 'UNDELIVERABLE 1' }))
    expect(told).toMatchObject({ outcome: 'opened', consignment: { offers: [] } })
  })

  it('is given back once, and only before it is scanned', async () => {
    const { reference, id } = await bought()
    expect(await easypost().void(reference)).toBe('voided')
    expect(await easypost().void(reference)).toBe('voided')
    expect(await purchases(id)).toMatchObject([{ status: 'voided' }])

    const scanned = await bought()
    await ask(`/_sandbox/trackers/${scanned.label.trackingNumber}/advance`, { to: 'in_transit' })
    expect(await easypost().void(scanned.reference)).toBe('too_late')
    expect(await easypost().void((await opened()).reference)).toBe('nothing_bought')
  })
})

describe('the news of a parcel', () => {
  it('are told by its tracker: scans, who signed, and when it will come', async () => {
    const { label } = await bought()
    await ask(`/_sandbox/trackers/${label.trackingNumber}/advance`, { to: 'delivered' })
    const news = await easypost().track(label.trackerId ?? '')
    expect(news?.scans.at(-1)).toMatchObject({ status: 'delivered', place: 'Chiyoda, Tokyo, JP' })
    expect(news).toMatchObject({
      signedBy: '髙橋 花子',
      expectedOn: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
    })
  })

  it('come by webhooks that we believe', async () => {
    const { label } = await bought()
    await ask(`/_sandbox/trackers/${label.trackingNumber}/advance`, { to: 'out_for_delivery' })
    await expect.poll(() => webhooks.length).toBeGreaterThanOrEqual(5)
    for (const webhook of webhooks) {
      expect(verifyEasyPost(webhook, ['another', SECRET], new Date())).toBe(true)
      expect(identify(webhook.raw.toString())).toMatchObject({ type: expect.stringMatching(/^tracker\./) })
    }
    const last = webhooks.map(({ raw }) => trackerIn(raw.toString())).at(-1)
    expect(last).toMatchObject({ trackingNumber: label.trackingNumber })
    expect(last?.news.scans.at(-1)?.status).toBe('out_for_delivery')
  })
})
