import { expect, test } from 'vitest'
import { shipmentId } from '#shared/ids.ts'
import { parcelResolved, parcelToResolve, type ResolveParcel } from './decide-parcel.ts'
import {
  aConfirmed,
  aDelivered,
  BEFORE,
  BOOK,
  CANCELLING,
  FUL,
  FUL2,
  SHIRT,
  TOKYO,
} from './decisions.fixtures.ts'
import type { FulfillmentOrderCopy, Logistics, ShipmentCopy } from './logistics.ts'
import type { Order } from './order.ts'

const LOST = shipmentId.parse(`shp_${'s'.repeat(26)}`)
const OTHER = shipmentId.parse(`shp_${'2'.repeat(26)}`)
const CONTENT = [
  { sku: BOOK, quantity: 2 },
  { sku: SHIRT, quantity: 1 },
]

const shipmentOf = (change: Partial<ShipmentCopy> = {}): ShipmentCopy => ({
  ...{ sequence: 1, shipmentId: LOST, fulfillmentOrderId: FUL, carrier: 'JPPost', service: 'YuPack' },
  ...{ trackingNumber: 'EZ1', status: 'lost', scans: [], ...change },
})
const packed = (change: Partial<FulfillmentOrderCopy> = {}): FulfillmentOrderCopy => ({
  ...{ sequence: 1, fulfillmentOrderId: FUL, locationId: TOKYO, status: 'handed_over' },
  lines: CONTENT.map((line) => ({ ...line, name: line.sku, picked: line.quantity })),
  parcels: [
    {
      ...{ parcelId: '1', lengthMm: 300, widthMm: 200, heightMm: 100, weightGrams: 900 },
      ...{ lines: CONTENT, shipmentId: LOST },
    },
  ],
  ...change,
})
const other = shipmentOf({ shipmentId: OTHER, fulfillmentOrderId: FUL2, status: 'delivered' })
const known = (shipment = shipmentOf(), fulfillmentOrder = packed()): Logistics => ({
  fulfillmentOrders: [packed({ fulfillmentOrderId: FUL2, parcels: [] }), fulfillmentOrder],
  shipments: [other, shipment],
})

const shipped = (change: Partial<Order> = {}) =>
  aConfirmed({ status: 'shipped', shippedAt: BEFORE, claims: [FUL], handedOver: [FUL], ...change })

const resolve = (order: Order, command: Partial<ResolveParcel> = {}, logistics = known()) =>
  parcelToResolve(order, logistics, { shipmentId: LOST, action: 'refund', reason: 'it is gone', ...command })

const found = { shipment: shipmentOf(), lines: CONTENT, isDone: false }
const decided = (action: ResolveParcel['action'], parcel = LOST): Partial<Order> => ({
  resolved: [{ shipmentId: parcel, action }],
})
const ONE = [{ sku: BOOK, quantity: 1 }]
const arrived = known(shipmentOf({ status: 'delivered' }))

test.each<[string, Order, Partial<ResolveParcel>?, Logistics?, object?]>([
  ['all that is in it', shipped()],
  ['what is named', shipped(), { lines: ONE }, known(), { lines: ONE }],
  [
    'what arrived damaged',
    aDelivered(),
    { lines: CONTENT },
    arrived,
    { shipment: shipmentOf({ status: 'delivered' }) },
  ],
  ['it after a claim', shipped(decided('claim'))],
  ['it, whatever was decided about another', shipped(decided('reship', OTHER))],
  ['it, as was decided about another too', shipped(decided('refund', OTHER))],
  ['a delivered order, which is refunded', aDelivered()],
  ['what is sent again, while the order goes on', shipped(), { action: 'reship' }],
])('a parcel that went wrong: staff decide about %s', (_, order, command, logistics, change) => {
  expect(resolve(order, command, logistics)).toEqual({ ok: true, value: { ...found, ...change } })
})

test.each<[string, Partial<Order>]>([
  ['alone', decided('refund')],
  [
    'beside a claim',
    {
      resolved: [
        { shipmentId: LOST, action: 'claim' },
        { shipmentId: LOST, action: 'refund' },
      ],
    },
  ],
])('the same decision again is done already: %s', (_, change) => {
  expect(resolve(shipped(change))).toEqual({ ok: true, value: { ...found, isDone: true } })
})

test.each<[string, Order, Partial<ResolveParcel>, Logistics, string]>([
  ['is not there', shipped(), {}, { ...known(), shipments: [other] }, 'not_found'],
  ['was sent again', shipped(decided('reship')), {}, known(), 'not_resolvable'],
  ['has not left', shipped(), {}, known(shipmentOf(), packed({ status: 'packed' })), 'not_resolvable'],
  ['is on its way', shipped(), {}, known(shipmentOf({ status: 'in_transit' })), 'not_resolvable'],
  ['arrived, and nothing of it is named', aDelivered(), {}, arrived, 'not_resolvable'],
  ['is of an order that ends', shipped(CANCELLING), {}, known(), 'not_resolvable'],
  ['would be sent again after the delivery', aDelivered(), { action: 'reship' }, known(), 'not_resolvable'],
  [
    'would be sent again after the end',
    shipped({ endedAt: BEFORE }),
    { action: 'reship' },
    known(),
    'not_resolvable',
  ],
])('nothing is decided about a parcel that %s', (_, order, command, logistics, code) => {
  expect(resolve(order, command, logistics)).toMatchObject({ code })
})

test('no more can be damaged than was in the parcel', () => {
  const lines = [
    { sku: SHIRT, quantity: 1 },
    { sku: BOOK, quantity: 3 },
  ]
  expect(resolve(shipped(), { lines })).toMatchObject({
    code: 'impossible',
    errors: [{ pointer: '/lines/1', code: 'impossible' }],
  })
})

test('a decision about a parcel settles what staff were told of', () => {
  const command = { shipmentId: LOST, action: 'refund', reason: 'it is gone' } as const
  const resolved = { type: 'parcel_resolved', ...command }
  expect(parcelResolved(shipped(), command)).toEqual([resolved])
  expect(parcelResolved(shipped({ attention: { reason: 'It is lost.', since: BEFORE } }), command)).toEqual([
    resolved,
    { type: 'attention_settled', reason: 'it is gone' },
  ])
})
