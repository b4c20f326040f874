import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { CANCELLED, DELIVERED_AND_PAID, type End, expectEnd, PLAIN_MAILS } from '#support/ends.ts'
import { eventually } from '#support/eventually.ts'
import { carrierDelivers, fulfillmentOrdersOf, handOver, labeled, pack, pick } from '#support/outside.ts'
import { shop } from '#support/running.ts'
import * as shapes from '#support/shapes.ts'
import { actOn, givenGoods, orderThatIs, placeOrder, unique } from '#support/shop.ts'

const row = z.object({ orderId: z.string(), result: z.string(), code: z.optional(z.string()) })
const job = z.object({
  id: z.string(),
  status: z.string(),
  counts: z.object({ total: z.int(), done: z.int(), refused: z.int(), waiting: z.int() }),
  items: z.optional(z.array(row)),
})
const ask = (body: object, key = randomUUID()) =>
  shop.machine.post('/order-jobs', { body, headers: { 'idempotency-key': key } })

const jobThatIsDone = (id: string) =>
  eventually(`${id} is done`, async () => {
    const now = (await shop.machine.get(`/order-jobs/${id}?limit=100`)).as(job)
    return now.status === 'done' && now
  })
const results = async (body: object) => (await jobThatIsDone((await ask(body)).as(job).id)).items

async function givenOrder() {
  const { sku, quote } = await givenGoods(shop)
  const { id, totals } = await placeOrder(shop, quote)
  await orderThatIs(shop, id, 'processing')
  return { id, sku, authorized: totals.total.amount }
}
type Ordered = Awaited<ReturnType<typeof givenOrder>>

/** One that has been cancelled already. */
async function givenGone() {
  const order = await givenOrder()
  await actOn(shop, order.id, 'cancel', { reason: 'before the job' })
  await orderThatIs(shop, order.id, 'cancelled')
  return order
}

const audit = shapes.listOf(
  z.object({
    type: z.optional(z.string()),
    reason: z.optional(z.string()),
    actor: z.object({ kind: z.string() }),
  }),
)

/** What the job's asker did to an order, as its audit trail has it, oldest first. */
async function actsOn(id: string) {
  const { items } = (await shop.machine.get(`/orders/${id}/audit?limit=100`)).as(audit)
  const acts = items.filter(({ type, actor }) => type !== undefined && actor.kind === 'machine')
  return acts.map(({ type, reason }) => [type, reason]).toReversed()
}

const undone = ({ sku, authorized }: Ordered): End => ({
  ...CANCELLED,
  stock: { [sku]: { onHand: 1 } },
  ledger: { authorized },
  mails: { ja: ['ご注文を承りました（注文番号 #）', 'ご注文をキャンセルいたしました（注文番号 #）'] },
})
/** Who is held hears a neutral word. */
const heldAndDelivered = ({ sku, authorized }: Ordered): End => ({
  ...DELIVERED_AND_PAID,
  stock: { [sku]: {} },
  ledger: { authorized, captured: authorized },
  mails: { ja: [...PLAIN_MAILS.ja, 'ご注文内容を確認しております（注文番号 #）'] },
})

test('orders are held, tagged and released together: of each it is said what became of it', async () => {
  const [one, other, gone] = await Promise.all([givenOrder(), givenOrder(), givenGone()])
  const orderIds = [one.id, other.id, gone.id]
  const refusedLast = (code: string) => [
    { orderId: one.id, result: 'done' },
    { orderId: other.id, result: 'done' },
    { orderId: gone.id, result: 'refused', code },
  ]
  const work = async (id: string) => {
    const [its] = await fulfillmentOrdersOf(shop, id)
    if (!its) throw new Error('no work')
    await pick(shop, its)
    await pack(shop, its)
    await labeled(shop, its)
    return its
  }
  const works = await Promise.all([work(one.id), work(other.id)])

  expect(await results({ action: 'hold', orderIds, reason: 'a typhoon comes' })).toEqual(
    refusedLast('not_holdable'),
  )
  for (const { id } of works)
    expect((await shop.machine.post(`/fulfillment-orders/${id}/hand-over`)).body).toMatchObject({
      code: 'not_shippable',
    })
  const stranger = `ord_${randomUUID().replaceAll('-', '').slice(0, 26)}`
  const tags = [unique('typhoon')]
  expect(
    await results({ action: 'tag', orderIds: [one.id, other.id, stranger], reason: 'goes by train', tags }),
  ).toEqual([...refusedLast('').slice(0, 2), { orderId: stranger, result: 'refused', code: 'not_found' }])
  const tagged = (await shop.machine.get(`/orders?tag=${tags}`)).as(
    shapes.listOf(z.object({ id: z.string() })),
  )
  expect(tagged.items.map(({ id }) => id).toSorted()).toEqual([one.id, other.id].toSorted())
  expect(await results({ action: 'release', orderIds, reason: 'it has passed' })).toEqual(
    refusedLast('hold_gone'),
  )
  for (const { id } of [one, other])
    expect(await actsOn(id)).toEqual([
      ['order.held', 'a typhoon comes'],
      ['order.tagged', 'goes by train'],
      ['order.hold_released', 'it has passed'],
    ])
  for (const its of works) await handOver(shop, its)
  await Promise.all([carrierDelivers(shop, one.id), carrierDelivers(shop, other.id)])
  await expectEnd(shop, one, heldAndDelivered(one))
  await expectEnd(shop, other, heldAndDelivered(other))
  await expectEnd(shop, gone, undone(gone))
})

/** Between two chunks nobody works on a job; then, and not before, it can be started again. */
async function startedAgain(id: string) {
  for (;;) {
    const answer = await shop.machine.post(`/order-jobs/${id}/continue`)
    if (answer.status === 200) return answer.as(job)
    expect([answer.status, answer.body]).toMatchObject([409, { code: 'conflict' }])
  }
}

test('a job that is asked for again and started again, half done, does no order twice and leaves none out', async () => {
  const [first, last, gone] = await Promise.all([givenOrder(), givenOrder(), givenGone()])
  const strangers = Array.from({ length: 97 }, () => `ord_${randomUUID().replaceAll('-', '').slice(0, 26)}`)
  const orderIds = [first.id, ...strangers, gone.id, last.id]
  const body = { action: 'cancel', orderIds, reason: 'recalled' }
  const key = randomUUID()
  const { id, counts } = (await ask(body, key)).as(job)
  expect(counts).toEqual({ total: 100, done: 0, refused: 0, waiting: 100 })
  await eventually('a part of it is done', async () => {
    const again = (await ask(body, key)).as(job)
    expect(again.id).toBe(id)
    return again.counts.done > 0
  })
  const started = await startedAgain(id)
  expect(started).toMatchObject({ status: 'running', counts: { done: 1, waiting: expect.any(Number) } })
  expect((await ask({ ...body, reason: 'another' }, key)).body).toMatchObject({
    code: 'idempotency_key_reused',
  })

  const done = await jobThatIsDone(id)
  expect(done.counts).toEqual({ total: 100, done: 2, refused: 98, waiting: 0 })
  expect(done.items).toEqual([
    { orderId: first.id, result: 'done' },
    ...strangers.map((orderId) => ({ orderId, result: 'refused', code: 'not_found' })),
    { orderId: gone.id, result: 'refused', code: 'not_cancellable' },
    { orderId: last.id, result: 'done' },
  ])
  for (const order of [first, last]) {
    expect(await actsOn(order.id)).toEqual([['order.cancelling', 'recalled']])
    await expectEnd(shop, order, undone(order))
  }
  await expectEnd(shop, gone, undone(gone))
})
