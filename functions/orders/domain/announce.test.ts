import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { sku } from '#shared/ids.ts'
import * as events from '../contract/events.ts'
import { announce } from './announce.ts'
import type { Fact } from './facts.ts'
import type { Known } from './known.ts'
import type { Order } from './order.ts'
import {
  after,
  BOOK,
  confirmed,
  copyOf,
  customer,
  DAY,
  details,
  FACTS,
  FUL_1,
  FUL_2,
  HOUR,
  hold,
  known,
  PARCEL_1,
  PARCEL_2,
  refund,
  SONG,
  shipmentOf,
  shippingAddress,
  yen,
} from './told.fixtures.ts'

/** The event of a fact: its definition, what it says beside which order it is about, and whom it lets us write to. */
function told(fact: Fact, changes: Partial<Order> = {}, more: Partial<Known> = {}) {
  const event = announce(fact, { ...confirmed, ...changes }, { ...known, ...more })
  if (!event) return undefined
  const { orderId, number, locale, country, ...data } = z.parse(z.looseObject({}), event.data)
  expect({ orderId, number, locale, country }).toEqual({
    ...{ orderId: confirmed.id, number: confirmed.number, locale: 'ja', country: 'JP' },
  })
  expect(z.safeParse(event.definition.data, event.data).error).toBeUndefined()
  return { definition: event.definition, data, personal: event.personal?.value }
}

const COPIES: Known['logistics'] = {
  fulfillmentOrders: [copyOf(FUL_2, 'handed_over', PARCEL_2), copyOf(FUL_1, 'handed_over', PARCEL_1)],
  shipments: [shipmentOf(PARCEL_2, 'in_transit'), shipmentOf(PARCEL_1, 'pre_transit')],
}
const { promise, shipping, lines, totals, taxLines } = details
const referred = { ...confirmed.payment, reference: 'R-1' }
const oneBook = [{ sku: BOOK, name: 'A book', quantity: 1 }]
const PARCEL = {
  ...{ shipmentId: PARCEL_1, carrier: 'JPPost', service: 'YuPack', trackingNumber: `tracking ${PARCEL_1}` },
}
const released = [{ locationId: 'TOKYO', lines: [{ sku: BOOK, quantity: 1 }] }]
const receipt = { lines, totals, taxLines, captured: yen(2_500) }
const shortage = { sku: BOOK, requested: 2, available: 1 }
const rejected = { kind: 'rejected', code: 'out_of_stock' } as const

test.each<[Fact['type'], object | undefined, object, personal?: object]>([
  ['payment_chosen', events.orderPaymentChosen, { kind: 'offline' }],
  ['processing', events.orderProcessing, { fulfillmentOrders: 2 }],
  ['hand_over_claimed', events.orderHandOverClaimed, { fulfillmentOrderId: FUL_1 }],
  ['delivered', events.orderDelivered, { deliveredAt: after(HOUR) }],
  ['rejecting', events.orderRejecting, { code: 'out_of_stock' }],
  ['cancelling', events.orderCancelling, { reason: 'ordered twice' }],
  ['attention_needed', events.orderNeedsAttention, { reason: 'stands still' }],
  ['attention_settled', events.orderAttentionSettled, { reason: 'looked at' }],
  ['restarted', events.orderRestarted, { run: 1, reason: 'try again' }],
  ['capture_asked', events.orderCaptureAsked, { reason: 'sent' }],
  [
    'refund_asked',
    events.orderRefundAsked,
    { refundId: 'ref_1', amount: yen(500), reason: 'torn', awaitsApproval: false },
  ],
  [
    'refund_settled',
    events.orderRefunded,
    {
      ...{ refundId: 'ref_1', amount: yen(500), shipping: yen(0), reason: 'torn' },
      taxLines: [{ name: 'VAT', rate: '0.1', base: yen(500), amount: yen(45) }],
      lines: [{ ...oneBook[0], amount: yen(500) }],
    },
    { customer },
  ],
  ['held', events.orderHeld, { holdId: 'hld_1', reason: 'staff', deadline: hold.deadline }, { customer }],
  ['hold_released', events.orderHoldReleased, { holdId: 'hld_1', reason: 'known to us' }],
  [
    'lines_cancelled',
    events.orderLinesCancelled,
    {
      ...{ change: 0, cause: 'short_pick', reason: 'none left', fulfillmentOrderId: FUL_1 },
      ...{ lines: oneBook, released, due: yen(2_500) },
    },
    { customer },
  ],
  [
    'reallocated',
    events.orderReallocated,
    {
      ...{ change: 0, key: 'k1', reason: 'short_pick', allocations: released, lines: oneBook },
      ...{ given: [{ fulfillmentOrderId: FUL_1, lines: [{ sku: BOOK, quantity: 1 }] }], shipping, promise },
    },
  ],
  ['stock_spared', events.orderStockSpared, { key: 'k1', released }],
  ['address_corrected', events.orderAddressCorrected, {}, { customer, shippingAddress }],
  ['withdrawn', events.orderWithdrawn, { withdrawnAt: after(HOUR), lines: oneBook }, { customer }],
  ['parcel_resolved', events.orderParcelResolved, { shipmentId: PARCEL_1, action: 'reship', reason: 'lost' }],
  [
    'delayed',
    events.orderDelayed,
    { promised: promise, promise: { earliest: '2026-11-28', latest: '2026-11-29' } },
    { customer },
  ],
  [
    'digital_delivered',
    events.orderDigitalDelivered,
    { lines: [{ sku: SONG, name: 'A song', quantity: 2 }], expiresAt: after(DAY) },
    { customer },
  ],
  ['returned', events.orderReturned, { reason: 'refused at the door' }, { customer }],
])('%s is announced, to those who may know', (type, definition, data, personal) => {
  expect(told(FACTS[type])).toStrictEqual({ definition, data, personal })
})

test('gift cards that were bought are told by SKU', () => {
  const [book, song] = details.lines
  if (!book || !song) throw new Error('there are two lines')
  const cards = (lineId: string) => ({ ...song, lineId, giftCard: true as const })
  const more = { details: { ...details, lines: [book, cards('2'), cards('3')] } }
  expect(told(FACTS.gift_cards_bought, {}, more)).toStrictEqual({
    definition: events.orderGiftCardsBought,
    data: { lines: [{ sku: SONG, name: 'A song', quantity: 4, unitPrice: yen(500) }] },
    personal: { customer },
  })
  expect(told(FACTS.gift_cards_bought)).toBeUndefined()
})

test.each<Fact['type']>([
  ...(['stock_reserved', 'payment_noted', 'logistics_noted', 'choice_tried'] as const),
  ...(['hold_escalated', 'parcel_troubled', 'reship_asked', 'reship_settled', 'run_stopped'] as const),
])('%s is ours alone to know', (type) => {
  expect(told(FACTS[type])).toBeUndefined()
})

test.each<[what: string, Fact, Partial<Order>, Partial<Known>, data: object]>([
  ['by card', FACTS.payment_required, {}, {}, { action: 'choose' }],
  ['by card, which has a reference', FACTS.payment_reminded, { payment: referred }, {}, { reference: 'R-1' }],
  [
    'at a store',
    FACTS.payment_reminded,
    { paymentChoice: { kind: 'delayed', method: 'store' }, paymentDeadline: after(DAY), due: 1_500 },
    {},
    { method: 'store', deadline: after(DAY), total: yen(1_500) },
  ],
])('who is to pay %s is told how, how much and by when', (_, fact, order, more, data) => {
  expect(told(fact, order, more)).toStrictEqual({
    definition: fact === FACTS.payment_required ? events.orderPaymentRequired : events.orderPaymentReminder,
    data: {
      ...{ total: yen(2_500), action: 'pay_by_reference', deadline: confirmed.placedAt },
      ...data,
    },
    personal: { customer },
  })
})

test.each<[what: string, Partial<Order>, Partial<Known>, more: object]>([
  ['at once', {}, {}, { paymentKind: 'card' }],
  ['after a time to change one’s mind', {}, { grace: HOUR }, { paymentKind: 'card', releaseAt: after(HOUR) }],
  [
    'to be paid by invoice',
    { paymentChoice: { kind: 'offline', method: 'invoice' } },
    {},
    { paymentKind: 'offline' },
  ],
  ['to be paid by a link', {}, { details: { ...details, payment: { kind: 'link' } } }, {}],
])('a confirmation says what is sent from where %s', (_, order, more, extra) => {
  expect(told(FACTS.confirmed, order, more)).toStrictEqual({
    definition: events.orderConfirmed,
    data: {
      ...{ placedAt: confirmed.placedAt, lines, totals, taxLines, promise, shipping },
      ...{ allocations: known.allocations, ...extra },
    },
    personal: { customer, shippingAddress },
  })
})

test('a confirmation of what is digital names no address', () => {
  expect(told(FACTS.confirmed, {}, { people: { customer } })?.personal).toStrictEqual({ customer })
})

test('without an address none was corrected', () => {
  expect(told(FACTS.address_corrected, {}, { people: { customer } })).toBeUndefined()
})

test.each<[what: string, Partial<Order>, Partial<Known>, more: object]>([
  ['all of it', {}, {}, {}],
  ['all of it, at its time', { deliveredAt: after(DAY) }, {}, { deliveredAt: after(DAY) }],
  [
    'less than was ordered',
    { due: 2_000 },
    { cancelled: new Map([['1', 1]]) },
    { cancelled: oneBook, due: yen(2_000) },
  ],
  ['a line of which nothing was cancelled', {}, { cancelled: new Map([['1', 0]]) }, {}],
])('a receipt is for %s', (_, order, more, extra) => {
  expect(told(FACTS.completed, order, more)).toStrictEqual({
    definition: events.orderCompleted,
    data: { ...receipt, deliveredAt: confirmed.placedAt, paymentKind: 'card', ...extra },
    personal: { customer },
  })
})

const nothing = { fulfillmentOrders: [], shipments: [] }
test.each<[what: string, Known['logistics'], data: object]>([
  ['its parcels and what is in them', COPIES, { shipments: [PARCEL], lines: oneBook }],
  ['no parcel that is not known yet', { ...COPIES, shipments: [] }, { shipments: [], lines: oneBook }],
  ['nothing of a fulfillment order that is not known', nothing, { shipments: [], lines: [] }],
])('a hand-over tells %s', (_, logistics, data) => {
  const personal = { customer }
  const said = { fulfillmentOrderId: FUL_1, ...data, promise }
  expect(told(FACTS.handed_over, {}, { logistics })).toStrictEqual({
    ...{ definition: events.orderShipped, data: said, personal },
  })
  expect(told({ ...FACTS.handed_over, all: false }, {}, { logistics })).toStrictEqual({
    ...{ definition: events.orderPartiallyShipped, data: said, personal },
  })
})

test('a rejection tells others what was short, and what staff wrote to it', () => {
  const ending = { ...rejected, lines: [shortage], note: 'sold out' }
  expect(told({ type: 'rejecting', ending })?.data).toStrictEqual({
    ...{ code: 'out_of_stock', lines: [shortage], note: 'sold out' },
  })
})

const unheardOf = { ...shortage, sku: sku.parse('NEW') }
test.each<[what: string, Order['ending'], definition: object, data: object]>([
  ['rejected', rejected, events.orderRejected, { code: 'out_of_stock' }],
  [
    'rejected, with what was short by its name',
    { ...rejected, lines: [{ ...shortage, sku: SONG }, unheardOf] },
    events.orderRejected,
    {
      code: 'out_of_stock',
      lines: [
        { ...shortage, sku: SONG, name: 'A song' },
        { ...unheardOf, name: 'NEW' },
      ],
    },
  ],
  ['cancelled', { kind: 'cancelled', reason: 'twice' }, events.orderCancelled, { reason: 'twice' }],
  ['cancelled, and nobody said why', undefined, events.orderCancelled, { reason: 'cancelled' }],
])('the customer of an order is told that it was %s', (_, ending, definition, data) => {
  expect(told(FACTS.closed, { ending })).toStrictEqual({ definition, data, personal: { customer } })
})

test('lines that nobody lacked, which end the order, say so', () => {
  const { fulfillmentOrderId: _, ...fact } = FACTS.lines_cancelled
  const data = told({ ...fact, endsOrder: true }, { changes: 2, due: 0 })?.data
  expect(data).toMatchObject({ endsOrder: true, change: 2, due: yen(0) })
  expect(data).not.toHaveProperty('fulfillmentOrderId')
})

test('what is not among the lines goes by its SKU', () => {
  expect(told({ ...FACTS.withdrawn, lines: [{ sku: unheardOf.sku, quantity: 1 }] })?.data).toMatchObject({
    lines: [{ sku: 'NEW', name: 'NEW', quantity: 1 }],
  })
})

test.each([
  ['failed', undefined],
  ['pending', undefined],
  ['awaiting_approval', undefined],
  ['declined', events.orderRefundDeclined],
] as const)('a refund that is %s is told as that, or not at all', (state, definition) => {
  const event = told({ type: 'refund_settled', refund: { ...refund, state, problem: 'worn' } })
  expect(event?.definition).toBe(definition)
  if (definition) expect(event?.data).toStrictEqual({ refundId: 'ref_1', amount: yen(500), reason: 'worn' })
})

test('a refund above the asker’s limit awaits a second person', () => {
  const fact: Fact = { type: 'refund_asked', refund: { ...refund, state: 'awaiting_approval' } }
  expect(told(fact)?.data).toMatchObject({ awaitsApproval: true })
})
