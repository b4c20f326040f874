import { SYSTEM } from '#shared/actor.ts'
import { fulfillmentOrderId, quoteId, shipmentId, sku } from '#shared/ids.ts'
import { currency, of } from '#shared/money.ts'
import { aConfirmed, aHold, aPayment, BOOK, NOW, TOKYO } from './decisions.fixtures.ts'
import type { OrderDetails } from './details.ts'
import type { Fact } from './facts.ts'
import type { Known } from './known.ts'
import type { FulfillmentOrderCopy, ShipmentCopy } from './logistics.ts'
import type { Hold, Order } from './order.ts'
import type { Refund } from './refund.ts'

export const AT = NOW
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
/** So many milliseconds after `AT`. */
export const after = (milliseconds: number): string => new Date(Date.parse(AT) + milliseconds).toISOString()

const JPY = currency.parse('JPY')
export const yen = (amount: number) => of(amount, JPY)

export { BOOK }
export const SONG = sku.parse('SONG')
export const [FUL_1, FUL_2] = [fulfillmentOrder('1'), fulfillmentOrder('2')]
export const [PARCEL_1, PARCEL_2, PARCEL_3] = [parcel('1'), parcel('2'), parcel('3')]

function fulfillmentOrder(digit: string) {
  return fulfillmentOrderId.parse(`ful_${digit.repeat(26)}`)
}
function parcel(digit: string) {
  return shipmentId.parse(`shp_${digit.repeat(26)}`)
}

/** Confirmed, with its money held, of two fulfillment orders. */
export const confirmed: Order = aConfirmed({
  ...{ total: 2_500, payment: aPayment({ authorized: 2_500 }), expectedFulfillmentOrders: 2 },
  ...{ placedAt: AT, confirmedAt: AT, deadline: AT },
})

/** It was placed, and nothing came of it yet. */
export const placed: Order = {
  ...confirmed,
  ...{ status: 'placed', confirmedAt: undefined, expectedFulfillmentOrders: undefined },
}

const line = (lineId: string, code: typeof BOOK, name: string, kind: 'physical' | 'digital') => ({
  ...{ lineId, sku: code, name, quantity: 2, kind },
  ...{ unitPrice: yen(500), subtotal: yen(1_000), tax: yen(91), total: yen(1_000) },
})

/** Two books and two songs for 1,000 yen each, 500 yen of shipping, tax included. */
export const details: OrderDetails = {
  quoteId: quoteId.parse(`qte_${'q'.repeat(26)}`),
  lines: [line('1', BOOK, 'A book', 'physical'), line('2', SONG, 'A song', 'digital')],
  totals: { subtotal: yen(2_000), discount: yen(0), shipping: yen(500), tax: yen(227), total: yen(2_500) },
  taxLines: [{ name: 'VAT', rate: '0.1', base: yen(2_500), amount: yen(227) }],
  promise: { earliest: '2026-11-25', latest: '2026-11-26' },
  shipping: { id: 'standard', level: 'standard', carrier: 'JPPost', service: 'YuPack' },
  payment: { kind: 'card', paymentMethodId: 'pm_card' },
  destination: { country: 'JP' },
  people: { subjectId: confirmed.id, box: '1.sealed' },
}

export const customer = { name: 'Hanako', email: 'hanako@example.com' }
export const shippingAddress = {
  ...{ name: 'Hanako', line1: '1-1 Chiyoda', city: 'Chiyoda', postalCode: '1000001', country: 'JP' },
}

export const known: Known = {
  ...{ details, people: { customer, shippingAddress }, grace: 0, cancelled: new Map() },
  allocations: [{ locationId: TOKYO, lines: [{ sku: BOOK, quantity: 2 }] }],
  logistics: { fulfillmentOrders: [], shipments: [] },
}

/** The copy of a fulfillment order with one book in each of its parcels. */
export const copyOf = (
  id: typeof FUL_1,
  status: FulfillmentOrderCopy['status'],
  ...parcels: (typeof PARCEL_1)[]
): FulfillmentOrderCopy => ({
  ...{ sequence: 1, fulfillmentOrderId: id, locationId: TOKYO, status },
  lines: [{ sku: BOOK, name: 'A book', quantity: 2, picked: 1 }],
  parcels: parcels.map((one, index) => ({
    ...{ parcelId: `${index}`, lengthMm: 200, widthMm: 100, heightMm: 50, weightGrams: 400, shipmentId: one },
    lines: [{ sku: BOOK, quantity: 1 }],
  })),
})

export const shipmentOf = (
  id: typeof PARCEL_1,
  status: ShipmentCopy['status'],
  changes: Partial<ShipmentCopy> = {},
): ShipmentCopy => ({
  ...{ sequence: 1, shipmentId: id, fulfillmentOrderId: FUL_1, carrier: 'JPPost', service: 'YuPack' },
  ...{ trackingNumber: `tracking ${id}`, status, scans: [] },
  ...changes,
})

export const hold: Hold = aHold({ blocks: ['confirm'], deadline: after(DAY) })

export const refund: Refund = {
  ...{ id: 'ref_1', state: 'pending', amount: 500, shipping: { amount: 0, tax: 0 }, reason: 'torn' },
  parts: [{ lineId: '1', sku: BOOK, name: 'A book', quantity: 1, amount: 500, tax: 45 }],
  ...{ askedBy: SYSTEM, createdAt: AT },
}

const { payment } = confirmed
const promise = { earliest: '2026-11-28', latest: '2026-11-29' }
const of1 = [{ sku: BOOK, quantity: 1 }]
const fromTokyo = [{ locationId: TOKYO, lines: of1 }]

/** One fact of each type. */
export const FACTS: { readonly [Type in Fact['type']]: Extract<Fact, { type: Type }> } = {
  stock_reserved: { type: 'stock_reserved' },
  payment_required: { type: 'payment_required', action: 'choose', payment, deadline: after(HOUR) },
  payment_reminded: { type: 'payment_reminded' },
  payment_noted: { type: 'payment_noted', payment },
  payment_chosen: {
    ...{ type: 'payment_chosen', deadline: after(HOUR) },
    choice: { kind: 'offline', method: 'invoice' },
  },
  choice_tried: { type: 'choice_tried' },
  confirmed: { type: 'confirmed', payment, allocations: 2 },
  capture_asked: { type: 'capture_asked', reason: 'sent' },
  refund_asked: { type: 'refund_asked', refund },
  refund_settled: { type: 'refund_settled', refund: { ...refund, state: 'succeeded' } },
  held: { type: 'held', hold },
  hold_released: { type: 'hold_released', hold, reason: 'known to us', reviewed: true },
  hold_escalated: { type: 'hold_escalated', holdId: hold.id },
  lines_cancelled: {
    ...{ type: 'lines_cancelled', cause: 'short_pick', reason: 'none left', fulfillmentOrderId: FUL_1 },
    ...{ parts: refund.parts, released: fromTokyo, allocations: 2, dueLess: 500 },
  },
  reallocated: {
    ...{ type: 'reallocated', reason: 'short_pick', key: 'k1', added: fromTokyo, allocations: 3 },
    given: [{ fulfillmentOrderId: FUL_1, lines: of1 }],
  },
  stock_spared: { type: 'stock_spared', key: 'k1', released: fromTokyo },
  address_corrected: { type: 'address_corrected', recipientVersion: 1 },
  withdrawn: { type: 'withdrawn', at: after(HOUR), lines: of1, all: false },
  processing: { type: 'processing', fulfillmentOrders: 2 },
  hand_over_claimed: { type: 'hand_over_claimed', fulfillmentOrderId: FUL_1 },
  handed_over: { type: 'handed_over', fulfillmentOrderId: FUL_1, all: true },
  logistics_noted: { type: 'logistics_noted', fulfillmentStatus: 'in_progress' },
  parcel_troubled: { type: 'parcel_troubled', shipmentId: PARCEL_1 },
  parcel_resolved: { type: 'parcel_resolved', shipmentId: PARCEL_1, action: 'reship', reason: 'lost' },
  reship_asked: {
    ...{ type: 'reship_asked' },
    reship: { shipmentId: PARCEL_1, lines: of1, reason: 'lost', by: SYSTEM },
  },
  reship_settled: { type: 'reship_settled', shipmentId: PARCEL_1 },
  delayed: { type: 'delayed', promise },
  delivered: { type: 'delivered', at: after(HOUR) },
  gift_cards_bought: { type: 'gift_cards_bought' },
  digital_delivered: { type: 'digital_delivered', expiresAt: after(DAY) },
  returned: { type: 'returned', reason: 'refused at the door', payment },
  completed: { type: 'completed', payment: { ...payment, status: 'captured', captured: 2_500 } },
  rejecting: { type: 'rejecting', ending: { kind: 'rejected', code: 'out_of_stock' } },
  cancelling: { type: 'cancelling', ending: { kind: 'cancelled', reason: 'ordered twice' } },
  closed: { type: 'closed', payment },
  attention_needed: { type: 'attention_needed', reason: 'stands still' },
  run_stopped: { type: 'run_stopped' },
  attention_settled: { type: 'attention_settled', reason: 'looked at' },
  restarted: { type: 'restarted', reason: 'try again' },
}
