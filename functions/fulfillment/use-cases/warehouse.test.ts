import { beforeEach, describe, expect, it } from 'vitest'
import { sku } from '#shared/ids.ts'
import { BOOK, BOOK_BARCODE, TEE } from './test-events.ts'
import { BOX, makeWorld, type World } from './test-world.ts'

let world: World
beforeEach(async () => {
  world = makeWorld()
  await world.published({ barcode: BOOK_BARCODE, weightGrams: 450 })
  await world.confirmed()
})

const types = () => world.events().map(({ type }) => type)
const scan = (code: string, quantity = 1) => [{ code, quantity }]

describe('picking', () => {
  it('counts barcodes and SKUs, in parts, until all is picked', async () => {
    const first = await world.pick(scan(BOOK_BARCODE))
    expect(first).toMatchObject({ ok: true, value: { status: 'picking', version: 2 } })
    await world.pick(scan(TEE))
    const last = await world.pick(scan(BOOK))
    expect(last).toMatchObject({
      ok: true,
      value: { status: 'picked', lines: [{ picked: 2 }, { picked: 1 }], availableActions: ['pack'] },
    })
    expect(types().slice(1)).toEqual([
      'fulfillment_order.picking',
      'fulfillment_order.picking',
      'fulfillment_order.picked',
    ])
  })

  it('refuses a wrong item, saying what was expected, and counts nothing of the request', async () => {
    const result = await world.pick([...scan(TEE), ...scan('MUG-1')])
    expect(result).toMatchObject({
      ok: false,
      code: 'wrong_item',
      errors: [{ pointer: '/scans/1/code', code: 'wrong_item' }],
    })
    expect(result.ok ? '' : result.detail).toContain(`Expected: ${BOOK} (${BOOK_BARCODE}), 0 of 2 picked`)
    expect((await world.read()).version).toBe(1)
  })

  it.each([
    ['in one scan', scan(BOOK, 3), '/scans/0/quantity'],
    ['by SKU and barcode together', [...scan(BOOK, 2), ...scan(BOOK_BARCODE)], '/scans/1/quantity'],
  ])('refuses too many %s', async (_, scans, pointer) => {
    expect(await world.pick(scans)).toMatchObject({
      ok: false,
      code: 'impossible',
      errors: [{ pointer, code: 'too_many' }],
    })
  })

  it('answers the last request again once all is picked, but still refuses what is wrong', async () => {
    await world.pickAll()
    expect(await world.pickAll()).toMatchObject({ ok: true, value: { status: 'picked', version: 2 } })
    expect(await world.pick(scan('MUG-1'))).toMatchObject({ ok: false, code: 'wrong_item' })
    expect(await world.pick(scan(TEE, 2))).toMatchObject({ ok: false, code: 'impossible' })
  })

  it('counts a request with an Idempotency-Key once, also when it comes twice at once', async () => {
    await Promise.all([world.pick(scan(BOOK), { key: 'key-1' }), world.pick(scan(BOOK), { key: 'key-1' })])
    const again = await world.pick(scan(BOOK), { key: 'key-1' })
    expect(again).toMatchObject({ ok: true, value: { lines: [{ picked: 1 }, {}] } })
    expect(await world.pick(scan(TEE), { key: 'key-1' })).toMatchObject({
      ok: false,
      code: 'idempotency_key_reused',
    })
  })

  it('loses no scan of several scanners at once', async () => {
    await Promise.all([world.pick(scan(BOOK)), world.pick(scan(BOOK)), world.pick(scan(TEE))])
    expect(await world.read()).toMatchObject({ status: 'picked', lines: [{ picked: 2 }, { picked: 1 }] })
  })

  it('refuses who has seen an older version', async () => {
    await world.pick(scan(BOOK))
    expect(await world.pick(scan(BOOK), { ifMatch: 1 })).toMatchObject({ code: 'precondition_failed' })
    expect(await world.pick(scan(BOOK), { ifMatch: 2 })).toMatchObject({ ok: true })
  })
})

describe('a short pick', () => {
  it('stops the work and tells what is missing', async () => {
    await world.pick(scan(BOOK))
    const result = await world.shortPick([{ sku: BOOK, missing: 1 }])
    expect(result).toMatchObject({ ok: true, value: { status: 'short_picked', availableActions: [] } })
    expect(world.events().at(-1)).toMatchObject({
      type: 'fulfillment_order.short_picked',
      data: { shortPick: { lines: [{ sku: BOOK, missing: 1 }], reason: 'shelf is empty' } },
    })
    expect(await world.pick(scan(TEE))).toMatchObject({ ok: false, code: 'conflict' })
  })

  it('is the same when it is reported again, and a conflict when it differs', async () => {
    await world.shortPick([{ sku: BOOK, missing: 1 }])
    expect(await world.shortPick([{ sku: BOOK, missing: 1 }])).toMatchObject({
      ok: true,
      value: { version: 2 },
    })
    expect(await world.shortPick([{ sku: TEE, missing: 1 }])).toMatchObject({ ok: false, code: 'conflict' })
  })

  it('cannot miss more than is still to be picked', async () => {
    await world.pick(scan(BOOK))
    expect(await world.shortPick([{ sku: BOOK, missing: 2 }])).toMatchObject({
      ok: false,
      code: 'impossible',
      errors: [{ pointer: '/lines/0/missing' }],
    })
  })
})

describe('packing', () => {
  it('puts everything into one parcel that says nothing else', async () => {
    await world.pickAll()
    expect(await world.pack()).toMatchObject({
      ok: true,
      value: {
        status: 'packed',
        parcels: [
          {
            ...BOX,
            lines: [
              { sku: BOOK, quantity: 2 },
              { sku: TEE, quantity: 1 },
            ],
          },
        ],
        availableActions: [],
      },
    })
  })

  it('takes several parcels whose lines add up to what was picked', async () => {
    await world.pickAll()
    const result = await world.pack([
      { ...BOX, lines: [{ sku: BOOK, quantity: 1 }] },
      {
        ...BOX,
        lines: [
          { sku: BOOK, quantity: 1 },
          { sku: TEE, quantity: 1 },
        ],
      },
    ])
    expect(result.ok && result.value.parcels.map(({ parcelId }) => parcelId.slice(-2))).toEqual(['-1', '-2'])
  })

  it.each([
    ['too few', [{ ...BOX, lines: [{ sku: BOOK, quantity: 2 }] }], 'impossible', '/parcels'],
    [
      'too many',
      [
        {
          ...BOX,
          lines: [
            { sku: BOOK, quantity: 3 },
            { sku: TEE, quantity: 1 },
          ],
        },
      ],
      'impossible',
      '/parcels',
    ],
    [
      'two parcels and one says nothing',
      [{ ...BOX, lines: [{ sku: BOOK, quantity: 2 }] }, BOX],
      'impossible',
      '/parcels/1/lines',
    ],
    [
      'a strange item',
      [{ ...BOX, lines: [{ sku: sku.parse('MUG-1'), quantity: 1 }] }],
      'wrong_item',
      '/parcels/0/lines/0/sku',
    ],
  ])('refuses %s', async (_, parcels, code, pointer) => {
    await world.pickAll()
    const result = await world.pack(parcels)
    expect(result).toMatchObject({ ok: false, code })
    expect(result.ok || result.errors?.[0]?.pointer).toBe(pointer)
  })

  it('waits until all is picked', async () => {
    await world.pick(scan(BOOK))
    expect(await world.pack()).toMatchObject({ ok: false, code: 'conflict' })
  })

  it('is the same when it is asked for again, and a conflict when the parcels differ', async () => {
    await world.pickAll()
    await world.pack()
    expect(await world.pack([BOX], 2)).toMatchObject({ ok: true, value: { version: 3 } })
    expect(await world.pack([{ ...BOX, weightGrams: 1 }])).toMatchObject({ ok: false, code: 'conflict' })
  })

  it('lets one of two that differ win', async () => {
    await world.pickAll()
    const results = await Promise.all([world.pack(), world.pack([{ ...BOX, weightGrams: 1 }])])
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
    expect(types().filter((type) => type === 'fulfillment_order.packed')).toHaveLength(1)
  })
})
