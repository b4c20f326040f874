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

  it('is one of two ends, when it races with a void', async () => {
    const world = givenPayments()
    await world.authorize()
    const [captured, voided] = await Promise.all([world.capture(), world.void()])
    expect([captured.outcome, voided.outcome]).toEqual(
      captured.outcome === 'captured' ? ['captured', 'captured'] : ['not_capturable', 'voided'],
    )
    expect(await world.broken()).toEqual([])
  })
})
