import { describe, expect, it } from 'vitest'
import { DECLINED_CARD, SECURE_CARD } from '#support/fake-gateway.ts'
import { CARD, givenPayments } from '#support/payments-world.ts'

describe('what the payer has to do', () => {
  it('is to confirm, with the secret of the gateway, which is stored nowhere', async () => {
    const world = givenPayments()
    await world.authorize(SECURE_CARD)
    expect(await world.nextAction()).toEqual({
      nextAction: {
        type: 'three_d_secure',
        clientSecret: 'pi_1_secret',
        url: 'https://bank.example/confirm',
      },
    })
    expect(JSON.stringify(world.store.all())).not.toContain('pi_1_secret')
  })

  it('is to pay again after a decline', async () => {
    const world = givenPayments()
    await world.authorize(DECLINED_CARD)
    expect(await world.nextAction()).toEqual({ nextAction: { type: 'pay_again' } })
  })

  it('is nothing where the money is held, the order has ended, or there is none', async () => {
    const world = givenPayments()
    expect(await world.nextAction()).toEqual({})
    await world.authorize(CARD)
    expect(await world.nextAction()).toEqual({})
    const ended = givenPayments()
    await ended.authorize(DECLINED_CARD)
    await ended.void()
    expect(await ended.nextAction()).toEqual({})
  })
})
