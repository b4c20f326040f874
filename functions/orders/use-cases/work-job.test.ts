import { describe, expect, it, test } from 'vitest'
import * as z from 'zod/mini'
import { fieldErrors } from '#shared/http/request.ts'
import { type JobId, type OrderId, orderId } from '#shared/ids.ts'
import { Fault } from '#shared/outcomes.ts'
import { type JobBody, requestJob as operation } from '../contract/desk-operations.ts'
import { orderJobContinued, orderJobFinished, orderJobRequested } from '../contract/events.ts'
import { makeCancelOrder } from './cancel-order.ts'
import { makeHoldOrder, makeReleaseHolds } from './hold-order.ts'
import { makeContinueJob, makeReadJob, makeRequestJob } from './request-job.ts'
import { makeAddTags } from './tag-order.ts'
import { CAUSE } from './testing.ts'
import { givenDesk, STAFF } from './testing-desk.ts'
import { type Act, makeWorkJob, type WorkDeps } from './work-job.ts'

const cause = { ...CAUSE, actor: STAFF }
const UNKNOWN = orderId.parse(`ord_${'9'.repeat(26)}`)
const MINUTE = 60_000

function givenJobs() {
  const desk = givenDesk()
  const held: OrderId[] = []
  const hold: Act = async ({ id }) => {
    held.push(id)
    return { ok: true, value: id }
  }
  const acts = { hold, release: hold, cancel: makeCancelOrder(desk.deps), tag: makeAddTags(desk.deps) }
  const deps: WorkDeps = { ...desk.deps, acts }
  const request = makeRequestJob(desk.deps)
  const read = makeReadJob(desk.deps)
  return {
    ...desk,
    worker: (changed: Partial<WorkDeps> = {}) => makeWorkJob({ ...deps, ...changed }),
    acts,
    held,
    request: (body: JobBody, key = 'the-key-of-a-job', requestHash = 'hash') =>
      request({ body, idempotencyKey: key, requestHash, cause }),
    async ask(body: JobBody): Promise<JobId> {
      const made = await request({
        body,
        idempotencyKey: `key-${desk.deps.ids.unique()}`,
        requestHash: 'h',
        cause,
      })
      if (!made.ok) throw new Error(made.detail)
      return made.value.id
    },
    async job(id: JobId) {
      const job = await read(id, { limit: 100 })
      if (!job.ok) throw new Error(job.detail)
      return job.value
    },
    /** What the bus delivers: every event of the job since the last time, to one worker. */
    async run(id: JobId, work = makeWorkJob(deps)) {
      const before = async () => (await desk.deps.jobs.load(id))?.next ?? 0
      for (
        let next = await before();
        (await desk.deps.jobs.load(id))?.status === 'running';
        next = await before()
      )
        await work(id, next, cause)
    },
    eventsOf: (id: JobId) =>
      desk.store
        .all()
        .filter(({ pk, sk }) => pk === `JOB#${id}` && sk.startsWith('HISTORY#'))
        .map(({ event }) => z.parse(z.object({ type: z.string() }), event).type),
  }
}

async function placed(desk: ReturnType<typeof givenJobs>, count: number): Promise<OrderId[]> {
  const ids = []
  for (let n = 0; n < count; n += 1) ids.push(await desk.place())
  return ids
}

describe('a job', () => {
  it('cancels its orders, and says of each what became of it', async () => {
    const desk = givenJobs()
    const [first, second] = await placed(desk, 2)
    if (!first || !second) throw new Error('two were placed')
    await makeCancelOrder(desk.deps)({ id: second, reason: 'before', cause: CAUSE })
    const id = await desk.ask({
      action: 'cancel',
      orderIds: [first, second, UNKNOWN, first],
      reason: 'recalled',
    })
    expect(await desk.job(id)).toMatchObject({
      status: 'running',
      counts: { total: 3, done: 0, refused: 0, waiting: 3 },
      items: [{ result: 'waiting' }, { result: 'waiting' }, { result: 'waiting' }],
    })
    await desk.run(id)
    expect(await desk.job(id)).toMatchObject({
      status: 'done',
      counts: { total: 3, done: 1, refused: 2, waiting: 0 },
      items: [
        { orderId: first, result: 'done' },
        { orderId: second, result: 'refused', code: 'not_cancellable' },
        { orderId: UNKNOWN, result: 'refused', code: 'not_found' },
      ],
    })
    const { events } = await desk.deps.orders.history(first, {})
    expect(events.at(-1)).toMatchObject({ actor: STAFF, data: { reason: 'recalled' } })
  })

  it('holds its orders and releases them, by the use cases of holds', async () => {
    const desk = givenJobs()
    const acts = { ...desk.acts, hold: makeHoldOrder(desk.deps), release: makeReleaseHolds(desk.deps) }
    const orderIds = await placed(desk, 3)
    const holding = await desk.ask({ action: 'hold', orderIds, reason: 'a storm comes' })
    await desk.run(holding, desk.worker({ acts }))
    for (const one of orderIds)
      expect((await desk.read(one)).holds).toMatchObject([{ note: 'a storm comes', placedBy: STAFF.id }])
    const releasing = await desk.ask({ action: 'release', orderIds, reason: 'it has passed' })
    await desk.run(releasing, desk.worker({ acts }))
    for (const one of orderIds) expect((await desk.read(one)).holds).toEqual([])
    const again = await desk.ask({ action: 'release', orderIds, reason: 'once more' })
    await desk.run(again, desk.worker({ acts }))
    expect((await desk.job(again)).items).toMatchObject(
      orderIds.map((orderId) => ({ orderId, result: 'refused', code: 'hold_gone' })),
    )
  })

  it('is worked on in chunks, each asked for by an event of the one before', async () => {
    const desk = givenJobs()
    const orderIds = await placed(desk, 60)
    const id = await desk.ask({ action: 'tag', orderIds, reason: 'campaign', tags: ['spring'] })
    await desk.run(id)
    expect((await desk.job(id)).counts).toEqual({ total: 60, done: 60, refused: 0, waiting: 0 })
    for (const one of orderIds) expect((await desk.read(one)).tags).toEqual(['spring'])
    expect(desk.eventsOf(id)).toEqual(
      [orderJobRequested, orderJobContinued, orderJobContinued, orderJobFinished].map(({ type }) => type),
    )
  })

  it('ends a chunk in time when orders are slow', async () => {
    const desk = givenJobs()
    const orderIds = await placed(desk, 3)
    const id = await desk.ask({ action: 'hold', orderIds, reason: 'slow' })
    const slow: Act = async (request) => {
      desk.later(5_000)
      return desk.acts.hold(request)
    }
    await desk.worker({ acts: { ...desk.acts, hold: slow } })(id, 0, cause)
    expect(await desk.job(id)).toMatchObject({ status: 'running', counts: { done: 1, waiting: 2 } })
  })

  it('shows its rows page by page', async () => {
    const desk = givenJobs()
    const orderIds = await placed(desk, 5)
    const id = await desk.ask({ action: 'hold', orderIds, reason: 'pages' })
    await desk.run(id)
    const read = makeReadJob(desk.deps)
    const seen = []
    let cursor: string | null = null
    do {
      const page = await read(id, { limit: 2, ...(cursor ? { cursor } : {}) })
      if (!page.ok) throw new Error(page.detail)
      seen.push(...page.value.items.map((row) => row.orderId))
      cursor = page.value.nextCursor
    } while (cursor)
    expect(seen).toEqual(orderIds)
    expect(await read(id, { limit: 2, cursor: '999' })).toMatchObject({ value: { items: [] } })
    await expect(read(id, { limit: 2, cursor: 'x' })).rejects.toThrow('none of this list')
  })
})

describe('a job whose worker', () => {
  it('died after an act goes on there: it is neither done again nor called refused', async () => {
    const desk = givenJobs()
    const orderIds = await placed(desk, 3)
    const id = await desk.ask({ action: 'cancel', orderIds, reason: 'recalled' })
    const dying = {
      ...desk.deps.jobs,
      writeRow: async (...row: Parameters<typeof desk.deps.jobs.writeRow>) => {
        if (row[1] === 1) throw new Fault('died')
        await desk.deps.jobs.writeRow(...row)
      },
    }
    await expect(desk.worker({ jobs: dying })(id, 0, cause)).rejects.toThrow('died')
    await expect(desk.worker()(id, 0, cause), 'the lease has not ended').rejects.toThrow('worked on')
    desk.later(MINUTE)
    await desk.run(id)
    expect(await desk.job(id)).toMatchObject({
      status: 'done',
      counts: { done: 3, refused: 0 },
    })
    for (const one of orderIds)
      expect((await desk.events(one)).filter((type) => type.endsWith('cancelling'))).toHaveLength(1)
  })

  it('died before it moved on does no row again', async () => {
    const desk = givenJobs()
    const orderIds = await placed(desk, 3)
    const id = await desk.ask({ action: 'hold', orderIds, reason: 'wait' })
    const dying: typeof desk.deps.jobs = {
      ...desk.deps.jobs,
      commit: async () => {
        throw new Fault('died')
      },
    }
    await expect(desk.worker({ jobs: dying })(id, 0, cause)).rejects.toThrow('died')
    desk.later(MINUTE)
    await desk.run(id)
    expect(desk.held).toEqual(orderIds)
    expect((await desk.job(id)).counts).toMatchObject({ done: 3, waiting: 0 })
  })

  it('hears its events again changes nothing', async () => {
    const desk = givenJobs()
    const orderIds = await placed(desk, 30)
    const id = await desk.ask({ action: 'hold', orderIds, reason: 'again' })
    await desk.run(id)
    const before = desk.store.all()
    for (const from of [0, 0, 25, 30]) await desk.worker()(id, from, cause)
    expect(desk.store.all()).toEqual(before)
    expect(desk.held).toEqual(orderIds)
  })

  it('is one of two at once leaves each row once', async () => {
    const desk = givenJobs()
    const orderIds = await placed(desk, 40)
    const id = await desk.ask({ action: 'hold', orderIds, reason: 'both' })
    const both = await Promise.allSettled([desk.worker()(id, 0, cause), desk.worker()(id, 0, cause)])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    await desk.run(id)
    expect(desk.held).toEqual(orderIds)
    expect((await desk.job(id)).counts).toEqual({ total: 40, done: 40, refused: 0, waiting: 0 })
  })

  it('outlives its lease is right all the same: who is refused finds the act of the other', async () => {
    const desk = givenJobs()
    const orderIds = await placed(desk, 10)
    const id = await desk.ask({ action: 'cancel', orderIds, reason: 'both' })
    const [first, ...others] = [desk.worker()(id, 0, cause), desk.later(MINUTE), desk.worker()(id, 0, cause)]
    await Promise.allSettled([first, ...others])
    await desk.run(id)
    expect((await desk.job(id)).counts).toEqual({ total: 10, done: 10, refused: 0, waiting: 0 })
  })
})

test('a job that stands still is asked to go on; one that is worked on, or done, is left alone', async () => {
  const desk = givenJobs()
  const goOn = makeContinueJob(desk.deps)
  const [one] = await placed(desk, 1)
  if (!one) throw new Error('one was placed')
  const id = await desk.ask({ action: 'hold', orderIds: [one], reason: 'lost' })
  expect(await goOn(id, cause)).toMatchObject({ value: { status: 'running' } })
  expect(desk.eventsOf(id)).toEqual([orderJobRequested.type, orderJobContinued.type])
  const failing: Act = async () => {
    throw new Fault('the store is away')
  }
  await expect(desk.worker({ acts: { ...desk.acts, hold: failing } })(id, 0, cause)).rejects.toThrow('away')
  expect(await goOn(id, cause)).toMatchObject({ code: 'conflict' })
  desk.later(MINUTE)
  expect(await goOn(id, cause)).toMatchObject({ ok: true })
  await desk.run(id)
  const before = desk.store.all()
  expect(await goOn(id, cause)).toMatchObject({ value: { status: 'done' } })
  expect(desk.store.all()).toEqual(before)
})

test('a request that is sent again makes one job; another with its key is refused', async () => {
  const desk = givenJobs()
  const orderIds = await placed(desk, 2)
  const body: JobBody = { action: 'hold', orderIds, reason: 'once' }
  const [first, second] = await Promise.all([desk.request(body), desk.request(body)])
  expect(second.ok && second.value.id).toBe(first.ok && first.value.id)
  expect(await desk.request(body, 'the-key-of-a-job', 'another')).toMatchObject({
    code: 'idempotency_key_reused',
  })
  expect(desk.store.all().filter(({ pk, sk }) => pk.startsWith('JOB#') && sk === 'HEADER')).toHaveLength(1)
})

const ids = (count: number) => Array.from({ length: count }, (_, n) => `ord_${String(n).padStart(26, '0')}`)

test.each([
  ['501 orders', { action: 'cancel', orderIds: ids(501), reason: 'r' }, '/orderIds'],
  ['no order', { action: 'cancel', orderIds: [], reason: 'r' }, '/orderIds'],
  ['what is no order', { action: 'cancel', orderIds: [...ids(2), 'x'], reason: 'r' }, '/orderIds/2'],
  ['no reason', { action: 'cancel', orderIds: ids(1), reason: ' ' }, '/reason'],
  ['no tag to give', { action: 'tag', orderIds: ids(1), reason: 'r' }, '/tags'],
  ['tags to cancel by', { action: 'cancel', orderIds: ids(1), reason: 'r', tags: ['a'] }, '/tags'],
  ['another act', { action: 'refund', orderIds: ids(1), reason: 'r' }, '/action'],
])('a job for %s is refused with a pointer', (_, body, pointer) => {
  const { error } = z.safeParse(operation.body, body)
  expect(error && fieldErrors(error, '').map((one) => one.pointer)).toContain(pointer)
  expect(z.safeParse(operation.body, { action: 'hold', orderIds: ids(500), reason: 'r' }).success).toBe(true)
})
