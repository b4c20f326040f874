import { beforeEach, describe, expect, it } from 'vitest'
import { sku } from '#shared/ids.ts'
import { CAUSE, makeReadyWorld, ORDER, packed, SHIPMENT, type World } from '../testing.ts'
import { makeAddScan } from './add-scan.ts'
import { makeRecordInspection } from './record-inspection.ts'

type Line = { sku: ReturnType<typeof sku.parse>; quantity: number; disposition: 'restock' | 'damaged' }
const BOOK = sku.parse('BOOK')
const one = (disposition: Line['disposition']): Line => ({ sku: BOOK, quantity: 1, disposition })

let world: World
const inspect = (lines: Line[], key = 'key-1') =>
  makeRecordInspection(world)(
    {
      shipmentId: SHIPMENT,
      body: { lines, reason: 'nobody there' },
      idempotencyKey: key,
      requestHash: JSON.stringify(lines),
    },
    CAUSE,
  )
const events = () =>
  world.store
    .all()
    .map((item) => item['event'] as { type: string; data: object } | undefined)
    .filter((event) => event?.type === 'shipment.inspected')

beforeEach(async () => {
  world = await makeReadyWorld()
  await world.shipParcels(packed())
})

describe('goods that came back', () => {
  beforeEach(async () => {
    const scan = { status: 'returned_to_sender', correction: true } as const
    await makeAddScan(world)({ shipmentId: SHIPMENT, scan }, CAUSE)
  })

  it('are inspected once, and told of', async () => {
    const lines = [one('restock'), one('damaged')]
    const first = await inspect(lines)
    expect(first).toMatchObject({ ok: true, value: { inspection: { reason: 'nobody there', lines } } })
    expect(first).not.toHaveProperty('value.inspection.request')
    expect(await inspect(lines)).toEqual(first)
    expect(await inspect([one('restock')])).toMatchObject({ code: 'idempotency_key_reused' })
    expect(await inspect(lines, 'key-2')).toMatchObject({ code: 'conflict' })
    expect(events()).toMatchObject([{ data: { orderId: ORDER, locationId: 'tokyo', lines } }])
  })

  it('are inspected once by several at once', async () => {
    const results = await Promise.all(['a', 'b', 'c'].map((key) => inspect([one('restock')], key)))
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(events()).toHaveLength(1)
  })

  it('are no more than the parcel held', async () => {
    const two = { ...one('restock'), quantity: 2 }
    expect(await inspect([two, one('damaged')])).toMatchObject({
      code: 'impossible',
      errors: [{ pointer: '/lines/1/quantity', code: 'too_many' }],
    })
    expect(await inspect([{ ...two, sku: sku.parse('CUP') }])).toMatchObject({ code: 'impossible' })
    expect(events()).toEqual([])
  })
})

it('is refused of a parcel that is on its way', async () => {
  expect(await inspect([one('restock')])).toMatchObject({ code: 'conflict' })
})
