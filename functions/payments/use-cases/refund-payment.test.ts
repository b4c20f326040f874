import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hours } from '#shared/clock.ts'
import { givenPayments, ORDER } from '#support/payments-world.ts'
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
    expect(await world.refund(1_000, 'ref_a')).toMatchObject({
      outcome: 'succeeded',
      payment: { status: 'partially_refunded', refunded: 1_000 },
    })
    expect(await world.refund(2_300, 'ref_b')).toMatchObject({
      outcome: 'succeeded',
      payment: { status: 'refunded', refunded: 3_300 },
    })
    expect(await world.broken()).toEqual([])
    expect(world.events().filter((type) => type === 'payment.refunded')).toHaveLength(2)
    expect(world.settled()).toEqual([
      { orderId: ORDER, refundId: 'ref_a', amount: 1_000, state: 'succeeded' },
      { orderId: ORDER, refundId: 'ref_b', amount: 2_300, state: 'succeeded' },
    ])
  })

  it.each([
    ['more than was captured', 3_301],
    ['a huge amount', 1_000_000],
  ])('refuses %s, and writes nothing', async (_, amount) => {
    const world = await givenCaptured()
    const before = world.store.all()
    expect(await world.refund(amount)).toMatchObject({ outcome: 'refused', payment: { refunded: 0 } })
    expect(world.store.all()).toEqual(before)
  })

  it('refuses more than is left, before the gateway is asked', async () => {
    const world = await givenCaptured()
    await world.refund(1_000)
    const before = world.store.all()
    expect(await world.refund(2_301)).toMatchObject({
      outcome: 'refused',
      detail: '2301 were asked for; at most 2300 minor units of JPY can be given back.',
    })
    expect(world.store.all()).toEqual(before)
  })

  it('refuses what is not captured yet, is given back already, or is not there', async () => {
    const world = givenPayments()
    expect(await world.refund(1)).toMatchObject({ outcome: 'refused', payment: { sequence: 0 } })
    await world.authorize()
    expect(await world.refund(1)).toMatchObject({
      outcome: 'refused',
      detail: expect.stringContaining('Nothing was captured yet'),
    })
    await world.capture()
    await world.refund(3_300)
    expect(await world.refund(1)).toMatchObject({ outcome: 'refused' })
  })

  it('refuses money that came outside of the gateway, and says what to do', async () => {
    const world = givenPayments()
    await world.pay({ kind: 'offline', method: 'invoice' })
    await world.received(3_300)
    expect(await world.refund(1_000)).toMatchObject({
      outcome: 'refused',
      payment: { captured: 3_300, refunded: 0 },
      detail: expect.stringContaining('/payments/returned'),
    })
  })

  it('answers the same to the same refund id', async () => {
    const world = await givenCaptured()
    const first = await world.refund(500, 'ref_once')
    expect(await world.refund(500, 'ref_once')).toEqual(first)
    expect(await world.payment()).toMatchObject({ refunded: 500 })
    expect(world.settled()).toHaveLength(1)
  })

  it('makes one refund of one id that comes many times at once', async () => {
    const world = await givenCaptured()
    const all = await Promise.all(Array.from({ length: 8 }, () => world.refund(500, 'ref_once')))
    expect(new Set(all.map(({ outcome }) => outcome))).toEqual(new Set(['succeeded']))
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
          const given = amounts.filter((_, index) => made[index]?.outcome === 'succeeded')
          const sum = given.reduce((total, amount) => total + amount, 0)
          expect(await world.payment()).toMatchObject({ refunded: sum, refunding: 0 })
          expect(sum).toBeLessThanOrEqual(3_300)
          expect(await world.broken()).toEqual([])
          for (const { outcome } of made) expect(['succeeded', 'refused']).toContain(outcome)
        },
      ),
      { numRuns: 30 },
    )
  })

  it('gives the amount back where the gateway refuses, and says so again to the same id', async () => {
    const world = await givenCaptured({
      gateway: (real) => ({
        ...real,
        refund: async () => ({ outcome: 'refused', gatewayCode: 'charge_disputed' }),
      }),
    })
    const refused = await world.refund(500, 'ref_no')
    expect(refused).toMatchObject({
      outcome: 'refused',
      detail: expect.stringContaining('charge_disputed'),
    })
    expect(await world.refund(500, 'ref_no')).toEqual(refused)
    expect(await world.payment()).toMatchObject({ refunding: 0, refunded: 0, status: 'captured' })
    expect(world.settled()).toEqual([{ orderId: ORDER, refundId: 'ref_no', amount: 500, state: 'failed' }])
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
    await expect(world.refund(500, 'ref_died')).rejects.toThrow('lost')
    down = false
    const cause = { correlationId: ORDER, causationId: 'evt_1', actor: { kind: 'system' as const } }
    return { world, settle: () => settleRefund(world.deps, { orderId: ORDER, refundId: 'ref_died', cause }) }
  }

  it('is announced for the queue, which carries it out', async () => {
    const { world, settle } = await givenAccepted()
    expect(world.events()).toContain('payment.refund_requested')
    expect(await world.payment()).toMatchObject({ refunding: 500, refunded: 0 })
    expect(await settle()).toMatchObject({ state: 'succeeded' })
    expect(await world.refund(500, 'ref_died')).toMatchObject({ outcome: 'succeeded' })
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
        kind: 'card',
        status: 'partially_refunded',
        captured: { amount: 3_300, currency: 'JPY' },
        refundable: { amount: 2_300, currency: 'JPY' },
        refunds: [{ amount: { amount: 1_000, currency: 'JPY' }, status: 'succeeded', reason: 'torn cover' }],
        transactions: [],
        availableActions: ['refund'],
      },
    })
    await world.refund(2_300)
    expect(await world.read()).toMatchObject({ value: { availableActions: [] } })
  })

  it('finds none of an order that has no payment', async () => {
    expect(await givenPayments().read()).toMatchObject({ ok: false, code: 'not_found' })
  })
})
