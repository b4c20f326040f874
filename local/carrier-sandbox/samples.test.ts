import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { trackerStatuses } from './easypost.ts'
import type { TrackerRecord } from './records.ts'
import { scansTo } from './scans.ts'
import { signatureOf } from './signature.ts'
import { trackerView } from './views.ts'

/** EasyPost's own bodies and signatures are not part of the repository; what they show is checked where they are. */
const samples =
  process.env['WEBHOOK_SAMPLES'] ?? fileURLToPath(new URL('../../../shared/webhook-samples', import.meta.url))

const read = (file: string) => readFileSync(`${samples}/${file}`, 'utf8')

describe.skipIf(!existsSync(samples))("EasyPost's samples", () => {
  it('are signed as we sign', () => {
    const vectors = z
      .array(z.object({ provider: z.string(), headers: z.catch(z.record(z.string(), z.string()), {}) }))
      .parse(JSON.parse(read('vectors.json')))
    const vector = z
      .object({
        secret: z.string(),
        body_file: z.string(),
        headers: z.object({ 'X-Hmac-Signature': z.string() }),
      })
      .parse(JSON.parse(read('vectors.json'))[vectors.findIndex(({ provider }) => provider === 'easypost')])

    expect(signatureOf(read(vector.body_file), vector.secret)).toBe(vector.headers['X-Hmac-Signature'])
  })

  it('use the statuses that we use', () => {
    const { map } = z
      .object({ map: z.object({ easypost: z.record(z.string(), z.string()) }) })
      .parse(JSON.parse(read('status-map.json')))

    expect([...trackerStatuses].sort()).toEqual(Object.keys(map.easypost).sort())
  })

  it('have a tracker with the fields that ours has', () => {
    const theirs = JSON.parse(read('easypost/tracker.cassette.delivered.json'))
    const ours = trackerView({ ...tracker, scans: scansTo(tracker, 'delivered') })

    expect(Object.keys(ours).sort()).toEqual(Object.keys(theirs).sort())
    expect(Object.keys(ours.carrier_detail).sort()).toEqual(Object.keys(theirs.carrier_detail).sort())
    expect(Object.keys(ours.tracking_details[0] ?? {}).sort()).toEqual(
      Object.keys(theirs.tracking_details[0]).sort(),
    )
  })
})

describe('the signature', () => {
  it('takes secrets that look alike as the same', () => {
    const composed = signatureOf('{}', 's\u00e9cret')

    expect(composed).toMatch(/^hmac-sha256-hex=[0-9a-f]{64}$/)
    expect(signatureOf('{}', 'se\u0301cret')).toBe(composed)
    expect(signatureOf('{ }', 's\u00e9cret')).not.toBe(composed)
  })
})

const anywhere = { city: null, state: null, country: null, zip: null }

const tracker: TrackerRecord = {
  id: 'trk_1',
  createdAt: '2026-11-23T02:00:00Z',
  trackingCode: '1Z',
  carrier: 'UPS',
  service: 'Ground',
  shipmentId: null,
  origin: anywhere,
  destination: anywhere,
  recipient: 'Recipient',
  weightOunces: 16,
  transitDays: 2,
  estDeliveryDate: null,
  scans: [],
}
