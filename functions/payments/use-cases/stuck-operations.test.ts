import { describe, expect, it } from 'vitest'
import { minutes } from '#shared/clock.ts'
import { CARD, givenPayments, ORDER } from '#support/payments-world.ts'
import type { Gateway } from './gateway.ts'

type Asked = { readonly operationId: string }
type Stuck = 'authorize' | 'capture' | 'refund'

/** A gateway that failed under the first operation of a kind, before or after it did the work, and remembers that. */
function givenStuck(kind: Stuck, { worked }: { worked: boolean }) {
  const operations: string[] = []
  const stick = <Ask extends Asked, Reply>(real: (ask: Ask) => Promise<Reply>) => {
    return async (ask: Ask): Promise<Reply | { outcome: 'stuck' }> => {
      operations.push(ask.operationId)
      if (ask.operationId !== operations[0]) return real(ask)
      if (worked) await real(ask)
      return { outcome: 'stuck' }
    }
  }
  const gateway = (real: Gateway): Gateway => ({ ...real, [kind]: stick<Asked, unknown>(callOf(real, kind)) })
  return { world: givenPayments({ gateway }), operations }
}

const callOf = (real: Gateway, kind: Stuck) => (ask: Asked) =>
  (real[kind] as (ask: Asked) => Promise<unknown>)(ask)

describe('an authorization under which the gateway failed', () => {
  it('is found where it held the money all the same', async () => {
    const { world } = givenStuck('authorize', { worked: true })
    expect(await world.authorize()).toMatchObject({ outcome: 'authorized' })
    expect(world.gateway.payments()).toHaveLength(1)
  })

  it('is tried anew when it could be found no more, and not before', async () => {
    const { world, operations } = givenStuck('authorize', { worked: false })
    await expect(world.authorize()).rejects.toMatchObject({ name: 'Fault' })
    await expect(world.authorize()).rejects.toMatchObject({ name: 'Fault' })
    expect(new Set(operations).size).toBe(1)
    world.pass(minutes(10))
    await expect(world.authorize()).rejects.toMatchObject({ name: 'Fault' })
    expect(await world.authorize()).toMatchObject({ outcome: 'authorized' })
    expect(new Set(operations).size).toBe(2)
    expect(world.events()).toEqual(['payment.authorized'])
  })

  it('is let go where its money turns up later', async () => {
    const { world } = givenStuck('authorize', { worked: false })
    await expect(world.authorize()).rejects.toThrow()
    const operationId = (await world.payment())?.attempt?.operation.id ?? ''
    world.pass(minutes(10))
    await expect(world.authorize()).rejects.toThrow()
    await world.authorize()
    const offer = { orderId: ORDER, operationId, amount: 3_300, currency: 'JPY', paymentMethodId: CARD }
    const late = await world.gateway.authorize(offer)
    if (late.outcome === 'done') await world.webhook({ about: 'payment', object: late.object })
    expect(world.gateway.payments().map(({ state }) => state)).toEqual(['authorized', 'voided'])
    expect(await world.broken()).toEqual([])
  })
})

describe('a capture under which the gateway failed', () => {
  it('is found where it took the money all the same', async () => {
    const { world } = givenStuck('capture', { worked: true })
    await world.authorize()
    expect(await world.capture()).toMatchObject({ outcome: 'captured' })
    expect(await world.broken()).toEqual([])
  })

  it('is asked for under an operation of its own next time', async () => {
    const { world, operations } = givenStuck('capture', { worked: false })
    await world.authorize()
    await expect(world.capture()).rejects.toMatchObject({ name: 'Fault' })
    expect(await world.payment()).toMatchObject({ capturing: 0 })
    expect(await world.capture()).toMatchObject({ outcome: 'captured' })
    expect(new Set(operations).size).toBe(2)
  })
})

describe('a refund under which the gateway failed', () => {
  it.each([true, false])('is found where it was made (%s), and else stays taken', async (worked) => {
    const { world } = givenStuck('refund', { worked })
    await world.authorize()
    await world.capture()
    const refunded = world.refund(500)
    if (worked) expect(await refunded).toMatchObject({ outcome: 'succeeded' })
    else await expect(refunded).rejects.toMatchObject({ name: 'Fault' })
    expect(await world.payment()).toMatchObject(worked ? { refunded: 500 } : { refunding: 500, refunded: 0 })
    expect(await world.broken()).toEqual([])
  })
})
