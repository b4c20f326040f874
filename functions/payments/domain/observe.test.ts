import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { orderId } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import { type PaymentStatus, paymentStatus } from '../contract/types.ts'
import { evolve } from './evolve.ts'
import { violations } from './invariants.ts'
import { type GatewayPayment, type GatewayState, isLive, isNews, isStray, observe } from './observe.ts'
import { newPayment, type Payment } from './payment.ts'

const NOW = '2026-11-20T03:00:00.000Z'
const ORDER = orderId.parse(`ord_${'1'.padStart(26, '0')}`)

const shown = (state: GatewayState, changes: Partial<GatewayPayment> = {}): GatewayPayment => ({
  id: 'pi_1',
  orderId: ORDER,
  operationId: 'op_1',
  state,
  amount: 3_300,
  captured: { captured: 3_300, partly_captured: 1_000 }[String(state)] ?? 0,
  authorizedAt: undefined,
  captureBefore: undefined,
  gatewayCode: state === 'declined' ? 'insufficient_funds' : undefined,
  riskLevel: undefined,
  inParts: true,
  ...changes,
})

const started: Payment = evolve(newPayment({ orderId: ORDER, currency: currency.parse('JPY') }), {
  type: 'attempt_started',
  attempt: { operation: { id: 'op_1', startedAt: NOW }, paymentMethodId: 'pm_card', amount: 3_300 },
})

const seen = (payment: Payment, ...objects: GatewayPayment[]): Payment =>
  objects.reduce((now, object) => observe(now, object, NOW).reduce(evolve, now), payment)

/** In the order in which a payment goes through them. */
const LIFE = ['working', 'requires_action', 'authorized', 'partly_captured', 'captured'] as const

describe('observing the gateway', () => {
  it.each([
    ['working', 'pending'],
    ['requires_action', 'requires_action'],
    ['declined', 'failed'],
    ['authorized', 'authorized'],
    ['partly_captured', 'partially_captured'],
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

describe('what the gateway shows', () => {
  const again: Payment = evolve(seen(started, shown('declined')), {
    type: 'attempt_abandoned',
    operation: { id: 'op_2', startedAt: NOW },
  })

  it('holds money, or may come to, while it is authorized, has a rest, or asks the payer', () => {
    const states = [...LIFE, 'declined', 'voided'] as const
    expect(states.filter((state) => isLive(shown(state)))).toEqual([
      'requires_action',
      'authorized',
      'partly_captured',
    ])
  })

  it.each<[GatewayState, PaymentStatus[]]>([
    ['working', []],
    ['requires_action', ['pending']],
    ['declined', ['pending', 'requires_action']],
    ['authorized', ['pending', 'requires_action', 'failed']],
    ['partly_captured', ['pending', 'requires_action', 'failed', 'authorized']],
    ['captured', ['pending', 'requires_action', 'failed', 'authorized']],
    ['voided', ['pending', 'requires_action', 'authorized']],
  ])('that is %s is news of a payment that is: %j', (state, statuses) => {
    const news = paymentStatus.options.filter((status) => isNews({ ...started, status }, shown(state)))
    expect(news.toSorted()).toEqual(statuses.toSorted())
  })

  it('of another part is news, also while some was given back; the same part is not', () => {
    const partly = seen(started, shown('partly_captured'))
    const givenBack: Payment = { ...partly, status: 'partially_refunded' }
    const captured = [999, 1_000, 1_001].filter((amount) =>
      isNews(givenBack, shown('partly_captured', { captured: amount })),
    )
    expect(captured).toEqual([1_001])
    expect(isNews(givenBack, shown('captured', { captured: 1_000 }))).toBe(true)
  })

  it('can be captured in parts where that is said, or was done', () => {
    const learnt = (state: GatewayState, inParts?: boolean) =>
      observe(started, shown(state, { inParts }), NOW).find(({ type }) => type === 'authorized')
    expect(learnt('authorized', true)).toMatchObject({ inParts: true })
    expect(learnt('authorized')).toMatchObject({ inParts: false })
    expect(learnt('partly_captured')).toMatchObject({ inParts: true })
  })

  it('is stray where an attempt that was given up is live after all', () => {
    expect(isStray(again, shown('authorized'))).toBe(true)
    expect(isStray(again, shown('voided'))).toBe(false)
    expect(isStray(started, shown('authorized'))).toBe(false)
    expect(isStray(started, shown('authorized', { operationId: 'op_9' }))).toBe(true)
    expect(isStray(started, shown('authorized', { operationId: undefined }))).toBe(false)
  })

  it('teaches nothing where nothing was tried, or it was given up', () => {
    const untried = newPayment({ orderId: ORDER, currency: currency.parse('JPY') })
    expect(observe(untried, shown('authorized', { operationId: undefined }), NOW)).toEqual([])
    expect(observe(again, shown('authorized'), NOW)).toEqual([])
  })

  it('is ours by its id alone once that is learnt', () => {
    const known = seen(started, shown('working'))
    expect(isNews(known, shown('authorized', { operationId: undefined }))).toBe(true)
    expect(isNews(known, shown('authorized', { id: 'pi_9' }))).toBe(false)
    expect(isNews(known, shown('working'))).toBe(false)
  })

  it('says when it was authorized, else it was now, and until when', () => {
    const [earlier, later] = ['2026-11-20T02:00:00.000Z', '2026-11-27T03:00:00.000Z']
    const told = shown('authorized', { authorizedAt: earlier, captureBefore: later })
    expect(seen(started, told)).toMatchObject({ authorizedAt: earlier, captureBefore: later })
    expect(seen(started, shown('authorized')).authorizedAt).toBe(NOW)
  })

  it('says why it was declined, as far as it is known', () => {
    expect(seen(started, shown('declined')).gatewayCode).toBe('insufficient_funds')
    expect(seen(started, shown('declined', { gatewayCode: undefined })).gatewayCode).toBe('unknown')
  })

  it('tells of an authorization that went unheard when it was captured, once', () => {
    const types = (payment: Payment) => observe(payment, shown('captured'), NOW).map(({ type }) => type)
    expect(types(seen(started, shown('working')))).toEqual(['authorized', 'captured'])
    expect(types(seen(started, shown('authorized')))).toEqual(['captured'])
  })
})
