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

  it('is to pay by the reference that was given', async () => {
    const world = givenPayments()
    const { payment } = await world.pay({ kind: 'delayed', method: 'store' })
    expect(payment.reference).toMatch(/^\d{10}$/)
    expect(await world.nextAction()).toEqual({
      nextAction: { type: 'pay_by_reference', reference: payment.reference },
    })
    await world.received(3_300)
    expect(await world.nextAction()).toEqual({})
  })

  it('is to choose how to pay, where nothing was chosen yet', async () => {
    const world = givenPayments()
    await world.pay({ kind: 'link' })
    expect(await world.nextAction()).toEqual({ nextAction: { type: 'pay_again' } })
    await world.pay({ kind: 'offline', method: 'cash_on_delivery' })
    expect(await world.nextAction()).toEqual({})
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
