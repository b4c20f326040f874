import { expect, test } from 'vitest'
import { shipmentId } from '#shared/ids.ts'
import {
  AFTER,
  aConfirmed,
  aHold,
  aPayment,
  aPlaced,
  BEFORE,
  BOOK,
  FUL,
  FUL2,
  NOW,
} from './decisions.fixtures.ts'
import { evolve } from './evolve.ts'
import type { Fact } from './facts.ts'
import type { Order, Reship } from './order.ts'
import type { Refund } from './refund.ts'

const after = (order: Order, fact: Fact) => evolve(order, fact, NOW)

test.each<[string, number, 'authorized' | 'voided']>([
  ['older', 1, 'authorized'],
  ['the same', 2, 'authorized'],
  ['newer', 3, 'voided'],
])('the copy of the payment only moves forward: %s', (_, sequence, status) => {
  const order = aConfirmed({ payment: aPayment({ sequence: 2 }), paymentSequence: 2 })
  const payment = aPayment({ sequence, status: 'voided' })
  const { payment: copy, paymentSequence } = after(order, { type: 'payment_noted', payment })
  expect(copy.status).toBe(status)
  expect(paymentSequence).toBe(copy.sequence)
})

test('a payer is reminded once', () => {
  expect(after(aPlaced(), { type: 'payment_reminded' }).remindedAt).toBe(NOW)
})

test.each<[string, string | undefined, string]>([
  ['when its money was held', '2026-11-23T00:30:00.000Z', '2026-11-23T00:30:00.000Z'],
  ['when it was placed, where a gateway tells whole seconds', '2026-11-22T23:59:59.000Z', BEFORE],
  ['now, where nobody tells when', undefined, NOW],
])('an order is validated %s', (_, authorizedAt, validatedAt) => {
  const payment = aPayment({ authorizedAt })
  expect(after(aPlaced(), { type: 'confirmed', payment, allocations: 1 })).toMatchObject({
    ...{ status: 'confirmed', confirmedAt: NOW, validatedAt },
  })
})

const refundOf = (id: string, state: Refund['state']): Refund => ({
  ...{ id, state, amount: 1, parts: [], shipping: { amount: 0, tax: 0 }, reason: 'torn' },
  ...{ askedBy: { kind: 'system' }, createdAt: NOW },
})

test.each<[string, Order, Fact, string[] | undefined]>([
  ['asked for', aConfirmed(), { type: 'refund_asked', refund: refundOf('a', 'pending') }, ['a']],
  [
    'asked for beside another',
    aConfirmed({ refunding: ['a'] }),
    { type: 'refund_asked', refund: refundOf('b', 'pending') },
    ['a', 'b'],
  ],
  [
    'awaiting an approval',
    aConfirmed(),
    { type: 'refund_asked', refund: refundOf('a', 'awaiting_approval') },
    undefined,
  ],
  [
    'settled',
    aConfirmed({ refunding: ['a', 'b'] }),
    { type: 'refund_settled', refund: refundOf('a', 'succeeded') },
    ['b'],
  ],
  ['settled unasked', aConfirmed(), { type: 'refund_settled', refund: refundOf('a', 'declined') }, []],
])('what payments was asked for: a refund %s', (_, order, fact, refunding) => {
  expect(after(order, fact).refunding).toEqual(refunding)
})

const review = aHold({ id: 'hld_2', blocks: ['confirm'] })
const both = aPlaced({ holds: [aHold(), review], held: true })
const release = (hold: typeof review, reviewed: boolean): Fact => ({
  ...{ type: 'hold_released', hold, reason: 'fine', reviewed },
})

test('a hold before the confirmation marks its order until it is released', () => {
  expect(after(aPlaced({ holds: [aHold()] }), { type: 'held', hold: review })).toEqual(both)
  expect(after(both, release(review, true))).toStrictEqual(aPlaced({ holds: [aHold()], reviewed: true }))
  expect(after(both, release(aHold(), false))).toStrictEqual(aPlaced({ holds: [review], held: true }))
})

test('staff are told once of the hold that has ended', () => {
  expect(after(both, { type: 'hold_escalated', holdId: 'hld_2' }).holds).toEqual([
    aHold(),
    { ...review, escalated: true },
  ])
})

test('each fulfillment order that leaves is a part, the last one the shipment', () => {
  const order = aConfirmed({ status: 'processing', processingAt: BEFORE })
  const first = after(order, { type: 'handed_over', fulfillmentOrderId: FUL, all: false })
  expect(first).toStrictEqual({ ...order, status: 'partially_shipped', handedOver: [FUL] })
  const last = after(first, { type: 'handed_over', fulfillmentOrderId: FUL2, all: true, due: 4_000 })
  expect(last).toStrictEqual({
    ...{ ...order, status: 'shipped', handedOver: [FUL, FUL2], departed: 4_000, shippedAt: NOW },
  })
})

const part = { lineId: '1', sku: BOOK, name: 'Book', quantity: 1, amount: 1_000, tax: 91 }
const cancelled = (allocations: number): Fact => ({
  ...{ type: 'lines_cancelled', cause: 'customer', reason: 'too big', parts: [part] },
  ...{ released: [], allocations, dueLess: 1_000 },
})
const partly: Partial<Order> = { status: 'partially_shipped', handedOver: [FUL] }

test.each<[string, Partial<Order>, number, Partial<Order>]>([
  ['what is left has left: all is shipped', partly, 1, { status: 'shipped', shippedAt: NOW }],
  ['some of it is still here', partly, 2, { status: 'partially_shipped' }],
  ['nothing was to leave but downloads', { status: 'processing' }, 0, { status: 'processing' }],
])('lines are cancelled, and %s', (_, change, allocations, status) => {
  const order = after(aConfirmed(change), cancelled(allocations))
  expect(order).toMatchObject({ ...status, due: 3_000, changes: 1, expectedFulfillmentOrders: allocations })
  expect(order.shippedAt).toBe(status.shippedAt)
})

const PARCEL = shipmentId.parse(`shp_${'1'.repeat(26)}`)
const PARCEL2 = shipmentId.parse(`shp_${'2'.repeat(26)}`)

test('parcels that are troubled are kept, each', () => {
  const order = aConfirmed({ troubled: [PARCEL] })
  expect(after(order, { type: 'parcel_troubled', shipmentId: PARCEL2 }).troubled).toEqual([PARCEL, PARCEL2])
})

test('what is to be sent once more is kept until that is settled', () => {
  const one: Reship = { shipmentId: PARCEL, lines: [], reason: 'lost', by: { kind: 'staff' } }
  const other = { ...one, shipmentId: PARCEL2 }
  const both = after(aConfirmed({ reshipping: [one] }), { type: 'reship_asked', reship: other })
  expect(both.reshipping).toEqual([one, other])
  expect(after(both, { type: 'reship_settled', shipmentId: PARCEL }).reshipping).toEqual([other])
})

test('an order that has come to its end has no deadline', () => {
  const completed: Fact = { type: 'completed', payment: aPayment({ sequence: 2, status: 'captured' }) }
  const order = aConfirmed({ status: 'delivered', deliveredAt: BEFORE, deadline: AFTER })
  expect(after(order, completed)).toMatchObject({ status: 'completed', completedAt: NOW })
  expect(after(order, completed)).not.toHaveProperty('deadline')
  expect(after(order, { type: 'address_corrected', recipientVersion: 1 }).deadline).toBe(AFTER)
})
