import { describe, expect, it, test } from 'vitest'
import * as z from 'zod/mini'
import { fulfillmentOrderId, shipmentId, sku } from '#shared/ids.ts'
import { makePersonal } from '#shared/personal.ts'
import { makeMemoryKeys } from '#shared/testing-personal.ts'
import { listOrders } from '../contract/desk-operations.ts'
import { makeCancelOrder } from './cancel-order.ts'
import { makeNoteShipment } from './note-events.ts'
import { makeSearchOrders, type Search } from './search-orders.ts'
import { makeAddTags } from './tag-order.ts'
import { aQuote, CAUSE } from './testing.ts'
import { givenDesk, STAFF } from './testing-desk.ts'

const HANAKO = { customer: { name: '山田花子', email: 'Hanako@Example.com', phone: '+819012345678' } }
const ADA = {
  customer: { name: 'Ada King Lovelace', email: 'ada@example.org' },
  shippingAddress: {
    name: 'ﾊﾞﾍﾞｯｼﾞ チャールズ',
    line1: '1 Dorset Street',
    city: 'London',
    postalCode: '100-0001',
    country: 'JP',
    phone: '03-1234-5678',
  },
}

function givenSearch() {
  const desk = givenDesk()
  const search = makeSearchOrders(desk.deps)
  return {
    ...desk,
    search: (search_: Partial<Search>) => search({ limit: 20, ...search_ }, STAFF),
    async found(given: Partial<Search>) {
      const { items } = await search({ limit: 20, ...given }, STAFF)
      return items.map(({ id }) => id)
    },
  }
}

describe('a search', () => {
  it.each([
    ['an email, whatever its case', 'HANAKO@example.COM'],
    ['a phone number with its country code', '+81 90-1234-5678'],
    ['a phone number as people dial it', '090 1234 5678'],
    ['a name without a space', '山田花子'],
    ['a name with a space where it has none', '山田 花子'],
    ['a name with a wide space', '山田　花子'],
    ['a family name of a name without a space', '山田'],
    ['a given name of a name without a space', '花子'],
  ])('finds by %s', async (_, q) => {
    const desk = givenSearch()
    await desk.place(ADA)
    const id = await desk.place({ ...HANAKO, ...ADA, customer: HANAKO.customer })
    expect(await desk.found({ q })).toEqual([id])
  })

  it.each([
    ['the whole name', 'ada king lovelace'],
    ['the name from its end', 'Lovelace, King Ada'],
    ['each word', 'KING'],
    ['wide letters', 'Ｌｏｖｅｌａｃｅ'],
    ['whom it is sent to, in wide kana', 'バベッジ'],
    ['the phone of the address', '+81 3 1234 5678'],
  ])('finds by %s', async (_, q) => {
    const desk = givenSearch()
    const id = await desk.place(ADA)
    await desk.place(HANAKO)
    expect(await desk.found({ q })).toEqual([id])
  })

  it('finds by a short number of a country that has no longer ones', async () => {
    const desk = givenSearch()
    const id = await desk.place({ customer: { ...HANAKO.customer, phone: '+65 8123 4567' } })
    expect(await desk.found({ q: '8123 4567' })).toEqual([id])
    expect(await desk.found({ q: '+65 8123 4567' })).toEqual([id])
    expect(await desk.found({ q: '+81 8123 4567' })).toEqual([])
  })

  it('finds by number, SKU, day and status, in any case', async () => {
    const desk = givenSearch()
    const id = await desk.place()
    const { number } = await desk.read(id)
    for (const q of [number, number.toLowerCase(), 'BOOK', 'shirt', '2026-11-23', 'placed'])
      expect(await desk.found({ q }), q).toEqual([id])
    await makeCancelOrder(desk.deps)({ id, reason: 'ordered twice', cause: CAUSE })
    expect(await desk.found({ q: 'placed' })).toEqual([])
    expect(await desk.found({ q: 'cancelling' })).toEqual([id])
  })

  it('finds by the tracking number of a parcel, with spaces or without', async () => {
    const desk = givenSearch()
    const id = await desk.place()
    await makeNoteShipment(desk.deps)({
      id: desk.deps.ids.event(),
      type: 't',
      schema: 1,
      source: 's',
      subject: 's',
      sequence: 1,
      occurredAt: desk.deps.clock.now().toISOString(),
      ...CAUSE,
      data: {
        shipmentId: shipmentId.parse(`shp_${'s'.repeat(26)}`),
        orderId: id,
        fulfillmentOrderId: fulfillmentOrderId.parse(`ful_${'f'.repeat(26)}`),
        parcelId: '1',
        carrier: 'JPPost',
        service: 'YuPack',
        trackingNumber: '1234-5678-9012',
        status: 'pre_transit',
        scans: [],
      },
      personal: {},
    })
    expect(await desk.found({ q: '123456789012' })).toEqual([id])
    expect(await desk.found({ q: '1234 5678 9012' })).toEqual([id])
  })

  it('finds nothing where nobody has what was typed', async () => {
    const desk = givenSearch()
    await desk.place()
    for (const q of ['nobody@example.com', 'NO-SUCH-SKU', '田中', '0312345999', '2026-11-24', '🦊', '%_*'])
      expect(await desk.found({ q }), q).toEqual([])
  })

  it('finds an order once that answers to several meanings of a text', async () => {
    const desk = givenSearch()
    const id = await desk.place(ADA)
    await makeAddTags(desk.deps)({ id, tags: ['king'], reason: 'royal', cause: CAUSE })
    expect(await desk.found({ q: 'king' })).toEqual([id])
  })

  it('keeps to the status, the tag and the days that are asked for as well', async () => {
    const desk = givenSearch()
    const [first, second] = [await desk.place(), await desk.place()]
    await makeAddTags(desk.deps)({ id: second, tags: ['VIP'], reason: 'likes us', cause: CAUSE })
    expect(await desk.found({ q: 'BOOK' })).toEqual([second, first])
    expect(await desk.found({ q: 'BOOK', tag: 'vip' })).toEqual([second])
    expect(await desk.found({ tag: 'VIP' })).toEqual([second])
    expect(await desk.found({ tag: 'VIP', status: 'cancelled' })).toEqual([])
    expect(await desk.found({ q: 'BOOK', from: '2026-11-23', to: '2026-11-23' })).toEqual([second, first])
    expect(await desk.found({ q: 'BOOK', from: '2026-11-24' })).toEqual([])
    expect(await desk.found({ to: '2026-11-22' })).toEqual([])
    expect(await desk.found({ from: '2026-11-30', to: '2026-11-01' })).toEqual([])
    expect(await desk.found({ q: '2026-11-23', to: '2026-11-22' })).toEqual([])
  })
})

describe('the pages of a search', () => {
  it('go on where they ended, whatever is placed or changed in between', async () => {
    const desk = givenSearch()
    const ids = []
    for (let count = 0; count < 5; count += 1) ids.push(await desk.place())
    const seen = []
    let cursor: string | null = null
    do {
      const page = await desk.search({ limit: 2, ...(cursor ? { cursor } : {}) })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor
      await desk.place()
      const last = seen.at(-1)
      if (last) await makeCancelOrder(desk.deps)({ id: last, reason: 'moves it', cause: CAUSE })
    } while (cursor)
    expect(seen).toEqual(ids.toReversed())
  })

  it('are short rather than endless where few orders match, and still lead to them', async () => {
    const desk = givenSearch()
    const wanted = await desk.place()
    await makeAddTags(desk.deps)({ id: wanted, tags: ['rare'], reason: 'test', cause: CAUSE })
    for (let count = 0; count < 15; count += 1) await desk.place()
    const first = await desk.search({ q: 'BOOK', tag: 'rare', limit: 2 })
    expect(first.items).toEqual([])
    const second = await desk.search({ q: 'BOOK', tag: 'rare', limit: 2, cursor: first.nextCursor ?? '' })
    expect(second.items.map(({ id }) => id)).toEqual([wanted])
    expect(second.nextCursor).toBeNull()
  })

  it.each(['x', '~~~~', '2026-11-23T01:00:00.000Z', 'eyJwayI6IngifQ'])(
    'are refused by a cursor that is none: "%s"',
    async (cursor) => {
      const desk = givenSearch()
      const id = await desk.place()
      await expect(desk.found({ cursor })).rejects.toThrow('none of this list')
      expect(await desk.found({ cursor: '' })).toEqual([id])
    },
  )
})

test('what says who ordered is readable in no item that is kept, and a search in no record of it', async () => {
  const desk = givenSearch()
  await desk.place(HANAKO)
  await desk.place(ADA)
  for (const q of ['hanako@example.com', '山田花子', '090-1234-5678']) await desk.found({ q })
  const kept = JSON.stringify(desk.store.all()).toLowerCase()
  for (const secret of ['hanako', '山田', '花子', '12345678', 'lovelace', 'ada@', 'ﾊﾞﾍﾞｯｼﾞ', 'バベッジ'])
    expect(kept, secret).not.toContain(secret.toLowerCase())
  const { items } = await desk.deps.accessLog.ofDay('2026-11-23', { limit: 10 })
  expect(items.map(({ what, by, actor }) => ({ what, by, actor }))).toEqual([
    { what: 'search', by: ['phone'], actor: STAFF },
    { what: 'search', by: ['name'], actor: STAFF },
    { what: 'search', by: ['email'], actor: STAFF },
  ])
})

test('an order whose address was corrected is found by the new name as by the old', async () => {
  const desk = givenSearch()
  const id = await desk.place(ADA)
  const { customer, shippingAddress } = { ...HANAKO, ...ADA }
  await desk.indexOrder(id, { customer, shippingAddress: { ...shippingAddress, name: 'Mary Somerville' } })
  for (const q of ['somerville', 'lovelace']) expect(await desk.found({ q }), q).toEqual([id])
})

test('after the secret was changed, orders of before are found as well', async () => {
  const desk = givenSearch()
  const id = await desk.place(HANAKO)
  const personal = makePersonal(makeMemoryKeys(), 'a new secret', 'a secret of the tests')
  const search = makeSearchOrders({ ...desk.deps, personal })
  const { items } = await search({ q: 'hanako@example.com', limit: 20 }, STAFF)
  expect(items.map((item) => item.id)).toEqual([id])
})

test('a search by a day or a status reads nothing of a person, and is not recorded', async () => {
  const desk = givenSearch()
  await desk.place()
  await desk.found({ q: '2026-11-23' })
  await desk.found({ q: 'partially shipped' })
  expect((await desk.deps.accessLog.ofDay('2026-11-23', { limit: 10 })).items).toEqual([])
})

test('an order of 200 SKUs is findable by each, and being told of it again changes nothing', async () => {
  const desk = givenSearch()
  const [line] = aQuote().lines
  if (!line) throw new Error('a quote has lines')
  const lines = Array.from({ length: 200 }, (_, n) => ({
    ...line,
    lineId: String(n),
    sku: sku.parse(`SKU-${n}`),
  }))
  const id = await desk.place({}, { lines })
  expect(await desk.found({ q: 'SKU-0' })).toEqual([id])
  expect(await desk.found({ q: 'sku-199' })).toEqual([id])
  const before = desk.store.all()
  await desk.indexOrder(id)
  expect(desk.store.all()).toEqual(before)
})

test.each([
  ['nothing', ''],
  ['spaces alone', '   '],
  ['201 characters', 'x'.repeat(201)],
  ['10,000 characters', 'x'.repeat(10_000)],
  ['a line end', 'a\nb'],
  ['a null', 'a\u0000b'],
])('a search for %s is refused by its schema', (_, q) => {
  expect(z.safeParse(listOrders.query, { q }).error?.issues[0]?.path).toEqual(['q'])
  expect(z.safeParse(listOrders.query, { q: 'x'.repeat(200) }).success).toBe(true)
})
