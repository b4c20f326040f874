import { describe, expect, it } from 'vitest'
import type { PaymentWish } from '#contexts/payments/contract/types.ts'
import { DECLINED_CARD, SECURE_CARD } from '#support/fake-gateway.ts'
import { CARD, givenPayments } from '#support/payments-world.ts'

const STORE = { kind: 'delayed', method: 'store' } as const
const TRANSFER = { kind: 'delayed', method: 'bank_transfer' } as const
const INVOICE = { kind: 'offline', method: 'invoice' } as const

describe('a payment of an order that costs nothing', () => {
  it('asks nobody, and has nothing to take or give back', async () => {
    const world = givenPayments()
    const first = await world.pay({ kind: 'none' }, 0)
    expect(first).toMatchObject({ outcome: 'authorized', payment: { status: 'not_required', kind: 'none' } })
    expect(await world.pay({ kind: 'none' }, 0)).toEqual(first)
    expect(await world.capture(0)).toMatchObject({ outcome: 'not_due' })
    expect(await world.void()).toMatchObject({ outcome: 'voided', payment: { status: 'not_required' } })
    expect(world.gateway.payments()).toEqual([])
    expect(await world.broken()).toEqual([])
  })

  it.each<[PaymentWish, number]>([
    [{ kind: 'card', paymentMethodId: CARD }, 0],
    [STORE, 0],
    [{ kind: 'none' }, 1],
  ])('is no other, and no other is free: %o for %i is a Fault', async (wish, amount) => {
    const world = givenPayments()
    await expect(world.pay(wish, amount)).rejects.toMatchObject({ name: 'Fault' })
    expect(world.store.all()).toEqual([])
  })
})

describe('an offline payment', () => {
  it('holds the order up no more, and stays pending', async () => {
    const world = givenPayments()
    const first = await world.pay(INVOICE)
    expect(first).toMatchObject({
      outcome: 'authorized',
      payment: { status: 'pending', kind: 'offline', authorized: 0, received: 0 },
    })
    expect(await world.pay(INVOICE)).toEqual(first)
    expect(world.events()).toEqual(['payment.authorized'])
    expect(await world.void()).toMatchObject({ outcome: 'voided', payment: { status: 'voided' } })
    expect(await world.pay(INVOICE)).toMatchObject({ outcome: 'already_voided' })
  })
})

describe('a delayed payment', () => {
  it('has one reference, however often it is asked for', async () => {
    const world = givenPayments()
    const [first, second] = await Promise.all([world.pay(STORE), world.pay(STORE)])
    expect(first).toMatchObject({ outcome: 'requires_action', payment: { status: 'requires_action' } })
    expect(second).toEqual(first)
    expect(world.store.all().filter((item) => item['entity'] === 'reference')).toHaveLength(1)
    expect(world.events()).toEqual(['payment.action_required'])
  })

  it('keeps its reference where the order costs less now, and may be paid by what came', async () => {
    const world = givenPayments()
    const { payment } = await world.pay(STORE)
    await world.received(2_000)
    expect(await world.pay(STORE, 2_500)).toMatchObject({
      outcome: 'requires_action',
      payment: { reference: payment.reference, captured: 0 },
    })
    expect(await world.pay(STORE, 2_000)).toMatchObject({
      outcome: 'authorized',
      payment: { status: 'captured', authorized: 2_000, captured: 2_000 },
    })
    expect(await world.pay(STORE, 3_300)).toMatchObject({ payment: { captured: 2_000 } })
    expect(await world.broken()).toEqual([])
  })

  it('cannot be captured before it is paid', async () => {
    const world = givenPayments()
    await world.pay(STORE)
    expect(await world.capture()).toMatchObject({ outcome: 'not_capturable' })
  })
})

describe('a payment that is still to be chosen', () => {
  it('wants a method, until one is tried', async () => {
    const world = givenPayments()
    expect(await world.pay({ kind: 'link' })).toMatchObject({ outcome: 'method_wanted' })
    expect(await world.pay({ kind: 'link' })).toMatchObject({ outcome: 'method_wanted' })
    expect(await world.authorize(DECLINED_CARD)).toMatchObject({ outcome: 'declined' })
    expect(await world.pay({ kind: 'link' })).toMatchObject({ outcome: 'declined' })
    expect(await world.authorize(CARD)).toMatchObject({ outcome: 'authorized' })
    expect(await world.pay({ kind: 'link' })).toMatchObject({ outcome: 'authorized' })
  })

  it('is chosen again where the gateway ended it by itself, also with the same card', async () => {
    const world = givenPayments()
    await world.authorize(SECURE_CARD)
    world.gateway.change('pi_1', { state: 'voided' })
    expect(await world.authorize(SECURE_CARD)).toMatchObject({
      outcome: 'method_wanted',
      payment: { status: 'voided' },
    })
    expect(await world.pay({ kind: 'link' })).toMatchObject({ outcome: 'method_wanted' })
    expect(await world.authorize(SECURE_CARD)).toMatchObject({ outcome: 'requires_action' })
    expect(await world.pay(STORE)).toMatchObject({ outcome: 'requires_action' })
    expect(await world.broken()).toEqual([])
  })

  it('ends with its order', async () => {
    const world = givenPayments()
    await world.pay({ kind: 'link' })
    expect(await world.void()).toMatchObject({ outcome: 'voided' })
    expect(await world.authorize()).toMatchObject({ outcome: 'already_voided' })
  })
})

describe('another way to pay', () => {
  const WISHES: PaymentWish[] = [
    { kind: 'card', paymentMethodId: DECLINED_CARD },
    { kind: 'card', paymentMethodId: SECURE_CARD },
    STORE,
    TRANSFER,
    INVOICE,
  ]
  const pairs = WISHES.flatMap((first) => [CARD, STORE, INVOICE].map((then) => ({ first, then })))

  it.each(pairs)('is taken after $first: $then', async ({ first, then }) => {
    const world = givenPayments()
    await world.pay(first)
    const wish: PaymentWish = typeof then === 'string' ? { kind: 'card', paymentMethodId: then } : then
    const { payment } = await world.pay(wish)
    expect(payment.kind ?? 'card').toBe(wish.kind)
    expect(payment.status).toBe(
      { card: 'authorized', delayed: 'requires_action', offline: 'pending' }[
        wish.kind as 'card' | 'delayed' | 'offline'
      ],
    )
    const live = world.gateway.payments().filter(({ state }) => state !== 'voided' && state !== 'declined')
    expect(live).toHaveLength(wish.kind === 'card' ? 1 : 0)
    expect(await world.broken()).toEqual([])
  })

  it('gives another reference than the one that was left', async () => {
    const world = givenPayments()
    const first = await world.pay(STORE)
    const second = await world.pay(TRANSFER)
    expect(second.payment.reference).toMatch(/^\d{10}$/)
    expect(second.payment.reference).not.toBe(first.payment.reference)
    await world.receivedFor(first.payment.reference ?? '', 3_300)
    expect(world.attention()).toEqual(['money_late'])
    expect(await world.payment()).toMatchObject({ status: 'requires_action', captured: 0 })
  })

  it('is not taken where the first was paid after all', async () => {
    const world = givenPayments()
    await world.pay(STORE)
    await world.received(3_300)
    expect(await world.authorize()).toMatchObject({ outcome: 'authorized', payment: { status: 'captured' } })
    expect(world.gateway.payments()).toEqual([])
  })

  it('leaves nothing live of two that race', async () => {
    const world = givenPayments()
    await world.pay(STORE)
    await Promise.allSettled([world.authorize(CARD), world.pay(INVOICE)])
    expect(await world.broken()).toEqual([])
    expect(await world.void()).toMatchObject({ outcome: 'voided' })
    expect(world.gateway.payments().every(({ state }) => state === 'voided')).toBe(true)
  })
})
