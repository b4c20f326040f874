import { expect, test } from 'vitest'
import type { PaymentSummary } from '#contexts/payments/contract/types.ts'
import { days } from '#shared/clock.ts'
import { shipmentId } from '#shared/ids.ts'
import { makeCaptureOrder } from './capture-order.ts'
import { makeChoosePayment } from './choose-payment.ts'
import { makeReleaseHold } from './hold-order.ts'
import { makeRefundOrder } from './refund-order.ts'
import { makeResolveParcel } from './resolve-parcel.ts'
import { CAUSE } from './testing.ts'
import { BOOK, FUL_OSAKA, givenConfirmed, OSAKA, SHIRT, SHP, TOKYO } from './testing-life.ts'
import { makeComplete } from './workflow-steps.ts'

const OTHER_SHP = shipmentId.parse(`shp_${'t'.repeat(26)}`)
const shirts = (quantity: number) => ({ sku: SHIRT, quantity })
const books = (quantity: number) => ({ sku: BOOK, quantity })
/** A book and its shipping; the two shirts are 1,980 yen more. */
const FIRST = 1650 + 550
const WEEK = { captureBefore: '2026-11-30T01:00:00.000Z' }

/** A book in Tokyo, two shirts in Osaka, and money that can be captured in parts. */
async function givenTwoPlaces(known: Partial<PaymentSummary> = { inParts: true, ...WEEK }) {
  const order = await givenConfirmed(
    {
      allocations: [
        { locationId: TOKYO, lines: [books(1)] },
        { locationId: OSAKA, lines: [shirts(2)] },
      ],
    },
    known,
  )
  await order.work('open', { lines: [books(1)] })
  await order.work('open', { ful: FUL_OSAKA, shp: OTHER_SHP, location: OSAKA, lines: [shirts(2)] })
  return {
    ...order,
    bookLeaves: async () => {
      await order.claim()
      await order.shipment('pre_transit')
      await order.work('handed_over', { lines: [books(1)] })
    },
    shirtsLeave: async (quantity = 2, change = 0) => {
      await order.claim(FUL_OSAKA, change)
      await order.shipment('pre_transit', { ful: FUL_OSAKA, shp: OTHER_SHP })
      const lines = [shirts(quantity)]
      await order.work('handed_over', { ful: FUL_OSAKA, shp: OTHER_SHP, location: OSAKA, lines })
    },
  }
}
type Order = Awaited<ReturnType<typeof givenTwoPlaces>>

test('each part is captured as it leaves, the first with shipping; the last is the workflow’s', async () => {
  const order = await givenTwoPlaces()
  await order.wait('shipment', 'token')
  await order.bookLeaves()
  expect(order.outside.asked).toMatchObject({ captured: [], parts: [FIRST] })
  expect(await order.read()).toMatchObject({
    status: 'partially_shipped',
    payment: { status: 'partially_captured', captured: FIRST, held: 1980 },
  })
  await order.shirtsLeave()
  expect(order.outside.asked).toMatchObject({ captured: [], parts: [FIRST] })
  expect(order.workflow).toMatchObject({ resumed: ['token'], due: 4180 })
})

test('a report that comes twice, or its shipment after it, is one part', async () => {
  const order = await givenTwoPlaces()
  await order.claim()
  await order.work('handed_over', { lines: [books(1)] }, 90)
  expect(order.outside.asked.parts).toEqual([])
  await order.shipment('pre_transit')
  await order.work('handed_over', { lines: [books(1)] }, 90)
  await order.shipment('in_transit')
  expect(order.outside.asked.parts).toEqual([FIRST])
})

test('a part that nobody captured is asked for again by its timer', async () => {
  const order = await givenTwoPlaces()
  order.outside.losesCaptures = true
  await expect(order.bookLeaves()).rejects.toThrow('payments')
  order.outside.losesCaptures = false
  expect(await order.read()).toMatchObject({ departed: FIRST, timers: { part: expect.any(String) } })
  order.later(days(1 / 24))
  await order.ring()
  await order.ring()
  expect(order.outside.asked.parts).toEqual([FIRST])
  expect((await order.read()).timers).not.toHaveProperty('part')
})

test('a card that is captured once waits until all has left', async () => {
  const order = await givenTwoPlaces({ inParts: false })
  await order.bookLeaves()
  expect(order.outside.asked).toMatchObject({ captured: [], parts: [] })
  expect((await order.read()).departed).toBeUndefined()
})

test('what is cancelled after the first part is not charged, and nothing of the first is given back', async () => {
  const order = await givenTwoPlaces()
  await order.wait('shipment', 'token')
  await order.bookLeaves()
  expect(await order.cancelLines(shirts(2))).toMatchObject({ ok: true })
  expect(await order.read()).toMatchObject({ status: 'shipped', due: FIRST, payment: { captured: FIRST } })
  expect(order.outside.asked.refund).toEqual([])
  // The last capture is asked for what is captured already: it lets go of the rest.
  expect(order.workflow).toMatchObject({ resumed: ['token'], due: FIRST })
})

test('one of the rest is cancelled: the last capture is due for what leaves', async () => {
  const order = await givenTwoPlaces()
  await order.wait('shipment', 'token')
  await order.bookLeaves()
  await order.cancelLines(shirts(1))
  await order.shirtsLeave(1, 1)
  expect(order.workflow.due).toBe(4180 - 990)
})

test('money is given back once nothing is held any more; until then lines are cancelled', async () => {
  const order = await givenTwoPlaces()
  await order.bookLeaves()
  const refund = (key: string) =>
    makeRefundOrder(order.deps)({
      ...{ id: order.id, lines: [books(1)], reason: 'torn cover', idempotencyKey: key },
      ...{ requestHash: key, limitIn: () => undefined, cause: CAUSE },
    })
  expect(await refund('early')).toMatchObject({
    ok: false,
    code: 'not_refundable',
    detail: expect.stringContaining('last capture'),
  })
  await order.shirtsLeave()
  await order.paid({ status: 'captured', captured: 4180, held: undefined })
  expect(await refund('late')).toMatchObject({ ok: true, value: { refund: { amount: 1650 } } })
})

test('a parcel that is lost before its part was captured is not charged', async () => {
  const order = await givenTwoPlaces()
  order.outside.losesCaptures = true
  await expect(order.bookLeaves()).rejects.toThrow('payments')
  await expect(order.shipment('lost')).rejects.toThrow('payments')
  order.outside.losesCaptures = false
  const command = { shipmentId: SHP, action: 'refund' as const, reason: 'never came' }
  const about = { id: order.id, limitIn: () => undefined, cause: CAUSE }
  expect(await makeResolveParcel(order.deps)({ ...command, ...about })).toMatchObject({ ok: true })
  order.later(days(1 / 24))
  await order.ring()
  expect(order.outside.asked.parts).toEqual([])
  expect(await order.read()).toMatchObject({ due: 4180 - 1650 })
})

const payAnew = (order: Order) =>
  makeChoosePayment(order.deps)({
    id: order.id,
    choice: { kind: 'card', paymentMethodId: 'pm_card_mastercard' },
    ...{ idempotencyKey: 'paid-anew-by-its-payer', requestHash: 'mastercard', cause: CAUSE },
  })

test('an authorization that ends with a part still here holds it, and staff cancel it: never unpaid, never for nothing', async () => {
  const order = await givenTwoPlaces()
  await order.bookLeaves()
  order.later(days(6))
  await order.ring()
  expect(await order.read()).toMatchObject({
    holds: [{ reason: 'payment', blocks: ['hand_over'] }],
    attention: { reason: expect.stringContaining('a part of the order is still here') },
  })
  expect(await order.claim(FUL_OSAKA)).toMatchObject({ outcome: 'refused' })
  await order.paid({ status: 'captured', captured: FIRST, held: undefined })
  expect((await order.read()).holds).toMatchObject([{ reason: 'payment' }])
  expect(await payAnew(order)).toMatchObject({ ok: false, code: 'not_payable' })
  expect(await order.cancelLines(shirts(2))).toMatchObject({ ok: true })
  expect(await order.read()).toMatchObject({ status: 'shipped', due: FIRST })
  expect(order.outside.asked).toMatchObject({ captured: [], refund: [] })
})

test('an authorization that ends early after a part holds the rest; a released hold lets nothing leave unpaid', async () => {
  const order = await givenTwoPlaces()
  await order.bookLeaves()
  await order.paid({ status: 'captured', captured: FIRST, held: undefined })
  expect(await order.read()).toMatchObject({
    holds: [{ reason: 'payment' }],
    attention: { reason: expect.stringContaining('cancel the lines') },
  })
  const [hold] = (await order.read()).holds
  await makeReleaseHold(order.deps)({ id: order.id, holdId: hold?.id ?? '', reason: 'ship it', cause: CAUSE })
  expect(await order.claim(FUL_OSAKA)).toMatchObject({
    outcome: 'refused',
    reason: expect.stringContaining('not paid'),
  })
})

test('where both are about to leave as the authorization ends, the last capture is at once', async () => {
  const order = await givenTwoPlaces()
  await order.bookLeaves()
  await order.claim(FUL_OSAKA)
  order.later(days(6))
  await order.ring()
  expect(order.outside.asked).toMatchObject({ captured: [4180], parts: [FIRST] })
})

test('goods that left, and were paid for in part alone, come to attention; the order is not completed', async () => {
  const order = await givenTwoPlaces()
  await order.bookLeaves()
  await order.shirtsLeave()
  const payment = order.outside.knows({ status: 'captured', captured: FIRST, held: undefined })
  await order.shipment('delivered', { at: 95 })
  await order.shipment('delivered', { ful: FUL_OSAKA, shp: OTHER_SHP, at: 96 })
  const capture = { outcome: 'captured' as const, payment }
  expect(await makeComplete(order.deps)({ orderId: order.id, run: 1, capture })).toEqual({
    outcome: 'needs_attention',
  })
  expect(await order.read()).toMatchObject({
    status: 'delivered',
    attention: { reason: expect.stringContaining(`Only ${FIRST} of 4180`) },
  })
})

test('staff take the rest of parts before its time, once all has left', async () => {
  const order = await givenTwoPlaces()
  await order.bookLeaves()
  const asked = { id: order.id, reason: 'before its time', cause: CAUSE }
  const capture = () =>
    makeCaptureOrder(order.deps)({ ...asked, idempotencyKey: 'captured-by-staff', requestHash: 'all' })
  expect(await capture()).toMatchObject({ ok: false, detail: expect.stringContaining('not left') })
  await order.shirtsLeave()
  expect(await capture()).toMatchObject({ ok: true })
  expect(order.outside.asked.captured).toEqual([4180])
})
