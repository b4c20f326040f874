import { describe, expect, it } from 'vitest'
import { hours } from '#shared/clock.ts'
import { DECLINED_CARD, SECURE_CARD, UNKNOWN_CARD } from '#support/fake-gateway.ts'
import { CARD, givenPayments, leaveTombstone, ORDER } from '#support/payments-world.ts'

describe('authorizing', () => {
  it('holds the money, and says until when', async () => {
    const world = givenPayments()
    expect(await world.authorize()).toEqual({
      outcome: 'authorized',
      payment: {
        sequence: 1,
        status: 'authorized',
        authorized: 3_300,
        captured: 0,
        refunded: 0,
        authorizedAt: '2026-11-20T03:00:00.000Z',
        captureBefore: '2026-11-27T03:00:00.000Z',
      },
    })
    expect(world.events()).toEqual(['payment.authorized'])
    expect(world.gateway.payments()).toMatchObject([{ orderId: ORDER, state: 'authorized', amount: 3_300 }])
  })

  it('keeps of its request what the payment is, and nothing of the run', async () => {
    const world = givenPayments()
    await world.authorize()
    const [header] = world.store.all().filter(({ sk }) => sk === 'HEADER')
    expect(header).not.toHaveProperty('run')
    expect(header).not.toHaveProperty('payment')
  })

  it('finds what is held already', async () => {
    const world = givenPayments()
    const first = await world.authorize()
    expect(await world.authorize()).toEqual(first)
    expect(world.gateway.payments()).toHaveLength(1)
    expect(world.events()).toHaveLength(1)
  })

  it('answers a decline with the word of the gateway, and charges the same method no second time', async () => {
    const world = givenPayments()
    const first = await world.authorize(DECLINED_CARD)
    expect(first).toMatchObject({
      outcome: 'declined',
      payment: { status: 'failed', gatewayCode: 'insufficient_funds', authorized: 0 },
    })
    expect(await world.authorize(DECLINED_CARD)).toEqual(first)
    expect(world.gateway.payments()).toHaveLength(1)
    expect(world.events()).toEqual(['payment.declined'])
  })

  it('takes a payment method that the gateway does not know for a decline', async () => {
    const world = givenPayments()
    expect(await world.authorize(UNKNOWN_CARD)).toMatchObject({
      outcome: 'declined',
      payment: { gatewayCode: 'resource_missing' },
    })
    expect(await world.void()).toMatchObject({ outcome: 'voided', payment: { status: 'failed' } })
    expect(world.gateway.payments()).toEqual([])
  })

  it('sees what the payer did with 3-D Secure', async () => {
    const world = givenPayments()
    expect(await world.authorize(SECURE_CARD)).toMatchObject({ outcome: 'requires_action' })
    expect(await world.authorize(SECURE_CARD)).toMatchObject({ outcome: 'requires_action' })
    world.gateway.authenticate('pi_1', 'succeed')
    expect(await world.authorize(SECURE_CARD)).toMatchObject({ outcome: 'authorized' })
    expect(world.events()).toEqual(['payment.action_required', 'payment.authorized'])
  })

  it('declines where the payer fails 3-D Secure', async () => {
    const world = givenPayments()
    await world.authorize(SECURE_CARD)
    world.gateway.authenticate('pi_1', 'fail')
    expect(await world.authorize(SECURE_CARD)).toMatchObject({
      outcome: 'declined',
      payment: { gatewayCode: 'payment_intent_authentication_failure' },
    })
  })
})

describe('another payment method', () => {
  it.each([DECLINED_CARD, SECURE_CARD, UNKNOWN_CARD])('is tried after %s, which is let go', async (first) => {
    const world = givenPayments()
    await world.authorize(first)
    expect(await world.authorize(CARD)).toMatchObject({ outcome: 'authorized' })
    expect(world.gateway.payments().filter(({ state }) => state === 'authorized')).toHaveLength(1)
    expect(world.gateway.payments().filter(({ state }) => state === 'requires_action')).toEqual([])
    expect(await world.payment()).toMatchObject({ status: 'authorized' })
    expect(await world.payment()).not.toHaveProperty('gatewayCode')
  })

  it('is not tried where the first one was paid after all', async () => {
    const world = givenPayments()
    await world.authorize(SECURE_CARD)
    world.gateway.authenticate('pi_1', 'succeed')
    expect(await world.authorize(CARD)).toMatchObject({ outcome: 'authorized' })
    expect(world.gateway.payments()).toHaveLength(1)
  })

  it('is not harmed by a late webhook of the first', async () => {
    const world = givenPayments()
    await world.authorize(SECURE_CARD)
    const [first] = world.gateway.payments()
    await world.authorize(CARD)
    if (first) await world.webhook({ about: 'payment', object: { ...first, state: 'declined' } })
    expect(await world.payment()).toMatchObject({ status: 'authorized' })
  })
})

describe('voiding', () => {
  it('gives back what is held', async () => {
    const world = givenPayments()
    await world.authorize()
    expect(await world.void()).toMatchObject({
      outcome: 'voided',
      payment: { status: 'voided', sequence: 2 },
    })
    expect(world.gateway.payments()).toMatchObject([{ state: 'voided' }])
    expect(world.events()).toEqual(['payment.authorized', 'payment.voided'])
  })

  it('leaves a tombstone, which a late authorization finds', async () => {
    const world = givenPayments()
    expect(await world.void()).toMatchObject({ outcome: 'voided' })
    expect(await world.authorize()).toMatchObject({ outcome: 'already_voided' })
    expect(world.gateway.payments()).toEqual([])
  })

  it('gives back what was taken, by one refund', async () => {
    const world = givenPayments()
    await world.authorize()
    await world.capture()
    await world.refund(300)
    const first = await world.void()
    expect(first).toMatchObject({
      outcome: 'voided',
      payment: { status: 'refunded', captured: 3_300, refunded: 3_300 },
    })
    expect(await world.void()).toEqual(first)
    expect(world.settled()).toMatchObject([
      { amount: 300 },
      { refundId: `ref_void_${ORDER.slice(4)}`, amount: 3_000, state: 'succeeded' },
    ])
    expect(await world.authorize()).toMatchObject({ outcome: 'already_voided' })
    expect(await world.broken()).toEqual([])
  })

  it('says that money is kept where its refund fails', async () => {
    const world = givenPayments({
      gateway: (real) => ({
        ...real,
        refund: async () => ({ outcome: 'refused', gatewayCode: 'charge_disputed' }),
      }),
    })
    await world.authorize()
    await world.capture()
    expect(await world.void()).toMatchObject({
      outcome: 'captured',
      payment: { status: 'captured', captured: 3_300, refunded: 0 },
    })
    expect(await world.payment()).toMatchObject({ closed: {}, refunding: 0 })
  })

  it('keeps a decline a decline, and ends it at the gateway', async () => {
    const world = givenPayments()
    await world.authorize(DECLINED_CARD)
    expect(await world.void()).toMatchObject({ outcome: 'voided', payment: { status: 'failed' } })
    expect(world.gateway.payments()).toMatchObject([{ state: 'voided' }])
  })

  it('ends a payment that waits for the payer', async () => {
    const world = givenPayments()
    await world.authorize(SECURE_CARD)
    expect(await world.void()).toMatchObject({ outcome: 'voided', payment: { status: 'voided' } })
    expect(world.gateway.payments()).toMatchObject([{ state: 'voided' }])
  })

  it('may be asked again', async () => {
    const world = givenPayments()
    await world.authorize()
    const first = await world.void()
    world.pass(hours(30))
    expect(await world.void()).toEqual(first)
    expect(world.events()).toHaveLength(2)
  })

  it('is finished by the authorization that it met, should it die after its tombstone', async () => {
    const world = givenPayments({
      gateway: (real) => ({
        ...real,
        authorize: async (ask) => {
          const reply = await real.authorize(ask)
          await leaveTombstone(world)
          return reply
        },
      }),
    })
    expect(await world.authorize()).toMatchObject({
      outcome: 'already_voided',
      payment: { status: 'voided' },
    })
    expect(world.gateway.payments()).toMatchObject([{ state: 'voided' }])
  })

  it.each([CARD, SECURE_CARD, DECLINED_CARD])(
    'leaves nothing live when it races with authorizing %s',
    async (card) => {
      const world = givenPayments()
      const [authorized, voided] = await Promise.all([world.authorize(card), world.void()])
      expect(voided.outcome).toBe('voided')
      expect(['already_voided', 'declined']).toContain(authorized.outcome)
      expect(world.gateway.payments().every(({ state }) => state === 'voided')).toBe(true)
      expect(await world.broken()).toEqual([])
    },
  )
})
