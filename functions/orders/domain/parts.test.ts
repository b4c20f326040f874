import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fulfillmentOrderIdOf } from '#contexts/fulfillment/contract/fulfillment-order-id.ts'
import type { PaymentSummary } from '#contexts/payments/contract/types.ts'
import { locationId, orderId, sku } from '#shared/ids.ts'
import { currency, of } from '#shared/money.ts'
import { newBill, sumOf } from './bill.ts'
import { decideCancelLines, type KnownLines } from './decide-lines.ts'
import { evolve } from './evolve.ts'
import type { Fact } from './facts.ts'
import type { Logistics } from './logistics.ts'
import { dueOf, type Order } from './order.ts'
import { dueForDepartures, partDue, withDue } from './parts.ts'

const AT = '2026-11-23T01:00:00.000Z'
const JPY = currency.parse('JPY')
const S = ['S0', 'S1', 'S2'].map((one) => sku.parse(one))
const PLACES = ['A', 'B', 'C'].map((one) => locationId.parse(one))
const ORDER = orderId.parse(`ord_${'1'.padStart(26, '0')}`)
const ids = PLACES.map((place) => fulfillmentOrderIdOf(ORDER, place))

/** One line of the order, and which of three places sends each of its units. */
const anyLine = fc.record({
  of: fc.integer({ min: 0, max: 2 }),
  total: fc.integer({ min: 0, max: 9_999 }),
  units: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 6 }),
  isDigital: fc.boolean(),
})
type AnyLine = typeof anyLine extends fc.Arbitrary<infer T> ? T : never

/** A place hands over what it has, or somebody cancels units that are still somewhere. */
const anyStep = fc.oneof(
  fc.record({ leaves: fc.integer({ min: 0, max: 2 }) }),
  fc.record({ cancels: fc.integer({ min: 0, max: 2 }), quantity: fc.integer({ min: 1, max: 4 }) }),
)

const HELD: PaymentSummary = {
  ...{ sequence: 1, status: 'authorized', captured: 0, refunded: 0, inParts: true },
  authorized: 99_999,
}

function givenOrder(lines: readonly AnyLine[], shipping: number) {
  const total = shipping + lines.reduce((sum, line) => sum + line.total, 0)
  const order: Order = {
    id: ORDER,
    ...{ number: '1', currency: JPY, locale: 'en', total, run: 1, paymentSequence: 1, placedAt: AT },
    ...{ status: 'processing', fulfillmentStatus: 'in_progress', confirmedAt: AT, payment: HELD },
    ...{ holds: [], claims: [], handedOver: [] },
  }
  const bill = newBill({
    lines: lines.map(({ of: which, total: amount, units, isDigital }, index) => ({
      ...{ lineId: String(index), sku: skuOf(which, isDigital), name: 'thing', quantity: units.length },
      ...{ unitPrice: of(0, JPY), subtotal: of(amount, JPY), tax: of(0, JPY), total: of(amount, JPY) },
      kind: isDigital ? ('digital' as const) : ('physical' as const),
    })),
    totals: {
      ...{ subtotal: of(0, JPY), discount: of(0, JPY), shipping: of(shipping, JPY), tax: of(0, JPY) },
      total: of(total, JPY),
    },
  })
  const allocations = PLACES.map((place, at) => ({
    locationId: place,
    lines: S.map((one, which) => ({
      sku: one,
      quantity: lines
        .filter((line) => line.of === which && !line.isDigital)
        .flatMap(({ units }) => units)
        .filter((from) => from === at).length,
    })).filter(({ quantity }) => quantity > 0),
  })).filter((one) => one.lines.length > 0)
  return { order: { ...order, expectedFulfillmentOrders: allocations.length }, bill, allocations }
}

const skuOf = (which: number, isDigital: boolean) =>
  isDigital ? sku.parse(`D${which}`) : (S[which] ?? expect.fail('no such sku'))

const NOTHING: Logistics = { fulfillmentOrders: [], shipments: [] }

/** What a place sends leaves it, and is a part to be paid for. */
function leave(order: Order, known: KnownLines, at: number): { order: Order; known: KnownLines } {
  const [place, id] = [PLACES[at], ids[at]]
  const lines = known.allocations.find(({ locationId: one }) => one === place)?.lines ?? []
  if (!place || !id || lines.length === 0 || order.handedOver.includes(id)) return { order, known }
  const copy = {
    ...{
      sequence: 1,
      fulfillmentOrderId: id,
      locationId: place,
      status: 'handed_over' as const,
      parcels: [],
    },
    lines: lines.map((line) => ({ ...line, name: line.sku, picked: line.quantity })),
  }
  const logistics = { ...known.logistics, fulfillmentOrders: [...known.logistics.fulfillmentOrders, copy] }
  const handedOver = [...order.handedOver, id]
  const after = { ...known, logistics }
  const departed = dueForDepartures(order, after, handedOver)
  return { order: { ...order, handedOver, claims: handedOver, departed }, known: after }
}

test('whatever leaves and is cancelled, parts only grow, never exceed what is due, and leave the last capture no more than rounding', () => {
  fc.assert(
    fc.property(
      fc.array(anyLine, { minLength: 1, maxLength: 5 }),
      fc.array(anyStep, { maxLength: 12 }),
      fc.integer({ min: 0, max: 900 }),
      (lines, steps, shipping) => {
        const { bill, allocations, order: placed } = givenOrder(lines, shipping)
        let order: Order = placed
        let cancellations = 0
        let known: KnownLines = { bill, allocations, logistics: NOTHING }
        for (const step of steps) {
          if ('leaves' in step) {
            ;({ order, known } = leave(order, known, step.leaves))
            const captured = partDue(order) ?? order.payment.captured
            expect(captured).toBeGreaterThanOrEqual(order.payment.captured)
            const payment = { ...HELD, status: 'partially_captured' as const, captured, held: 1 }
            if (captured > 0) order = { ...order, payment }
          } else {
            const wanted = [{ sku: skuOf(step.cancels, false), quantity: step.quantity }]
            const command = { lines: wanted, reason: 'r', cause: 'staff' as const, now: AT }
            const changed = decideCancelLines(order, known, command)
            if (!changed.ok || changed.value.facts.some(({ type }) => type === 'cancelling')) continue
            cancellations += lines.length
            expect(sumOf(changed.value.toRefund)).toBe(0)
            order = changed.value.facts
              .filter(({ type }) => type === 'lines_cancelled')
              .reduce((state, fact) => evolve(state, fact, AT), order)
            known = { ...known, bill: changed.value.bill, allocations: changed.value.allocations }
          }
          expect(order.payment.captured).toBeLessThanOrEqual(dueOf(order))
        }
        for (const at of [0, 1, 2]) ({ order, known } = leave(order, known, at))
        if (order.handedOver.length === 0) return
        expect(dueForDepartures(order, known, order.handedOver)).toBe(dueOf(order))
        // That was due when the last goods left: cancelled piece by piece, a line may leave a minor unit more each time.
        const rest = dueOf(order) - (order.departed ?? 0)
        expect(rest).toBeGreaterThanOrEqual(0)
        expect(rest).toBeLessThanOrEqual(cancellations)
      },
    ),
    { numRuns: 500 },
  )
})

test('the first part pays for shipping and what is digital too; units of one line share its tax and discount', () => {
  const { order, ...known } = givenOrder(
    [
      { of: 0, total: 100, units: [0, 1, 1], isDigital: false },
      { of: 1, total: 70, units: [0], isDigital: true },
    ],
    550,
  )
  const first = leave(order, { ...known, logistics: NOTHING }, 0)
  expect(first.order.departed).toBe(550 + 70 + 34)
  expect(partDue(first.order)).toBe(654)
  expect(leave(first.order, first.known, 1).order.departed).toBe(720)
})

test.each<[string, Partial<Order>]>([
  ['the card is captured once', { payment: { ...HELD, inParts: false } }],
  [
    'it was captured already',
    { payment: { ...HELD, captured: 654, status: 'partially_captured', held: 66 } },
  ],
  ['nothing is held any more', { payment: { ...HELD, captured: 100, status: 'captured' } }],
  ['all has left: the last capture is due', { shippedAt: AT }],
  ['nothing has left', { departed: undefined }],
])('no part is due where %s', (_, changes) => {
  const { order } = givenOrder([{ of: 0, total: 170, units: [0, 1], isDigital: false }], 550)
  expect(partDue({ ...order, departed: 654, ...changes })).toBeUndefined()
})

test('hand-overs are told with what is due by then, and nothing else is', () => {
  const { order, ...known } = givenOrder([{ of: 0, total: 100, units: [0, 1], isDigital: false }], 550)
  const { known: after } = leave(order, { ...known, logistics: NOTHING }, 0)
  const [id] = after.logistics.fulfillmentOrders.map((one) => one.fulfillmentOrderId)
  if (!id) throw new Error('something has left')
  const noted: Fact = { type: 'logistics_noted', fulfillmentStatus: 'partially_shipped' }
  const gone: Fact = { type: 'handed_over', fulfillmentOrderId: id, all: false }
  expect(withDue(order, [noted, gone], after)).toStrictEqual([noted, { ...gone, due: 600 }])
})
