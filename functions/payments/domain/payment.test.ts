import { describe, expect, it } from 'vitest'
import { captured, fresh, operation } from './captured-payment.fixtures.ts'
import {
  isHeld,
  isKept,
  isRenewable,
  isReplaceable,
  kindOf,
  NO_PAYMENT,
  type Outside,
  type Payment,
  payment,
  refundableOf,
  summaryOf,
} from './payment.ts'

const NOW = '2026-11-20T03:00:00.000Z'
const store: Outside = { kind: 'delayed', method: 'store', due: 3_300, reference: '0123456789' }

describe('a new payment', () => {
  it('is pending, of nothing, and is stored as it is', () => {
    const { orderId, currency, status, ...amounts } = fresh
    expect({ orderId, currency, status }).toEqual({
      orderId: captured.orderId,
      currency: captured.currency,
      status: 'pending',
    })
    expect(new Set(Object.values(amounts))).toEqual(new Set([0]))
    expect(payment.parse(fresh)).toEqual(fresh)
  })

  it('is told as one that nobody knows of', () => {
    expect(summaryOf(fresh, 0)).toEqual(NO_PAYMENT)
  })
})

describe('a stored payment', () => {
  it('has all that was written', () => {
    const full: Payment = {
      ...captured,
      attempt: {
        operation,
        paymentMethodId: 'pm_card',
        amount: 1,
        gatewayId: 'pi_1',
        abandoned: operation,
        renewable: true,
        byPayer: true,
        replaces: { gatewayId: 'pi_0', operation },
      },
      outside: store,
      capture: operation,
      closed: operation,
      authorizedAt: NOW,
      captureBefore: NOW,
      gatewayCode: 'x',
      riskLevel: 'normal',
      dispute: { id: 'du_1', status: 'open', reason: 'fraudulent', amount: 1 },
    }
    expect(payment.parse(full)).toEqual(full)
  })

  it.each<Outside>([
    { kind: 'delayed', method: 'bank_transfer', due: 3_300, reference: '0123456789' },
    { kind: 'offline', method: 'cash_on_delivery', due: 3_300 },
    { kind: 'offline', method: 'invoice', due: 3_300 },
  ])('has the way outside of the gateway that was chosen: $method', (outside) => {
    expect(payment.parse({ ...fresh, outside }).outside).toEqual(outside)
  })

  it('from before money came from outside had none of it', () => {
    const { received, unapplied, ...before } = captured
    expect(payment.parse(before)).toEqual({ ...before, received: 0, unapplied: 0 })
  })

  it('has no amount below 0', () => {
    expect(payment.safeParse({ ...captured, refunded: -1 }).success).toBe(false)
  })
})

it.each<[string | undefined, Partial<Payment>]>([
  [undefined, {}],
  ['card', { attempt: captured.attempt }],
  ['delayed', { outside: store }],
  ['offline', { outside: { ...store, kind: 'offline' }, attempt: captured.attempt }],
  ['none', { status: 'not_required' }],
])('the kind is %s where that was chosen', (kind, chosen) => {
  expect(kindOf({ ...fresh, ...chosen })).toBe(kind)
})

it('what can be given back is what was captured, without what is or was given back', () => {
  expect(refundableOf({ ...captured, refunded: 300, refunding: 100 })).toBe(2_900)
})

it.each<[boolean, Partial<Payment>]>([
  [false, {}],
  [true, { captured: 1 }],
  [false, { captured: 1, refunded: 1 }],
  [true, { captured: 1, refunded: 1, unapplied: 1 }],
])('money of the payer is kept: %s', (kept, amounts) => {
  expect(isKept({ ...fresh, ...amounts })).toBe(kept)
})

describe('an authorization', () => {
  const held: Payment = { ...captured, status: 'authorized', captured: 0 }
  const agreed: Payment = {
    ...held,
    attempt: { operation, paymentMethodId: 'pm', amount: 1, renewable: true },
  }

  it('is held until it is captured', () => {
    expect([held, captured, fresh].map(isHeld)).toEqual([true, false, false])
  })

  it('can be replaced until the order ends or it is being captured', () => {
    const others: Payment[] = [captured, { ...held, closed: operation }, { ...held, capture: operation }]
    expect([held, ...others].map(isReplaceable)).toEqual([true, false, false, false])
  })

  it('can be renewed where its payer agreed, as long as it can be replaced', () => {
    const others: Payment[] = [held, { ...held, attempt: undefined }, { ...agreed, closed: operation }]
    expect([agreed, ...others].map(isRenewable)).toEqual([true, false, false, false])
  })
})

describe('the summary of a payment', () => {
  it('says of a card what was held, taken and given back', () => {
    expect(
      summaryOf(
        { ...captured, authorizedAt: NOW, captureBefore: NOW, gatewayCode: 'x', riskLevel: 'normal' },
        7,
      ),
    ).toEqual({
      sequence: 7,
      status: 'captured',
      authorized: 3_300,
      captured: 3_300,
      refunded: 0,
      authorizedAt: NOW,
      captureBefore: NOW,
      gatewayCode: 'x',
      riskLevel: 'normal',
    })
  })

  it('says of another way what came, also where nothing did, and by which reference', () => {
    expect(summaryOf({ ...fresh, outside: store }, 1)).toMatchObject({
      kind: 'delayed',
      reference: '0123456789',
      received: 0,
    })
    expect(summaryOf({ ...captured, received: 100 }, 1)).toMatchObject({ received: 100 })
  })
})
