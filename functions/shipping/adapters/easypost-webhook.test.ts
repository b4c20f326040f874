import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { hmacSha256 } from '#shared/webhooks.ts'
import { identify, statusFrom, trackerIn } from './easypost-news.ts'
import { verifyEasyPost } from './easypost-signature.ts'

const samples =
  process.env['WEBHOOK_SAMPLES'] ?? join(import.meta.dirname, '../../../../shared/webhook-samples')
const arePresent = existsSync(samples)
if (!arePresent) console.warn(`SKIPPED: EasyPost's samples are not in ${samples}; set WEBHOOK_SAMPLES.`)

const file = (name: string) => readFileSync(join(samples, name))
const now = new Date('2026-11-24T02:00:00Z')
const NONE: string[] = []

const vectors = z.array(
  z.object({
    provider: z.string(),
    secret: z.optional(z.string()),
    body_file: z.optional(z.string()),
    headers: z.optional(z.record(z.string(), z.string())),
  }),
)
const statusMap = z.object({ map: z.object({ easypost: z.record(z.string(), z.string()) }) })

describe.skipIf(!arePresent)("EasyPost's own samples", () => {
  it('have signatures that verify, and not with a byte changed', () => {
    const ours = vectors
      .parse(JSON.parse(file('vectors.json').toString()))
      .filter(({ provider }) => provider === 'easypost')
    expect(ours.length).toBeGreaterThan(0)
    for (const { secret = '', body_file = '', headers = {} } of ours) {
      const raw = file(body_file)
      const lower = Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
      )
      expect(verifyEasyPost({ raw, headers: lower }, ['another', secret], now)).toBe(true)
      expect(verifyEasyPost({ raw, headers: lower }, ['another'], now)).toBe(false)
      const altered = Buffer.from(raw)
      altered[altered.length - 2] = (altered[altered.length - 2] ?? 0) ^ 1
      expect(verifyEasyPost({ raw: altered, headers: lower }, [secret], now)).toBe(false)
    }
  })

  it('have statuses that we read as the canonical ones', () => {
    const { easypost } = statusMap.parse(JSON.parse(file('status-map.json').toString())).map
    for (const [theirs, canonical] of Object.entries(easypost))
      expect(statusFrom(theirs), theirs).toBe(
        canonical === 'return_to_sender' ? 'returned_to_sender' : canonical,
      )
  })

  it('tell who signed, where and when', () => {
    const told = trackerIn(file('easypost/tracker.updated.delivered.json').toString())
    expect(told).toMatchObject({
      trackingNumber: 'EZ4000000004',
      news: { signedBy: 'John Tester', expectedOn: '2014-08-27' },
    })
    expect(told?.news.scans.at(-1)).toMatchObject({
      at: '2014-08-24T15:33:00.000Z',
      status: 'delivered',
      place: 'SAN FRANCISCO, CA, US',
      carrier: 'UPS',
    })
  })

  it.each(['tracker.updated.in_transit', 'tracker.updated.delivered'])('can be read: %s', (name) => {
    const body = file(`easypost/${name}.json`).toString()
    expect(identify(body)).toMatchObject({ type: expect.stringMatching(/^tracker\./) })
    expect(trackerIn(body)?.news.scans.length).toBeGreaterThan(0)
  })

  it('tell of no parcel where there is none in it', () => {
    const body = file('easypost/event.resource.json').toString()
    expect(identify(body)).toMatchObject({ type: 'tracker.created' })
    expect(trackerIn(body)).toBeUndefined()
  })
})

describe("EasyPost's signature", () => {
  const raw = Buffer.from('{"weight":16.0}')
  const signed = (secret: string) =>
    `hmac-sha256-hex=${hmacSha256(secret.normalize('NFKD'), raw).toString('hex')}`
  const verify = (header: string | undefined, secrets: readonly string[]) =>
    verifyEasyPost({ raw, headers: { 'x-hmac-signature': header } }, secrets, now)

  it('is made with the secret in Unicode form NFKD', () => {
    expect(verify(signed('s\u00e9cret'), ['se\u0301cret'])).toBe(true)
  })

  it('may be made with the secret before, while it is rotated', () => {
    expect(verify(signed('old'), ['new', 'old'])).toBe(true)
  })

  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['of another scheme', signed('new').replace('sha256', 'sha1')],
    ['cut short', signed('new').slice(0, -2)],
    ['given twice', `${signed('new')}, ${signed('new')}`],
    ['without its prefix', signed('new').slice('hmac-sha256-hex='.length)],
  ])('is refused when %s', (_, header) => {
    expect(verify(header, ['new'])).toBe(false)
  })

  it('is refused where there is no secret', () => {
    expect(verify(signed('new'), NONE)).toBe(false)
  })
})

describe('a tracker', () => {
  const told = (changes: object) =>
    trackerIn(
      JSON.stringify({
        id: 'evt_1',
        description: 'tracker.updated',
        result: {
          object: 'Tracker',
          id: 'trk_1',
          tracking_code: 'T1',
          status: 'in_transit',
          updated_at: '2026-11-24T02:00:00Z',
          tracking_details: [
            { status: 'in_transit', datetime: '2026-11-24T01:00:00Z', message: 'Picked up' },
          ],
          ...changes,
        },
      }),
    )?.news

  it('has its own status only where no scan has it', () => {
    expect(told({})?.scans).toHaveLength(1)
    expect(told({ status: 'delivered' })?.scans.map(({ status }) => status)).toEqual([
      'in_transit',
      'delivered',
    ])
  })

  it.each(['error', 'unknown', 'something_new'])('that says "%s" says nothing of the parcel', (status) => {
    expect(told({ status })?.scans.map((scan) => scan.status)).toEqual(['in_transit'])
  })

  it('leaves out scans without a time that can be read', () => {
    const tracking_details = [{ status: 'in_transit', datetime: 'soon' }, { status: 'in_transit' }]
    expect(told({ tracking_details, updated_at: null })?.scans).toEqual([])
  })

  it('prefers the date in the zone of the destination', () => {
    const carrier_detail = { est_delivery_date_local: '2026-11-26' }
    expect(told({ est_delivery_date: '2026-11-25T15:00:00Z', carrier_detail })?.expectedOn).toBe('2026-11-26')
  })
})

describe('a body', () => {
  it.each(['', 'null', '{}', '{"id":5}', '{"id":"evt_1"}', '{"id":"a/../b","description":"x"}', '<xml/>'])(
    'that is no event has no name: %s',
    (body) => {
      expect(identify(body)).toBeUndefined()
    },
  )
})
