import { describe, expect, test } from 'vitest'
import { days } from '#shared/clock.ts'
import type { QuantityOf } from '../contract/types.ts'
import { type AskedRefund, makeRefundOrder } from './refund-order.ts'
import { makeApproveRefund, makeDeclineRefund, makeNoteRefund } from './settle-refund.ts'
import { makeSweep } from './sweep.ts'
import { aQuote, CAUSE } from './testing.ts'
import { BOOK, givenConfirmed, givenShipped, type Placed, SHIRT } from './testing-life.ts'
import { makeComplete } from './workflow-steps.ts'

const shirts = (quantity: number): QuantityOf => ({ sku: SHIRT, quantity })
const staff = (id: string) => ({ ...CAUSE, actor: { kind: 'staff' as const, id } })

async function givenCaptured(placed: Placed = {}) {
  const order = await givenShipped(placed)
  await order.paid({ status: 'captured', captured: 4180 })
  let keys = 0
  return {
    ...order,
    refund: (asked: Partial<AskedRefund> = {}) => {
      keys += 1
      return makeRefundOrder(order.deps)({
        ...{ id: order.id, reason: 'torn cover', idempotencyKey: `key-${keys}`, requestHash: `hash-${keys}` },
        ...{ limitIn: () => undefined, cause: staff('ann') },
        ...asked,
      })
    },
    noted: (refundId: string, state: 'succeeded' | 'failed') =>
      makeNoteRefund(order.deps)({
        ...{
          id: order.deps.ids.event(),
          type: 't',
          schema: 1,
          source: 'payments',
          subject: order.id,
          sequence: 9,
        },
        ...{ occurredAt: order.deps.clock.now().toISOString(), ...CAUSE, personal: undefined },
        data: { orderId: order.id, refundId, amount: 990, state },
      }),
    left: async () =>
      (await order.deps.orders.bill(order.id))?.lines.map(({ units, amount }) => [units, amount]),
  }
}

test('a refund of a line is its share, told with its tax by rate, and the customer hears of it once', async () => {
  const order = await givenCaptured()
  expect(await order.refund({ lines: [shirts(1)] })).toMatchObject({
    ok: true,
    value: { refund: { amount: 990, state: 'succeeded', parts: [{ quantity: 1, amount: 990, tax: 90 }] } },
  })
  expect(await order.told('order.refunded')).toMatchObject({
    amount: { amount: 990 },
    taxLines: [{ rate: '0.1', base: { amount: 990 }, amount: { amount: 90 } }],
    lines: [{ sku: SHIRT, quantity: 1, amount: { amount: 990 } }],
    shipping: { amount: 0 },
  })
  expect(await order.left()).toEqual([
    [1, 1650],
    [1, 990],
  ])
})

test('lines, then shipping, then all that is left come to the capture', async () => {
  const order = await givenCaptured()
  await order.refund({ lines: [shirts(1)] })
  await order.refund({ shipping: true })
  await order.refund()
  expect(order.outside.asked.refund.map(({ amount }) => amount)).toEqual([990, 550, 2640])
  expect(order.outside.payment).toMatchObject({ captured: 4180, refunded: 4180 })
  expect(await order.refund()).toMatchObject({ ok: false, code: 'not_refundable' })
})

test.each([
  ['more units than were sent', { lines: [shirts(3)] }, 'not_refundable'],
  ['units twice', { lines: [shirts(2), shirts(1)] }, 'not_refundable'],
  ['an amount above the capture', { amount: 4181 }, 'not_refundable'],
  ['an amount above the share of its lines', { lines: [shirts(1)], amount: 991 }, 'not_refundable'],
  ['another currency', { amount: { amount: 5, currency: 'USD' as never } }, 'impossible'],
  ['a line that was not ordered', { lines: [{ sku: 'HAT' as never, quantity: 1 }] }, 'unknown_sku'],
])('%s is refused, and changes nothing', async (_, asked, code) => {
  const order = await givenCaptured()
  const before = await order.read()
  expect(await order.refund(asked)).toMatchObject({ ok: false, code })
  expect([await order.read(), order.outside.asked.refund]).toEqual([before, []])
})

describe('of gift cards', () => {
  async function givenGiftCards() {
    const [book, shirt] = aQuote().lines
    if (!book || !shirt) throw new Error('the quote has two lines')
    const cards = { ...shirt, kind: 'digital' as const, giftCard: true as const }
    return givenCaptured({ quote: { lines: [book, cards] } })
  }

  test('as many are to be void as were given back by then, before the money is', async () => {
    const order = await givenGiftCards()
    const { asked } = order.outside
    expect(await order.refund({ lines: [shirts(1)] })).toMatchObject({ ok: true })
    expect(await order.refund({ lines: [{ sku: BOOK, quantity: 1 }] })).toMatchObject({ ok: true })
    expect(await order.refund({ lines: [shirts(1)] })).toMatchObject({ ok: true })
    expect(asked.withdraw.flatMap(({ lines }) => lines)).toEqual(
      [1, 1, 2].map((givenBack) => ({ sku: SHIRT, bought: 2, givenBack })),
    )
  })

  test('all are void where nothing of the money is kept, whatever it was given back for', async () => {
    const order = await givenGiftCards()
    await order.refund({ amount: 100 })
    expect(order.outside.asked.withdraw).toEqual([])
    await order.refund()
    expect(order.outside.asked.withdraw.at(-1)?.lines).toEqual([{ sku: SHIRT, bought: 2, givenBack: 2 }])
  })

  test('none is void for a refund that nobody has approved', async () => {
    const order = await givenGiftCards()
    const { asked } = order.outside
    const card = await order.refund({ lines: [shirts(1)], limitIn: () => 1 })
    expect(card).toMatchObject({ value: { refund: { state: 'awaiting_approval' } } })
    await order.refund({ lines: [{ sku: BOOK, quantity: 1 }] })
    const left = await order.refund({ cause: staff('bob') })
    expect(left).toMatchObject({ value: { refund: { amount: 4180 - 990 - 1650 } } })
    expect(asked.withdraw.flatMap(({ lines }) => lines.map(({ givenBack }) => givenBack))).toEqual([1])
  })

  test('a person issues anew what was voided for a refund that came to nothing', async () => {
    const order = await givenGiftCards()
    order.outside.refusesRefunds = true
    expect(await order.refund({ lines: [shirts(1)] })).toMatchObject({ ok: false, code: 'not_refundable' })
    expect((await order.read()).attention?.reason).toContain('Issue gift cards that were voided for it anew.')
  })

  describe('a dispute that is closed', () => {
    const closed = async (
      order: Awaited<ReturnType<typeof givenGiftCards>>,
      dispute: { status: 'won' | 'lost'; amount: number },
    ) => {
      for (let times = 0; times < 2; times += 1)
        await order.disputeClosed({
          status: dispute.status === 'lost' ? 'disputed' : 'captured',
          dispute: { id: 'dp_1', reason: 'fraudulent', ...dispute },
        })
      return order.outside.asked.withdraw.at(-1)
    }

    test.each([
      ['all of the money', 4_180, 2],
      ['more than the book and its shipping', 2_201, 1],
    ])('and lost voids the cards that are no longer paid for: %s', async (_, amount, givenBack) => {
      const order = await givenGiftCards()
      const asked = await closed(order, { status: 'lost', amount })
      expect(asked).toMatchObject({ lines: [{ sku: SHIRT, bought: 2, givenBack }], isChargedBack: true })
      expect(order.outside.asked.withdraw).toHaveLength(2)
      expect((await order.read()).attention?.reason).toBe('A dispute was lost.')
    })

    test.each([
      ['and lost, that leaves what they cost,', 'lost', 2_200],
      ['and won', 'won', 4_180],
    ] as const)('%s voids none', async (_, status, amount) => {
      const order = await givenGiftCards()
      expect(await closed(order, { status, amount })).toBeUndefined()
      expect(await order.read()).toMatchObject({ payment: { dispute: { status } } })
    })

    test('and lost, of cards that were used, is told to staff once', async () => {
      const order = await givenGiftCards()
      order.outside.withdrawn = { outcome: 'spent', sku: SHIRT, unspent: 1 }
      await closed(order, { status: 'lost', amount: 4_180 })
      expect((await order.read()).attention?.reason).toBe(
        'A dispute was lost. Of the gift cards SHIRT only 1 could be voided: look at what the others have left.',
      )
    })
  })

  test('that are used nothing is given back: it is said why, and the bill is as it was', async () => {
    const order = await givenGiftCards()
    order.outside.withdrawn = { outcome: 'spent', sku: SHIRT, unspent: 1 }
    expect(await order.refund({ lines: [shirts(2)] })).toMatchObject({
      ...{ ok: false, code: 'not_refundable', detail: expect.stringContaining('only 1 can still') },
    })
    const whole = [
      [1, 1650],
      [2, 1980],
    ]
    expect([await order.left(), order.outside.asked.refund]).toEqual([whole, []])
  })
})

test('before the capture there is nothing to give back', async () => {
  const order = await givenConfirmed()
  const asked = { id: order.id, reason: 'x', idempotencyKey: 'k', requestHash: 'h', limitIn: () => undefined }
  expect(await makeRefundOrder(order.deps)({ ...asked, cause: CAUSE })).toMatchObject({
    ok: false,
    code: 'not_refundable',
  })
})

test('refund against refund: 50 times two at once, of which both fit only together or not at all', async () => {
  for (let round = 0; round < 50; round += 1) {
    const order = await givenCaptured()
    const both = await Promise.all([order.refund({ amount: 3_000 }), order.refund({ amount: 3_000 })])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(order.outside.payment.refunded).toBe(3_000)
  }
})

test('the same request again is the same refund; another request with its key is refused', async () => {
  const order = await givenCaptured()
  const first = await order.refund({ idempotencyKey: 'same-key', requestHash: 'one', amount: 100 })
  const again = await order.refund({ idempotencyKey: 'same-key', requestHash: 'one', amount: 100 })
  if (!first.ok || !again.ok) throw new Error('refused')
  expect(again.value.refund).toEqual(first.value.refund)
  expect(order.outside.payment.refunded).toBe(100)
  expect(await order.refund({ idempotencyKey: 'same-key', requestHash: 'two', amount: 100 })).toMatchObject({
    code: 'idempotency_key_reused',
  })
})

test('what the gateway refuses is free again', async () => {
  const order = await givenCaptured()
  order.outside.refusesRefunds = true
  expect(await order.refund({ lines: [shirts(2)] })).toMatchObject({ ok: false, code: 'not_refundable' })
  order.outside.refusesRefunds = false
  expect(await order.refund({ lines: [shirts(2)] })).toMatchObject({ ok: true })
})

test('a refund that the bank sends back later comes to attention, and can be made again', async () => {
  const order = await givenCaptured()
  const made = await order.refund({ lines: [shirts(1)] })
  if (!made.ok) throw new Error(made.detail)
  await order.noted(made.value.refund.id, 'failed')
  await order.noted(made.value.refund.id, 'failed')
  expect((await order.read()).attention?.reason).toContain(made.value.refund.id)
  expect(await order.left()).toEqual([
    [1, 1650],
    [2, 1980],
  ])
})

test('what a person is to do about a refund is not settled by the completion of its order', async () => {
  const order = await givenCaptured()
  const made = await order.refund({ amount: 500 })
  if (!made.ok) throw new Error(made.detail)
  await order.noted(made.value.refund.id, 'failed')
  const asked = (await order.read()).attention
  await order.shipment('delivered')
  const capture = { outcome: 'captured' as const, payment: order.outside.payment }
  await makeComplete(order.deps)({ orderId: order.id, run: 1, capture })
  expect(await order.read()).toMatchObject({ status: 'completed', attention: asked })
  expect(asked?.reason).toContain('came to nothing')
})

test('nor is it by the sweeper, which begins the course of an order anew', async () => {
  const order = await givenCaptured()
  const made = await order.refund({ amount: 500 })
  if (!made.ok) throw new Error(made.detail)
  await order.noted(made.value.refund.id, 'failed')
  order.later(days(3))
  await makeSweep(order.deps)({ all: false })
  expect(await order.read()).toMatchObject({
    run: 2,
    attention: { reason: expect.stringContaining('came to nothing') },
  })
})

test('a refund that awaits approval is told beside what stands on the list, which the approval leaves there', async () => {
  const order = await givenCaptured()
  const first = await order.refund({ amount: 100 })
  if (!first.ok) throw new Error(first.detail)
  await order.noted(first.value.refund.id, 'failed')
  const asked = await order.refund({ amount: 2_000, limitIn: () => 1_000 })
  if (!asked.ok) throw new Error(asked.detail)
  const { id: refundId } = asked.value.refund
  const both = { attention: { reason: expect.stringMatching(/came to nothing.* awaits the approval/) } }
  expect(await order.read()).toMatchObject(both)
  await makeApproveRefund(order.deps)({
    ...{ id: order.id, refundId, limitIn: () => undefined, cause: staff('bob') },
  })
  expect(await order.read()).toMatchObject(both)
})

test('a refund whose answer was lost is asked for again by its timer', async () => {
  const order = await givenCaptured()
  const ask = order.deps.refund
  Object.assign(order.deps, { refund: () => Promise.reject(new Error('no answer')) })
  await expect(order.refund({ amount: 500 })).rejects.toThrow('no answer')
  expect((await order.read()).refunding).toHaveLength(1)
  Object.assign(order.deps, { refund: ask })
  order.later(days(1))
  await order.ring()
  expect(await order.read()).toMatchObject({ refunding: [], payment: { refunded: 500 } })
})

test('above the limit a second person approves, never the same, never one whose limit is lower', async () => {
  const order = await givenCaptured()
  const limitIn = () => 1_000
  const asked = await order.refund({ amount: 2_000, limitIn })
  if (!asked.ok) throw new Error(asked.detail)
  const { refund } = asked.value
  expect([refund.state, order.outside.asked.refund]).toEqual(['awaiting_approval', []])
  expect((await order.read()).attention?.reason).toContain(refund.id)
  const approve = (by: string, limit?: number) =>
    makeApproveRefund(order.deps)({
      id: order.id,
      refundId: refund.id,
      limitIn: () => limit,
      cause: staff(by),
    })
  expect(await approve('ann')).toMatchObject({ ok: false, code: 'self_approval' })
  expect(await approve('bob', 1_500)).toMatchObject({ ok: false, code: 'approval_needed' })
  expect(await order.refund({ amount: 2_500 })).toMatchObject({ ok: false, code: 'not_refundable' })
  expect(await approve('bob')).toMatchObject({ ok: true, value: { refund: { state: 'succeeded' } } })
  expect(await order.read()).toMatchObject({ payment: { refunded: 2_000 } })
  expect((await order.read()).attention).toBeUndefined()
  const { events } = await order.deps.orders.history(order.id, {})
  expect(events.filter(({ type }) => type === 'order.refund_asked')).toMatchObject([
    { actor: { id: 'ann' }, data: { refundId: refund.id, awaitsApproval: true } },
    { actor: { id: 'bob' }, data: { refundId: refund.id, awaitsApproval: false } },
  ])
})

test('what a person asks for in parts waits for a second person from their limit on, also when both race', async () => {
  const order = await givenCaptured()
  const limitIn = () => 1_000
  const parts = [order.refund({ amount: 600, limitIn }), order.refund({ amount: 600, limitIn })]
  const asked = await Promise.all(parts)
  expect(asked.map((one) => one.ok && one.value.refund.state).sort()).toEqual([
    ...['awaiting_approval', 'succeeded'],
  ])
  expect(await order.read()).toMatchObject({ payment: { refunded: 600 } })
})

test('a refund that is declined frees what it took, and says why', async () => {
  const order = await givenCaptured()
  const asked = await order.refund({ lines: [{ sku: BOOK, quantity: 1 }], limitIn: () => 1_000 })
  if (!asked.ok) throw new Error(asked.detail)
  const decline = () =>
    makeDeclineRefund(order.deps)({
      id: order.id,
      refundId: asked.value.refund.id,
      reason: 'no',
      cause: staff('bob'),
    })
  expect(await decline()).toMatchObject({ ok: true, value: { refund: { state: 'declined', problem: 'no' } } })
  expect((await order.left())?.[0]).toEqual([1, 1650])
  expect(await order.told('order.refund_declined')).toMatchObject({
    ...{ refundId: asked.value.refund.id, amount: { amount: 1650 }, reason: 'no' },
  })
})

test('one key used twice at once is one refund, which both are told', async () => {
  const order = await givenCaptured()
  const same = { lines: [shirts(1)], idempotencyKey: 'key-of-both', requestHash: 'hash-of-both' }
  const [one, other] = await Promise.all([order.refund(same), order.refund(same)])
  expect([one.ok, other.ok]).toEqual([true, true])
  expect(order.outside.payment.refunded).toBe(990)
})
