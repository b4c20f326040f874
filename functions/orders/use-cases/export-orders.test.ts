import { expect, test } from 'vitest'
import { type ExportRequest, makeExportOrders } from './export-orders.ts'
import { makeAddTags } from './tag-order.ts'
import { CAUSE } from './testing.ts'
import { givenDesk, STAFF } from './testing-desk.ts'

function givenExport() {
  const desk = givenDesk()
  const exportOrders = makeExportOrders(desk.deps)
  return {
    ...desk,
    write: (request: Partial<ExportRequest> = {}) =>
      exportOrders({ format: 'csv', personal: false, ...request }, STAFF),
    readings: async () => (await desk.deps.accessLog.ofDay('2026-11-23', { limit: 1_000 })).items,
  }
}

const FORMULA = {
  customer: {
    name: '=HYPERLINK("https://evil.example","a, b")',
    email: 'a@example.com',
    phone: '+819012345678',
  },
}

test('CSV has a head, one record an order, amounts in minor units, and says nothing of who ordered', async () => {
  const desk = givenExport()
  const id = await desk.place()
  await makeAddTags(desk.deps)({ id, tags: ['vip', 'gift'], reason: 'test', cause: CAUSE })
  const { number, placedAt } = await desk.read(id)
  const { text, nextCursor } = await desk.write()
  expect(text.split('\r\n')).toEqual([
    'number,id,placedAt,status,paymentStatus,fulfillmentStatus,currency,subtotal,discount,shipping,tax,total,captured,refunded,country,shippingLevel,lines,tags',
    `${number},${id},${placedAt},placed,pending,unfulfilled,JPY,3630,0,550,380,4180,0,0,JP,standard,1xBOOK 2xSHIRT,vip gift`,
    '',
  ])
  expect(nextCursor).toBeNull()
  expect(await desk.readings()).toEqual([])
})

test('personal data comes when it is asked for, harmless to spreadsheets, and is recorded per order', async () => {
  const desk = givenExport()
  const ids = [await desk.place(FORMULA), await desk.place()]
  const { text } = await desk.write({ personal: true })
  expect(text).toContain(`"'=HYPERLINK(""https://evil.example"",""a, b"")",a@example.com,'+819012345678`)
  expect(text).toContain('山田 花子,hanako@example.com')
  const readings = await desk.readings()
  expect(readings.map(({ what, orderId, actor }) => [what, orderId, actor])).toEqual(
    expect.arrayContaining(ids.map((id) => ['export', id, STAFF])),
  )
  expect(readings).toHaveLength(2)
})

test('JSON Lines has an object a line, with lines and tags as lists', async () => {
  const desk = givenExport()
  const id = await desk.place()
  const { text } = await desk.write({ format: 'jsonl' })
  expect(text.endsWith('}\n')).toBe(true)
  expect(JSON.parse(text)).toMatchObject({
    id,
    total: 4180,
    currency: 'JPY',
    lines: [
      { sku: 'BOOK', quantity: 1 },
      { sku: 'SHIRT', quantity: 2 },
    ],
    tags: [],
  })
  expect(text).not.toContain('hanako')
  const personal = await desk.write({ format: 'jsonl', personal: true })
  expect(JSON.parse(personal.text)).toMatchObject({ customer: { email: 'hanako@example.com' } })
})

test('pages of 500 follow on each other: one head, every order once', async () => {
  const desk = givenExport()
  const ids = []
  for (let count = 0; count < 502; count += 1) ids.push(await desk.place())
  const first = await desk.write()
  const second = await desk.write({ cursor: first.nextCursor ?? '' })
  expect(first.text.split('\r\n')).toHaveLength(502)
  expect(second.nextCursor).toBeNull()
  const rows = `${first.text}${second.text}`.split('\r\n').slice(1, -1)
  expect(rows.map((row) => row.split(',')[1])).toEqual(ids.toReversed())
})

test('an export keeps to a status and to days', async () => {
  const desk = givenExport()
  await desk.place()
  const rows = async (request: Partial<ExportRequest>) =>
    (await desk.write(request)).text.split('\r\n').length - 2
  expect(await rows({ status: 'placed', from: '2026-11-23', to: '2026-11-23' })).toBe(1)
  expect(await rows({ status: 'shipped' })).toBe(0)
  expect(await rows({ from: '2026-11-24' })).toBe(0)
  expect(await rows({ from: '2026-12-24', to: '2026-11-01' })).toBe(0)
})
