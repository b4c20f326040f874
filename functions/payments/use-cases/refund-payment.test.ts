import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hours } from '#shared/clock.ts'
import { currency } from '#shared/money.ts'
import { givenPayments, JPY, ORDER } from '#support/payments-world.ts'
import { settleRefund } from './settle-refund.ts'

async function givenCaptured(...wiring: Parameters<typeof givenPayments>) {
  const world = givenPayments(...wiring)
  await world.authorize()
  await world.capture()
  return world
}

describe('refunding', () => {
  it('gives back an amount, then the rest', async () => {
    const world = await givenCaptured()
    expect(await world.refund(1_000)).toMatchObject({
      ok: true,
      value: { refund: { amount: 1_000, state: 'succeeded' }, payment: { status: 'partially_refunded' } },
    })
    expect(await world.refund()).toMatchObject({
      ok: true,
      value: { refund: { amount: 2_300 }, payment: { status: 'refunded', refunded: 3_300 } },
    })
    expect(await world.broken()).toEqual([])
    const announced = world.events().filter((type) => type === 'payment.refunded')
    expect(announced).toHaveLength(2)
  })

  it('takes money of the currency that was paid, and no other', async () => {
    const world = await givenCaptured()
    const usd = { amount: 100, currency: currency.parse('USD') }
    expect(await world.refund(usd)).toMatchObject({ ok: false, code: 'impossible' })
    expect(await world.refund({ amount: 100, currency: JPY })).toMatchObject({ ok: true })
  })

  it('refuses lines, which payments does not know', async () => {
    const world = await givenCaptured()
    expect(await world.refund(undefined, { lines: [{}] })).toMatchObject({
      code: 'impossible',
      errors: [{ pointer: '/lines' }],
    })
  })

  it.each([
    ['more than was captured', 3_301],
    ['a huge amount', 1_000_000],
  ])('refuses %s, and writes nothing', async (_, amount) => {
    const world = await givenCaptured()
    const before = world.store.all()
    expect(await world.refund(amount)).toMatchObject({ ok: false, code: 'not_refundable' })
    expect(world.store.all()).toEqual(before)
  })

  it('refuses more than is left, before the gateway is asked', async () => {
    const world = await givenCaptured()
    await world.refund(1_000)
    const before = world.store.all()
    expect(await world.refund(2_301)).toMatchObject({
      code: 'not_refundable',
      detail: '2301 were asked for; at most 2300 minor units of JPY can be given back.',
    })
    expect(world.store.all()).toEqual(before)
  })

  it('refuses what is not captured yet, is given back already, or is not there', async () => {
    const world = givenPayments()
    expect(await world.refund(1)).toMatchObject({ code: 'not_found' })
    await world.authorize()
    expect(await world.refund(1)).toMatchObject({ code: 'not_refundable' })
    await world.capture()
    await world.refund()
    expect(await world.refund()).toMatchObject({ code: 'not_refundable' })
  })

  it('refuses who has not seen the current version', async () => {
    const world = await givenCaptured()
    expect(await world.refund(1, { ifMatch: 1 })).toMatchObject({ code: 'precondition_failed' })
    const version = (await world.payment())?.version
    expect(await world.refund(1, { ifMatch: version })).toMatchObject({ ok: true })
  })

  it('answers the same to the same key, and refuses it for another request', async () => {
    const world = await givenCaptured()
    const keyed = { idempotencyKey: 'the-same-key-twice', requestHash: 'one' }
    const first = await world.refund(500, keyed)
    expect(await world.refund(500, keyed)).toEqual(first)
    expect(await world.refund(600, { ...keyed, requestHash: 'two' })).toMatchObject({
      code: 'idempotency_key_reused',
    })
    expect(await world.payment()).toMatchObject({ refunded: 500 })
  })

  it('makes one refund of one key that comes many times at once', async () => {
    const world = await givenCaptured()
    const keyed = { idempotencyKey: 'the-same-key-at-once', requestHash: 'one' }
    const all = await Promise.all(Array.from({ length: 8 }, () => world.refund(500, keyed)))
    const ids = new Set(all.map((one) => (one.ok ? one.value.refund.id : one.code)))
    expect(ids.size).toBe(1)
    expect(await world.payment()).toMatchObject({ refunded: 500, refunding: 0 })
    expect(await world.broken()).toEqual([])
  })

  it('keeps the sum however many race', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 2_000 }), { minLength: 2, maxLength: 6 }),
        async (amounts) => {
          const world = await givenCaptured()
          const made = await Promise.all(amounts.map((amount) => world.refund(amount)))
          const given = made.reduce((sum, one) => sum + (one.ok ? one.value.refund.amount : 0), 0)
          expect(await world.payment()).toMatchObject({ refunded: given, refunding: 0 })
          expect(given).toBeLessThanOrEqual(3_300)
          expect(await world.broken()).toEqual([])
          for (const one of made) if (!one.ok) expect(one.code).toBe('not_refundable')
        },
      ),
      { numRuns: 30 },
    )
  })

  it('gives the amount back where the gateway refuses, and says so again to the same key', async () => {
    const world = await givenCaptured({
      gateway: (real) => ({
        ...real,
        refund: async () => ({ outcome: 'refused', gatewayCode: 'charge_disputed' }),
      }),
    })
    const keyed = { idempotencyKey: 'a-key-that-is-refused', requestHash: 'one' }
    const refused = await world.refund(500, keyed)
    expect(refused).toMatchObject({
      code: 'not_refundable',
      detail: expect.stringContaining('charge_disputed'),
    })
    expect(await world.refund(500, keyed)).toEqual(refused)
    expect(await world.payment()).toMatchObject({ refunding: 0, refunded: 0, status: 'captured' })
  })
})

describe('a refund whose request died', () => {
  const givenAccepted = async () => {
    let down = true
    const world = await givenCaptured({
      gateway: (real) => ({
        ...real,
        refund: async (ask) => {
          const reply = await real.refund(ask)
          if (down) throw new Error('the reply is lost')
          return reply
        },
      }),
    })
    await expect(world.refund(500)).rejects.toThrow('lost')
    down = false
    const [refund] = await world.deps.payments.refunds(ORDER)
    if (!refund) throw new Error('the refund was not stored')
    const cause = { correlationId: ORDER, causationId: 'evt_1', actor: { kind: 'system' as const } }
    return { world, settle: () => settleRefund(world.deps, { orderId: ORDER, refundId: refund.id, cause }) }
  }

  it('is announced for the queue, which carries it out', async () => {
    const { world, settle } = await givenAccepted()
    expect(world.events()).toContain('payment.refund_requested')
    expect(await world.payment()).toMatchObject({ refunding: 500, refunded: 0 })
    expect(await settle()).toMatchObject({ state: 'succeeded' })
    expect(await world.broken()).toEqual([])
  })

  it('is found at the gateway where its key may be forgotten', async () => {
    const { world, settle } = await givenAccepted()
    world.pass(hours(25))
    expect(await settle()).toMatchObject({ state: 'succeeded' })
    expect(world.gateway.payments()[0]?.refunds).toHaveLength(1)
    expect(await world.broken()).toEqual([])
  })
})

describe('reading a payment', () => {
  it('shows amounts, refunds and what can be done', async () => {
    const world = await givenCaptured()
    await world.refund(1_000)
    expect(await world.read()).toMatchObject({
      ok: true,
      value: {
        orderId: ORDER,
        status: 'partially_refunded',
        captured: { amount: 3_300, currency: 'JPY' },
        refundable: { amount: 2_300, currency: 'JPY' },
        refunds: [{ amount: { amount: 1_000, currency: 'JPY' }, status: 'succeeded', reason: 'torn cover' }],
        availableActions: ['refund'],
      },
    })
    await world.refund()
    expect(await world.read()).toMatchObject({ value: { availableActions: [] } })
  })

  it('finds none of an order that has no payment', async () => {
    expect(await givenPayments().read()).toMatchObject({ ok: false, code: 'not_found' })
  })
})
