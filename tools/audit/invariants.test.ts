import { describe, expect, it } from 'vitest'
import { fulfillmentOrderIdOf } from '#contexts/fulfillment/contract/fulfillment-order-id.ts'
import type { FulfillmentOrder } from '#contexts/fulfillment/domain/fulfillment-order.ts'
import { newBill } from '#contexts/orders/domain/bill.ts'
import type { Order } from '#contexts/orders/domain/order.ts'
import { newPayment, type Payment } from '#contexts/payments/domain/payment.ts'
import { locationId, orderId, promotionId, sku } from '#shared/ids.ts'
import { currency, of } from '#shared/money.ts'
import { limboViolations, type OrderRecords, violations } from './invariants.ts'

const JPY = currency.parse('JPY')
const ORDER = orderId.parse(`ord_${'0'.repeat(26)}`)
const TOKYO = locationId.parse('TOKYO')
const FUL = fulfillmentOrderIdOf(ORDER, TOKYO)
const BOOK = sku.parse('BOOK')
const AT = '2026-11-23T01:00:00.000Z'
const yen = (amount: number) => of(amount, JPY)

const details: OrderRecords['orders']['details'] = {
  lines: [
    {
      ...{ lineId: '1', sku: BOOK, name: 'Book', quantity: 1, kind: 'physical' },
      ...{ unitPrice: yen(1_000), subtotal: yen(1_000), tax: yen(91), total: yen(1_000) },
    },
  ],
  totals: { subtotal: yen(1_000), discount: yen(0), shipping: yen(0), tax: yen(91), total: yen(1_000) },
}
const operation = { id: 'op_1', startedAt: AT }
const payment: Payment = {
  ...newPayment({ orderId: ORDER, currency: JPY }),
  ...{ status: 'captured', authorized: 1_000, captured: 1_000, capture: operation },
  attempt: { operation, paymentMethodId: 'pm_card', amount: 1_000, gatewayId: 'pi_1' },
}
const copy = { sequence: 5, status: 'captured', authorized: 1_000, captured: 1_000, refunded: 0 } as const
const order: Order = {
  ...{ id: ORDER, number: 'K7WQ2M4X', currency: JPY, locale: 'ja', total: 1_000, status: 'delivered' },
  ...{ fulfillmentStatus: 'delivered', run: 1, holds: [], payment: copy, paymentSequence: 5 },
  ...{ claims: [FUL], handedOver: [FUL], expectedFulfillmentOrders: 1, placedAt: AT, confirmedAt: AT },
  ...{ processingAt: AT, shippedAt: AT, deliveredAt: AT, deadline: AT },
}
const fulfillmentOrder: OrderRecords['fulfillmentOrders'][number] = {
  ...{ id: FUL, orderId: ORDER, orderNumber: 'K7WQ2M4X', locationId: TOKYO, status: 'handed_over' },
  ...{ shipping: { level: 'standard', carrier: 'Yamato', service: 'TA-Q-BIN' }, createdAt: AT },
  promise: { earliest: '2026-11-24', latest: '2026-11-25' },
  lines: [{ sku: BOOK, name: 'Book', quantity: 1, picked: 1 }],
  ...{ parcels: [], shortPicks: 0, putBack: [], change: 0, ahead: [], opened: [], heard: {}, sequence: 6 },
}
const SENDS_ITS_ALLOCATION = 'each fulfillment order that lives sends its allocation'
/** The same location sends the same once more, for which the order has no allocation. */
const again = { ...fulfillmentOrder, id: fulfillmentOrderIdOf(ORDER, TOKYO, 'reship:1') }
const twoBooks = fulfillmentOrder.lines.map((line) => ({ ...line, quantity: 2 }))
const portion = { sku: BOOK, locationId: TOKYO, quantity: 1 }
const entry = { id: 'pi_1', state: 'captured', amount: 1_000, captured: 1_000, refunded: 0 } as const

/** Delivered and paid. */
const sound: OrderRecords = {
  orders: {
    ...{ order, details, bill: newBill(details), refunds: [], shipments: [] },
    allocations: [{ locationId: TOKYO, lines: [{ sku: BOOK, quantity: 1 }] }],
    fulfillmentOrders: [
      {
        ...{ sequence: 6, fulfillmentOrderId: FUL, locationId: TOKYO, status: 'handed_over' },
        ...{ lines: fulfillmentOrder.lines, parcels: [] },
      },
    ],
  },
  payments: { payment, refunds: [], transactions: [], sequence: 5 },
  reservation: {
    reservation: {
      ...{ orderId: ORDER, status: 'consumed', plan: 1, chunks: 1, taken: 1, units: 1, left: 1, changes: 0 },
    },
    ...{ chunks: [[portion]], changes: [], left: [portion] },
  },
  fulfillmentOrders: [fulfillmentOrder],
  recipientVersion: 0,
  redemption: undefined,
  giftCards: [],
  gateway: [entry],
}

const ordered = (change: Partial<Order>): Partial<OrderRecords> => ({
  orders: { ...sound.orders, order: { ...order, ...change } },
})
const paid = (change: Partial<Payment>, sequence = 5): Partial<OrderRecords> => ({
  payments: { payment: { ...payment, ...change }, refunds: [], transactions: [], sequence },
})
const worked = (status: FulfillmentOrder['status']): Partial<OrderRecords> => ({
  fulfillmentOrders: [{ ...fulfillmentOrder, status }],
})
const held = { ...entry, id: 'pi_2', state: 'authorized', captured: 0 } as const
const unsent = { ...sound.reservation, left: [] } as NonNullable<OrderRecords['reservation']>
const refund = {
  ...{ id: 'ref_1', state: 'succeeded', amount: 1, parts: [], shipping: { amount: 0, tax: 0 } },
  ...{ reason: 'torn', askedBy: { kind: 'system' }, createdAt: AT },
} as const

const CARD = { issued: 1_000, available: 1_000, status: 'active' } as const

/** It was completed, and what it has bought is a gift card. */
function boughtCards(
  change: Partial<OrderRecords['orders']['bill']['lines'][number]>,
  giftCards: OrderRecords['giftCards'],
): Partial<OrderRecords> {
  const bought = { ...details, lines: details.lines.map((line) => ({ ...line, giftCard: true as const })) }
  const bill = newBill(bought)
  return {
    orders: {
      ...{ ...sound.orders, order: { ...order, status: 'completed', completedAt: AT }, details: bought },
      bill: { ...bill, lines: bill.lines.map((line) => ({ ...line, ...change })) },
    },
    giftCards,
  }
}

const redemption: NonNullable<OrderRecords['redemption']> = {
  ...{ orderId: order.id, state: 'redeemed', customerKey: 'anna', isFirst: false },
  uses: [{ promotionId: promotionId.parse('sale') }],
}

/** Its payer's bank has taken all of the money back. */
function chargedBack(bought: ReturnType<typeof boughtCards>): Partial<OrderRecords> {
  const { orders = sound.orders } = bought
  const dispute = { id: 'dp_1', status: 'lost', reason: 'fraudulent', amount: 1_000 } as const
  return { ...bought, orders: { ...orders, order: { ...orders.order, payment: { ...copy, dispute } } } }
}

describe('the invariants across contexts', () => {
  it('find nothing wrong with an order that was sent and paid', () => {
    expect(violations(sound, { quiet: true })).toEqual([])
    const promoted = { ...sound, ...ordered({ promotions: redemption.uses }), redemption }
    expect(violations(promoted, { quiet: true })).toEqual([])
    const issued = [{ sku: BOOK, unit: 1, card: CARD }]
    expect(violations({ ...sound, ...boughtCards({}, issued) }, { quiet: true })).toEqual([])
    const givenBack = boughtCards({ refunded: 1 }, [{ sku: BOOK, unit: 1, card: undefined }])
    expect(violations({ ...sound, ...givenBack }, { quiet: true })).toEqual([])
  })

  it.each<[rule: string, broken: Partial<OrderRecords>]>([
    ['at most one authorization is live', { gateway: [held, { ...held, id: 'pi_3' }] }],
    ['the gateway has taken what our record says', { gateway: [{ ...entry, captured: 1_001 }] }],
    ['the gateway has taken what our record says', { gateway: [] }],
    ['the gateway has given back at most what our record says', { gateway: [{ ...entry, refunded: 1 }] }],
    ['what is charged to a card was sent first', worked('labeled')],
    ["goods leave with the order's word alone", ordered({ claims: [] })],
    ['an order that ends sends nothing', ordered({ endingAt: AT })],
    ['holds and keeps no money of a card', ordered({ status: 'cancelled' })],
    ['holds and keeps no money of a card', { ...ordered({ status: 'rejected' }), gateway: [held] }],
    ['cancelled or rejected reserves nothing', { ...ordered({ status: 'cancelled' }), reservation: unsent }],
    ['cancelled or rejected uses no promotion', { ...ordered({ status: 'rejected' }), redemption }],
    ['has the promotions that it was quoted', ordered({ promotions: redemption.uses })],
    ['issued when their order has paid', { giftCards: [{ sku: BOOK, unit: 1, card: CARD }] }],
    ['nothing newer than there is', paid({}, 4)],
  ])('say at any time "%s" of what breaks it', (rule, broken) => {
    expect(violations({ ...sound, ...broken }, { quiet: false }).join('\n')).toContain(rule)
  })

  it.each<[rule: string, broken: Partial<OrderRecords>]>([
    ['the ledger of the gateway is ours', paid({ refunding: 1 })],
    ['the ledger of the gateway is ours', paid({ refunded: 1 })],
    ['what we take for held is held at the gateway', { gateway: [held] }],
    ['the order has the payment as it is', paid({ status: 'disputed' })],
    ['the order has its fulfillment orders as they are', worked('cancelled')],
    [SENDS_ITS_ALLOCATION, worked('cancelled')],
    [SENDS_ITS_ALLOCATION, { fulfillmentOrders: [fulfillmentOrder, again] }],
    [SENDS_ITS_ALLOCATION, { fulfillmentOrders: [again] }],
    [SENDS_ITS_ALLOCATION, { fulfillmentOrders: [{ ...fulfillmentOrder, lines: twoBooks }] }],
    ["has its parcels' address as it was corrected last", { recipientVersion: 1 }],
    ["has its parcels' address as it was corrected last", ordered({ recipientVersion: 1 })],
    ['has its work cancelled', ordered({ status: 'cancelled' })],
    ['an order whose goods have left reserves nothing', { reservation: unsent }],
    ['what is open is reserved', { reservation: undefined }],
    ['is issued for its price', boughtCards({}, [])],
    ['is issued for its price', boughtCards({}, [{ sku: BOOK, unit: 1, card: { ...CARD, issued: 999 } }])],
    [
      'as many gift cards are void as were given back',
      boughtCards({ refunded: 1 }, [{ sku: BOOK, unit: 1, card: CARD }]),
    ],
    [
      'a gift card whose money was lost to a dispute is void, or was used',
      chargedBack(boughtCards({}, [{ sku: BOOK, unit: 1, card: CARD }])),
    ],
    [
      'refunds have ended alike in orders and in payments',
      { orders: { ...sound.orders, refunds: [refund] } } as Partial<OrderRecords>,
    ],
  ])('say once all is quiet "%s" of what breaks it', (rule, broken) => {
    const records = { ...sound, ...broken }
    expect(violations(records, { quiet: true }).join('\n')).toContain(rule)
    expect(violations(records, { quiet: false }).join('\n')).not.toContain(rule)
  })

  it('ask for the corrected address of no order that ended, as it sends nothing', () => {
    const corrected = { ...sound, ...ordered({ endingAt: AT }), recipientVersion: 1 }
    expect(violations(corrected, { quiet: true }).join('\n')).not.toContain('as it was corrected last')
  })

  it('say of an order that nobody sees to that it is in limbo', () => {
    const now = new Date('2026-11-23T01:05:00.000Z')
    const watched = { order, isRunning: false, now }
    expect(limboViolations(watched)).toHaveLength(1)
    expect(limboViolations({ ...watched, isRunning: true })).toEqual([])
    expect(limboViolations({ ...watched, now: new Date('2026-11-23T01:04:59.999Z') })).toEqual([])
    expect(limboViolations({ ...watched, order: { ...order, status: 'completed' } })).toEqual([])
    expect(
      limboViolations({ ...watched, order: { ...order, attention: { reason: 'late', since: AT } } }),
    ).toEqual([])
  })
})
