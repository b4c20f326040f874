import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { orderId } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import { evolve } from './evolve.ts'
import { violations } from './invariants.ts'
import { type GatewayPayment, type GatewayState, observe } from './observe.ts'
import { newPayment, type Payment } from './payment.ts'

const NOW = '2026-11-20T03:00:00.000Z'
const ORDER = orderId.parse(`ord_${'1'.padStart(26, '0')}`)

const shown = (state: GatewayState, changes: Partial<GatewayPayment> = {}): GatewayPayment => ({
  id: 'pi_1',
  orderId: ORDER,
  operationId: 'op_1',
  state,
  amount: 3_300,
  captured: state === 'captured' ? 3_300 : 0,
  authorizedAt: undefined,
  captureBefore: undefined,
  gatewayCode: state === 'declined' ? 'insufficient_funds' : undefined,
  riskLevel: undefined,
  ...changes,
})

const started: Payment = evolve(newPayment({ orderId: ORDER, currency: currency.parse('JPY') }), {
  type: 'attempt_started',
  attempt: { operation: { id: 'op_1', startedAt: NOW }, paymentMethodId: 'pm_card', amount: 3_300 },
})

const seen = (payment: Payment, ...objects: GatewayPayment[]): Payment =>
  objects.reduce((now, object) => observe(now, object, NOW).reduce(evolve, now), payment)

/** In the order in which a payment goes through them. */
const LIFE = ['working', 'requires_action', 'authorized', 'captured'] as const

describe('observing the gateway', () => {
  it.each([
    ['working', 'pending'],
    ['requires_action', 'requires_action'],
    ['declined', 'failed'],
    ['authorized', 'authorized'],
    ['captured', 'captured'],
    ['voided', 'voided'],
  ] as const)('%s makes a payment that was just started %s', (state, status) => {
    expect(seen(started, shown(state))).toMatchObject({ status, attempt: { gatewayId: 'pi_1' } })
  })

  it('learns nothing from what it has seen already', () => {
    for (const state of [...LIFE, 'declined', 'voided'] as const)
      expect(observe(seen(started, shown(state)), shown(state), NOW)).toEqual([])
  })

  it('ends in the same state, in whatever order and however often it is shown', () => {
    const shownOften = fc
      .shuffledSubarray([...LIFE, ...LIFE, ...LIFE], { minLength: 1 })
      .map((states) => states.map((state) => shown(state)))
    fc.assert(
      fc.property(shownOften, (objects) => {
        const furthest = Math.max(...objects.map(({ state }) => LIFE.indexOf(state as (typeof LIFE)[number])))
        const after = seen(started, ...objects)
        expect(after).toEqual(seen(started, shown(LIFE[furthest] ?? 'working')))
        expect(violations({ payment: after, refunds: [], transactions: [] })).toEqual([])
      }),
    )
  })

  it('never takes a decline for the last word against money that is held', () => {
    expect(seen(started, shown('declined'), shown('authorized')).status).toBe('authorized')
    expect(seen(started, shown('authorized'), shown('declined')).status).toBe('authorized')
  })

  it('keeps a void against an older authorization', () => {
    expect(seen(started, shown('voided'), shown('authorized')).status).toBe('voided')
  })

  it('recognizes its own payment by the operation, where the id was never learnt, and no other', () => {
    expect(seen(started, shown('authorized', { id: 'pi_9' })).attempt?.gatewayId).toBe('pi_9')
    const strange = shown('authorized', { id: 'pi_9', operationId: 'op_9' })
    expect(observe(started, strange, NOW)).toEqual([])
  })

  it('sees that less was taken than was held, which lets go of the rest', () => {
    const payment = seen(started, shown('captured', { captured: 3_000 }))
    expect(payment).toMatchObject({ status: 'captured', authorized: 3_300, captured: 3_000 })
  })

  it.each(['authorized', 'declined', 'captured'] as const)('sees how risky it is when %s', (state) => {
    expect(seen(started, shown(state, { riskLevel: 'elevated' })).riskLevel).toBe('elevated')
  })
})
