import { describe, expect, it } from 'vitest'
import { days } from '#shared/clock.ts'
import { ON_SESSION_CARD } from '#support/fake-gateway.ts'
import { CARD, givenPayments, leaveTombstone, OTHER_CARD } from '#support/payments-world.ts'

const FIRST_ENDS = '2026-11-27T03:00:00.000Z'
type Wiring = Parameters<typeof givenPayments>

async function givenAuthorized(paymentMethodId = CARD, ...wiring: Wiring) {
  const world = givenPayments(...wiring)
  await world.pay({ kind: 'card', paymentMethodId, renewable: true })
  world.pass(days(6))
  return world
}

describe('renewing an authorization', () => {
  it('lets the old one go, then holds what is due with the same card', async () => {
    const world = await givenAuthorized()
    expect(await world.read()).toMatchObject({ value: { renewable: true } })
    expect(await world.renew(3_000)).toMatchObject({
      outcome: 'renewed',
      payment: { status: 'authorized', authorized: 3_000, captureBefore: '2026-12-03T03:00:00.000Z' },
    })
    expect(world.gateway.payments()).toMatchObject([
      { state: 'voided', amount: 3_300 },
      { state: 'authorized', amount: 3_000, paymentMethodId: CARD },
    ])
    expect(world.events()).toEqual(['payment.authorized', 'payment.authorized'])
    expect(await world.broken()).toEqual([])
  })

  it('is done once for one authorization, also at the same time', async () => {
    const world = await givenAuthorized()
    const both = await Promise.all([world.renew(3_300, FIRST_ENDS), world.renew(3_300, FIRST_ENDS)])
    expect(both.map(({ outcome }) => outcome)).toEqual(['renewed', 'renewed'])
    expect(await world.renew(3_300, FIRST_ENDS)).toMatchObject({ outcome: 'renewed' })
    expect(world.gateway.payments()).toHaveLength(2)
    expect(await world.broken()).toEqual([])
  })

  it('can be done again for the new one', async () => {
    const world = await givenAuthorized()
    await world.renew()
    world.pass(days(6))
    expect(await world.renew()).toMatchObject({ outcome: 'renewed' })
    expect(world.gateway.payments().map(({ state }) => state)).toEqual(['voided', 'voided', 'authorized'])
  })

  it('is not done without the payer’s consent: what is held stays held', async () => {
    const world = givenPayments()
    await world.authorize()
    expect(await world.read()).toMatchObject({ value: { renewable: false } })
    expect(await world.renew()).toMatchObject({
      outcome: 'not_renewed',
      payment: { status: 'authorized', captureBefore: FIRST_ENDS },
    })
    expect(world.gateway.payments()).toMatchObject([{ state: 'authorized' }])
  })

  it('takes another card that the payer chooses, without any consent to the first', async () => {
    const world = givenPayments()
    await world.authorize()
    world.pass(days(6))
    const chosen = { kind: 'card', paymentMethodId: OTHER_CARD } as const
    expect(await world.renew(3_300, FIRST_ENDS, chosen)).toMatchObject({ outcome: 'renewed' })
    expect(world.gateway.payments()).toMatchObject([
      { state: 'voided', paymentMethodId: CARD },
      { state: 'authorized', paymentMethodId: OTHER_CARD },
    ])
    expect(await world.broken()).toEqual([])
  })

  it('fails where the card says no, after which the payer is asked', async () => {
    const world = await givenAuthorized(ON_SESSION_CARD)
    expect(await world.renew()).toMatchObject({
      outcome: 'not_renewed',
      payment: { status: 'failed', authorized: 0, gatewayCode: 'authentication_required' },
    })
    expect(world.events()).toEqual(['payment.authorized', 'payment.declined'])
    expect(await world.nextAction()).toEqual({ nextAction: { type: 'pay_again' } })
    expect(await world.renew(3_300, FIRST_ENDS)).toMatchObject({ outcome: 'not_renewed' })
    expect(await world.authorize(CARD)).toMatchObject({ outcome: 'authorized' })
    expect(await world.broken()).toEqual([])
  })

  it('is not done of what is not held', async () => {
    const world = givenPayments()
    expect(await world.renew()).toMatchObject({ outcome: 'not_renewed', payment: { sequence: 0 } })
    const captured = await givenAuthorized()
    await captured.capture()
    expect(await captured.renew()).toMatchObject({ outcome: 'not_renewed', payment: { captured: 3_300 } })
    const reference = givenPayments()
    await reference.pay({ kind: 'delayed', method: 'bank_transfer' })
    expect(await reference.renew()).toMatchObject({ outcome: 'not_renewed' })
  })

  it.each(['capture', 'void'] as const)('never holds twice when it races with a %s', async (other) => {
    const world = await givenAuthorized()
    await Promise.allSettled([world.renew(), world[other]()])
    const live = world.gateway.payments().filter(({ state }) => state === 'authorized')
    expect(live.length).toBeLessThan(2)
    if (other === 'void') {
      expect(await world.void()).toMatchObject({ outcome: 'voided' })
      expect(world.gateway.payments().every(({ state }) => state === 'voided')).toBe(true)
    }
    expect(await world.broken()).toEqual([])
  })

  it('lets go of the new one where the order was ended meanwhile', async () => {
    const world = await givenAuthorized(CARD, {
      gateway: (real) => ({
        ...real,
        authorize: async (ask) => {
          const reply = await real.authorize(ask)
          if (ask.replaces) await leaveTombstone(world)
          return reply
        },
      }),
    })
    expect(await world.renew()).toMatchObject({ outcome: 'not_renewed', payment: { status: 'voided' } })
    expect(world.gateway.payments().map(({ state }) => state)).toEqual(['voided', 'voided'])
    expect(await world.broken()).toEqual([])
  })

  it('is finished by whoever comes next, should it die before the old one is gone', async () => {
    let down = true
    const world = await givenAuthorized(CARD, {
      gateway: (real) => ({
        ...real,
        cancel: async (ask) => {
          if (down) throw new Error('no answer')
          return real.cancel(ask)
        },
      }),
    })
    await expect(world.renew()).rejects.toThrow('no answer')
    expect(world.gateway.payments()).toMatchObject([{ state: 'authorized' }])
    down = false
    expect(await world.renew(3_300, FIRST_ENDS)).toMatchObject({ outcome: 'renewed' })
    expect(world.gateway.payments().map(({ state }) => state)).toEqual(['voided', 'authorized'])
  })

  it('is not disturbed by webhooks of the old one', async () => {
    const world = await givenAuthorized()
    const [old] = world.gateway.payments()
    await world.renew()
    for (const state of ['authorized', 'voided'] as const)
      if (old) await world.webhook({ about: 'payment', object: { ...old, state } })
    expect(await world.payment()).toMatchObject({ status: 'authorized', attempt: { gatewayId: 'pi_2' } })
  })
})
