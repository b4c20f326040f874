import { fulfillmentOrderIdOf } from '#contexts/fulfillment/contract/fulfillment-order-id.ts'
import type { PaymentSummary } from '#contexts/payments/contract/types.ts'
import { locationId, orderId, sku } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import { ATTENTION_REASONS, type AttentionName } from '../contract/attention-reasons.ts'
import type { Bill } from './bill.ts'
import type { Hold, Order } from './order.ts'

export const BEFORE = '2026-11-23T00:00:00.000Z'
export const NOW = '2026-11-23T01:00:00.000Z'
export const AFTER = '2026-11-23T02:00:00.000Z'

export const BOOK = sku.parse('BOOK')
export const SHIRT = sku.parse('SHIRT')
export const TOKYO = locationId.parse('TOKYO')
export const OSAKA = locationId.parse('OSAKA')
const ORDER = orderId.parse(`ord_${'0'.repeat(26)}`)
/** What each place sends of the order. */
export const FUL = fulfillmentOrderIdOf(ORDER, TOKYO)
export const FUL2 = fulfillmentOrderIdOf(ORDER, OSAKA)

/** 4,000 yen that are held by a card. */
export const aPayment = (change: Partial<PaymentSummary> = {}): PaymentSummary => ({
  ...{ sequence: 1, status: 'authorized', authorized: 4_000, captured: 0, refunded: 0 },
  ...change,
})

/** An order of 4,000 yen that is placed, with its money held. */
export const aPlaced = (change: Partial<Order> = {}): Order => ({
  ...{ id: ORDER, number: 'K7WQ2M4X', currency: currency.parse('JPY') },
  ...{ locale: 'ja', total: 4_000, status: 'placed', fulfillmentStatus: 'unfulfilled', run: 1, holds: [] },
  ...{ payment: aPayment(), paymentSequence: 1, claims: [], handedOver: [], placedAt: BEFORE },
  ...change,
})

/** The same, confirmed: nothing has left. */
export const aConfirmed = (change: Partial<Order> = {}): Order =>
  aPlaced({ status: 'confirmed', confirmedAt: BEFORE, expectedFulfillmentOrders: 1, ...change })

/** The same, delivered and paid. */
export const aDelivered = (change: Partial<Order> = {}): Order =>
  aConfirmed({
    ...{ status: 'delivered', fulfillmentStatus: 'delivered', shippedAt: BEFORE, deliveredAt: BEFORE },
    ...{ claims: [FUL], handedOver: [FUL], payment: aPayment({ status: 'captured', captured: 4_000 }) },
    ...change,
  })

export const aHold = (change: Partial<Hold> = {}): Hold => ({
  ...{ id: 'hld_1', reason: 'staff', blocks: ['hand_over'], deadline: AFTER, placedBy: 'staff' },
  ...change,
})

/** Its order is ended by a customer, and compensation is under way. */
export const CANCELLING: Partial<Order> = {
  ...{ status: 'cancelling', endingAt: BEFORE, ending: { kind: 'cancelled', reason: 'too late' } },
}

/** Two books, a shirt and their shipping. */
export const aBill = (): Bill => ({
  lines: [
    { ...{ lineId: '1', sku: BOOK, name: 'Book', units: 2, amount: 2_000, tax: 182 }, ...UNTOUCHED },
    { ...{ lineId: '2', sku: SHIRT, name: 'Shirt', units: 1, amount: 1_500, tax: 136 }, ...UNTOUCHED },
  ],
  shipping: { amount: 500, tax: 45 },
})
const UNTOUCHED = { cancelled: 0, refunded: 0 }

/** The reasons for attention, each with its text as it is stored: something stands in each gap. */
export const EVERY_REASON = Object.entries(ATTENTION_REASONS).map(
  ([name, text]) => [name as AttentionName, text.replaceAll(/\{\w+\}/g, 'x_1 (2)')] as const,
)
