import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument } from '@cantoo/pdf-lib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CarrierSandbox, startCarrierSandbox } from './sandbox.ts'
import { signatureOf } from './signature.ts'

const webhookSecret = 'sandbox-secret'

describe('the carrier sandbox', () => {
  let receiver: Receiver
  let sandbox: CarrierSandbox
  beforeEach(async () => {
    receiver = await startReceiver()
    sandbox = await startCarrierSandbox({ webhookUrl: receiver.url, webhookSecret })
  })
  afterEach(async () => {
    await sandbox.close()
    await receiver.close()
  })

  const get = (path: string) => call(sandbox, 'GET', path)
  const post = (path: string, body: unknown = {}) => call(sandbox, 'POST', path, body)

  async function buyLabel(reference: string, label_format = 'PDF') {
    const rated = await post('/v2/shipments', {
      shipment: { ...shipment, reference, options: { label_format } },
    })
    expect(rated.status).toBe(201)
    const bought = await post(`/v2/shipments/${rated.body.id}/buy`, { rate: { id: rated.body.rates[0].id } })
    expect(bought.status).toBe(200)
    return bought.body
  }

  it('takes a parcel from rates to the signature', async () => {
    const bought = await buyLabel('op-1')
    expect(bought).toMatchObject({
      reference: 'op-1',
      status: 'pre_transit',
      selected_rate: {
        carrier: 'JPPost',
        service: 'YuPack',
        rate: '1050',
        currency: 'JPY',
        delivery_days: 2,
      },
      tracker: { status: 'pre_transit', carrier: 'JPPost', shipment_id: bought.id },
    })

    const advanced = await post(`/_sandbox/trackers/${bought.tracking_code}/advance`, { to: 'delivered' })
    expect(advanced.body).toMatchObject({ status: 'delivered', signed_by: '受取人' })

    const events = await receiver.take(6)
    expect(
      events.map(({ json }) => [json.description, json.previous_attributes, json.result.status]),
    ).toEqual([
      ['tracker.created', {}, 'pre_transit'],
      ['tracker.updated', { status: 'pre_transit' }, 'in_transit'],
      ['tracker.updated', { status: 'in_transit' }, 'in_transit'],
      ['tracker.updated', { status: 'in_transit' }, 'in_transit'],
      ['tracker.updated', { status: 'in_transit' }, 'out_for_delivery'],
      ['tracker.updated', { status: 'out_for_delivery' }, 'delivered'],
    ])
    for (const { raw, signature } of events) expect(signature).toBe(signatureOf(raw, webhookSecret))
    expect(events.at(-1)?.json.result).toEqual(advanced.body)

    const tracker = await get(`/v2/trackers?tracking_code=${bought.tracking_code}`)
    expect(tracker.body.trackers).toEqual([advanced.body])
    expect((await get(`/v2/shipments/${bought.id}`)).body.status).toBe('delivered')
  })

  it('prints the label as bought, and converted', async () => {
    const bought = await buyLabel('op-1')
    const pdf = await PDFDocument.load(await (await fetch(bought.postage_label.label_url)).arrayBuffer())
    expect(pdf.getPage(0).getSize()).toEqual({ width: 288, height: 432 })

    const converted = await get(`/v2/shipments/${bought.id}/label?file_format=ZPL`)
    const zpl = await (await fetch(converted.body.postage_label.label_zpl_url)).text()
    expect(zpl).toContain(`^BCN,300,Y,N,N^FD${bought.tracking_code}^FS`)
    expect(zpl).toContain('^FD受取人^FS')

    const png = await fetch((await buyLabel('op-2', 'PNG')).postage_label.label_url)
    expect(png.headers.get('content-type')).toBe('image/png')
    expect(await get(`/v2/shipments/${bought.id}/label?file_format=EPL2`)).toMatchObject(
      refusal(422, 'SHIPMENT.POSTAGE.FORMAT_UNAVAILABLE'),
    )
  })

  it('sells a shipment once, and finds it by reference after a lost reply', async () => {
    const rated = await post('/v2/shipments', { shipment: { ...shipment, reference: 'op-lost' } })
    const order = { rate: { id: rated.body.rates[0].id } }
    await post('/_sandbox/faults', {
      loseReply: true,
      times: 1,
      match: { reference: 'op-lost', path: '/buy' },
    })

    await expect(post(`/v2/shipments/${rated.body.id}/buy`, order)).rejects.toThrow('fetch failed')

    const again = await post(`/v2/shipments/${rated.body.id}/buy`, order)
    expect(again).toMatchObject(refusal(422, 'SHIPMENT.POSTAGE.EXISTS'))
    const found = await get('/v2/shipments/op-lost')
    expect(found.body.tracking_code).toMatch(/^\d{12}$/)
    expect(await get('/v2/shipments?reference=op-lost')).toMatchObject(refusal(422, 'PARAMETER.FORBIDDEN'))
  })

  it('fails only for whom it is told to', async () => {
    await post('/_sandbox/faults', { status: 503, times: 1, match: { toName: '受取人' } })

    const other = { ...shipment, to_address: { ...shipment.to_address, name: 'Somebody else' } }
    expect((await post('/v2/shipments', { shipment: other })).status).toBe(201)
    expect((await post('/v2/shipments', { shipment })).status).toBe(503)
    expect((await post('/v2/shipments', { shipment })).status).toBe(201)
  })

  it('refunds a label until it is scanned', async () => {
    const kept = await buyLabel('op-kept')
    const voided = await buyLabel('op-voided')

    expect((await post(`/v2/shipments/${voided.id}/refund`)).body.refund_status).toBe('submitted')
    expect(await post(`/v2/shipments/${voided.id}/refund`)).toMatchObject(
      refusal(422, 'SHIPMENT.REFUND.UNAVAILABLE'),
    )
    expect(
      (await post(`/_sandbox/trackers/${voided.tracking_code}/advance`, { to: 'in_transit' })).status,
    ).toBe(422)

    await post(`/_sandbox/trackers/${kept.tracking_code}/advance`, { to: 'in_transit' })
    expect(await post(`/v2/shipments/${kept.id}/refund`)).toMatchObject(
      refusal(422, 'SHIPMENT.REFUND.UNAVAILABLE'),
    )
    const { body } = await get('/_sandbox/shipments')
    expect(body.items).toMatchObject([
      { reference: 'op-kept', status: 'bought', rate: '1050', currency: 'JPY', trackerStatus: 'in_transit' },
      { reference: 'op-voided', status: 'voided' },
    ])
  })

  it.each([
    ['EZ1000000001', 'pre_transit'],
    ['EZ2000000002', 'in_transit'],
    ['EZ3000000003', 'out_for_delivery'],
    ['EZ4000000004', 'delivered'],
    ['EZ5000000005', 'return_to_sender'],
    ['EZ6000000006', 'failure'],
    ['EZ7000000007', 'unknown'],
  ])('tracks the test code %s as %s', async (tracking_code, status) => {
    const { body } = await post('/v2/trackers', { tracker: { tracking_code, carrier: 'USPS' } })

    expect(body).toMatchObject({ tracking_code, status, carrier: 'USPS' })
    const [first] = await receiver.take(1)
    expect(first?.json).toMatchObject({ description: 'tracker.created', result: { status: 'unknown' } })
  })

  it('tracks a label bought elsewhere once', async () => {
    const foreign = { tracking_code: '1Z999', carrier: 'UPS' }
    const first = await post('/v2/trackers', foreign)
    const second = await post('/v2/trackers', { tracker: foreign })

    expect(first.body).toMatchObject({ status: 'unknown', tracking_details: [] })
    expect(second.body.id).toBe(first.body.id)
    expect((await get(`/v2/trackers/${first.body.id}`)).body).toEqual(first.body)
  })

  it('tells which addresses nobody delivers to', async () => {
    const good = await post('/v2/addresses', { address: { ...shipment.to_address }, verify: true })
    expect(good.body.verifications.delivery).toMatchObject({ success: true, errors: [] })

    const address = { ...shipment.to_address, street1: '1 undeliverable street' }
    const bad = await post('/v2/addresses', { address, verify: ['delivery'] })
    expect(bad.body.verifications.delivery).toMatchObject({ success: false })
    expect(await post('/v2/addresses', { address, verify_strict: 'true' })).toMatchObject(
      refusal(422, 'ADDRESS.VERIFY.FAILURE'),
    )
    const rated = await post('/v2/shipments', { shipment: { ...shipment, to_address: { id: bad.body.id } } })
    expect(rated.body).toMatchObject({ rates: [], messages: [{ type: 'rate_error' }] })
  })

  it('says what is wrong with a request', async () => {
    const empty = await post('/v2/shipments', { shipment: { to_address: {}, parcel: { weight: 0 } } })
    expect(empty.body.error.errors.map(({ field }: { field: string }) => field)).toEqual([
      'to_address.country',
      'from_address',
      'parcel.weight',
    ])
    expect(await get('/v2/shipments/shp_unknown')).toMatchObject(refusal(404, 'NOT_FOUND'))
    expect(await post('/_sandbox/webhooks', { duplicates: true })).toMatchObject({ status: 422 })
    expect((await fetch(`${sandbox.url}/v2/shipments/shp_unknown`)).status).toBe(401)
    const malformed = await fetch(`${sandbox.url}/v2/trackers`, {
      method: 'POST',
      body: '{',
      headers: apiKey,
    })
    expect(malformed.status).toBe(400)
  })

  it('drops the webhooks of one parcel only', async () => {
    await post('/_sandbox/webhooks', { drop: true, match: { reference: 'op-silent' } })
    await buyLabel('op-silent')
    const loud = await buyLabel('op-loud')

    const [first] = await receiver.take(1)

    expect(first?.json.result.tracking_code).toBe(loud.tracking_code)
  })

  it('goes on after a restart', async () => {
    const stateDir = await mkdtemp(join(tmpdir(), 'carrier-sandbox-'))
    const before = await startCarrierSandbox({ stateDir })
    const rated = await call(before, 'POST', '/v2/shipments', { ...shipment, reference: 'op-1' })
    await before.close()

    const after = await startCarrierSandbox({ stateDir })
    const bought = await call(after, 'POST', '/v2/shipments/op-1/buy', { rate: rated.body.rates[0] })
    await after.close()
    await rm(stateDir, { recursive: true })

    expect(bought.body.id).toBe(rated.body.id)
  })
})

const shipment = {
  to_address: { name: '受取人', street1: '千代田1-1', city: '東京', zip: '100-0001', country: 'JP' },
  from_address: { company: 'Warehouse', street1: '1 Koto', city: 'Tokyo', zip: '135-0061', country: 'JP' },
  parcel: { weight: '16', length: 10, width: 8, height: 4 },
}

const refusal = (status: number, code: string) => ({ status, body: { error: { code } } })

const apiKey = { Authorization: `Basic ${Buffer.from('EZTK-test:').toString('base64')}` }

async function call(sandbox: CarrierSandbox, method: string, path: string, body?: unknown) {
  const headers = { ...apiKey, 'Content-Type': 'application/json' }
  const init = body === undefined ? {} : { body: JSON.stringify(body) }
  const response = await fetch(`${sandbox.url}${path}`, { method, headers, ...init })
  return { status: response.status, body: JSON.parse(await response.text()) }
}

type Receiver = Awaited<ReturnType<typeof startReceiver>>

/** Where webhooks arrive. */
async function startReceiver() {
  const received: { raw: string; signature: string | undefined }[] = []
  let arrived = () => {}
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const signature = request.headers['x-hmac-signature']
    received.push({ raw: Buffer.concat(chunks).toString(), signature: signature?.toString() })
    response.end('{}')
    arrived()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/easypost`,
    /** Waits for so many of them. */
    async take(count: number) {
      while (received.length < count) {
        await new Promise<void>((resolve) => {
          arrived = resolve
        })
      }
      return received.map((webhook) => ({ ...webhook, json: JSON.parse(webhook.raw) }))
    },
    close: () =>
      new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      }),
  }
}
