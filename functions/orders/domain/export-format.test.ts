import { expect, test } from 'vitest'
import { exportHead, exportRecord } from './export-format.ts'
import { confirmed, customer, details, shippingAddress } from './told.fixtures.ts'

const order = { ...confirmed, tags: ['vip', 'gift'] }
const plain = `K7WQ2M4X,${order.id},${order.placedAt},confirmed,authorized,unfulfilled,JPY,2000,0,500,227,2500,0,0,JP,standard,2xBOOK 2xSONG,vip gift`
const NAMES = [
  'customerName',
  'customerEmail',
  'customerPhone',
  'shippingName',
  'shippingLine1',
  'shippingLine2',
]
const PLACES = ['shippingCity', 'shippingRegion', 'shippingPostalCode', 'shippingPhone']

test('a head has a name for each field of a record, and JSON Lines has none', () => {
  const head = exportHead('csv', false)
  expect(head.split(',')).toHaveLength(plain.split(',').length)
  expect(exportHead('csv', true)).toBe(`${head.trimEnd()},${[...NAMES, ...PLACES].join(',')}\r\n`)
  expect(exportHead('jsonl', true)).toBe('')
})

test.each([
  ['nobody, where it is not asked', undefined, ''],
  ['a customer without an address', { customer }, ',Hanako,hanako@example.com,,,,,,,,'],
  [
    'a customer with an address',
    { customer, shippingAddress },
    ',Hanako,hanako@example.com,,Hanako,1-1 Chiyoda,,Chiyoda,,1000001,',
  ],
  [
    'all that is known',
    {
      customer: { ...customer, phone: '0312345678' },
      shippingAddress: { ...shippingAddress, line2: 'Hall "A", 2F', region: 'Tokyo', phone: '0399999999' },
    },
    ',Hanako,hanako@example.com,0312345678,Hanako,1-1 Chiyoda,"Hall ""A"", 2F",Chiyoda,Tokyo,1000001,0399999999',
  ],
])('a record says of %s', (_, people, expected) => {
  expect(exportRecord('csv', { order, details, ...(people ? { people } : {}) })).toBe(
    `${plain}${expected}\r\n`,
  )
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t1'])(
  '%j begins with an apostrophe, as a spreadsheet would run it',
  (tag) => {
    expect(exportRecord('csv', { order: { ...order, tags: [tag] }, details }).trimEnd()).toMatch(/,'[^,]+$/)
  },
)

test('an amount below zero is a number, not a formula', () => {
  const payment = { ...order.payment, refunded: -5 }
  expect(exportRecord('csv', { order: { ...order, payment }, details })).toContain(',0,-5,JP,')
})

test('an order without tags has an empty field, and an empty list', () => {
  expect(exportRecord('csv', { order: confirmed, details })).toBe(plain.replace('vip gift', '\r\n'))
  expect(JSON.parse(exportRecord('jsonl', { order: confirmed, details }))).toMatchObject({ tags: [] })
})
