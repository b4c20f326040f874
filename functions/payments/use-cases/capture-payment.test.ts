import { describe, expect, it } from 'vitest'
import { days } from '#shared/clock.ts'
import { DECLINED_CARD } from '#support/fake-gateway.ts'
import { givenPayments } from '#support/payments-world.ts'

describe('capturing', () => {
  it('takes all that is held', async () => {
    const world = givenPayments()
    await world.authorize()
    expect(await world.capture()).toMatchObject({
      outcome: 'captured',
      payment: { status: 'captured', authorized: 3_300, captured: 3_300, sequence: 2 },
    })
    expect(world.events()).toEqual(['payment.authorized', 'payment.captured'])
    expect(await world.broken()).toEqual([])
  })

  it('finds what was taken already', async () => {
    const world = givenPayments()
    await world.authorize()
    const first = await world.capture()
    expect(await world.capture()).toEqual(first)
    expect(world.events()).toHaveLength(2)
  })

  it('takes it once when it is asked twice at the same time', async () => {
    const world = givenPayments()
    await world.authorize()
    const both = await Promise.all([world.capture(), world.capture()])
    expect(both.map(({ outcome }) => outcome)).toEqual(['captured', 'captured'])
    expect(await world.broken()).toEqual([])
    expect(world.events()).toHaveLength(2)
  })

  it('takes what is due, and lets go of the rest', async () => {
    const world = givenPayments()
    await world.authorize()
    const first = await world.capture(2_000)
    expect(first).toMatchObject({
      outcome: 'captured',
      payment: { status: 'captured', authorized: 3_300, captured: 2_000 },
    })
    expect(await world.capture(3_300)).toEqual(first)
    expect(world.gateway.payments()).toMatchObject([{ state: 'captured', captured: 2_000 }])
    expect(await world.refund(2_001)).toMatchObject({ outcome: 'refused' })
    expect(await world.refund(2_000)).toMatchObject({ payment: { status: 'refunded' } })
    expect(await world.broken()).toEqual([])
  })

  it('takes nothing where more is due than is authorized: that is a mistake of who asks', async () => {
    const world = givenPayments()
    await world.authorize()
    await expect(world.capture(3_301)).rejects.toMatchObject({ name: 'Fault' })
    expect(await world.payment()).toMatchObject({ status: 'authorized', capturing: 0 })
    expect(await world.capture(0)).toMatchObject({ outcome: 'not_due', payment: { status: 'authorized' } })
    expect(await world.capture(3_300)).toMatchObject({ outcome: 'captured' })
  })

  it('cannot take what the order has ended', async () => {
    const world = givenPayments()
    await world.authorize()
    await world.void()
    expect(await world.capture()).toMatchObject({ outcome: 'not_capturable', payment: { status: 'voided' } })
  })

  it('cannot take what was never held', async () => {
    const world = givenPayments()
    expect(await world.capture()).toEqual({
      outcome: 'not_capturable',
      payment: { sequence: 0, status: 'pending', authorized: 0, captured: 0, refunded: 0 },
    })
    await world.authorize(DECLINED_CARD)
    expect(await world.capture()).toMatchObject({ outcome: 'not_capturable', payment: { status: 'failed' } })
  })

  it('finds that the gateway has let the money go meanwhile, and gives the amount back', async () => {
    const world = givenPayments()
    await world.authorize()
    world.pass(days(8))
    world.gateway.change('pi_1', { state: 'voided' })
    expect(await world.capture()).toMatchObject({ outcome: 'not_capturable', payment: { status: 'voided' } })
    expect(await world.payment()).toMatchObject({ capturing: 0 })
    expect(world.events()).toEqual(['payment.authorized', 'payment.voided'])
  })

  it('retrieves what became of an earlier try, and asks no second time', async () => {
    let asked = 0
    const world = givenPayments({
      gateway: (real) => ({
        ...real,
        capture: async (ask) => {
          asked += 1
          await real.capture(ask)
          throw new Error('the reply is lost')
        },
      }),
    })
    await world.authorize()
    await expect(world.capture()).rejects.toThrow('lost')
    expect(await world.payment()).toMatchObject({ status: 'authorized', capturing: 3_300, captured: 0 })
    expect(await world.capture()).toMatchObject({ outcome: 'captured' })
    expect(asked).toBe(1)
  })

  it('can be asked for anew where the gateway refused and still holds the money', async () => {
    let refusing = true
    const world = givenPayments({
      gateway: (real) => ({
        ...real,
        capture: async (ask) =>
          refusing ? { outcome: 'refused', gatewayCode: 'charge_under_review' } : real.capture(ask),
      }),
    })
    await world.authorize()
    expect(await world.capture()).toMatchObject({
      outcome: 'not_capturable',
      payment: { status: 'authorized' },
    })
    expect(await world.payment()).toMatchObject({ capturing: 0 })
    refusing = false
    expect(await world.capture()).toMatchObject({ outcome: 'captured' })
  })

  it('leaves nothing taken, when it races with a void', async () => {
    const world = givenPayments()
    await world.authorize()
    const [captured, voided] = await Promise.all([world.capture(), world.void()])
    expect(voided.outcome).toBe('voided')
    const { refunded = 0, captured: taken = 0 } = (await world.payment()) ?? {}
    expect(taken - refunded).toBe(0)
    expect(['captured', 'not_capturable']).toContain(captured.outcome)
    expect(await world.broken()).toEqual([])
  })
})
