import { describe, expect, it } from 'vitest'
import { captured, operation } from './captured-payment.fixtures.ts'
import type { Payment } from './payment.ts'
import {
  type GatewayRefund,
  observeRefund,
  type Refund,
  refund,
  refundAmount,
  refuseRefund,
} from './refund.ts'

const pending: Refund = {
  id: 'r_1',
  amount: 300,
  state: 'pending',
  operation,
  by: { kind: 'staff', id: 's_1' },
  createdAt: '2026-11-20T03:00:00.000Z',
}
const shown = (state: Refund['state'], gatewayCode?: string): GatewayRefund => ({
  id: 're_1',
  operationId: 'op_1',
  amount: 300,
  state,
  gatewayCode,
})

it('a stored refund has all that was written, of at least one minor unit', () => {
  for (const state of ['pending', 'succeeded', 'failed'] as const) {
    const full: Refund = { ...pending, state, reason: 'late', gatewayId: 're_1', gatewayCode: 'x' }
    expect(refund.parse(full)).toEqual(full)
  }
  expect(refund.parse({ ...pending, amount: 1 }).amount).toBe(1)
  expect(refund.safeParse({ ...pending, amount: 0 }).success).toBe(false)
})

describe('what can be given back', () => {
  const some: Payment = { ...captured, refunded: 300, refunding: 100 }

  it('is what is asked for, or all that is left', () => {
    expect(refundAmount(some, 2_900)).toEqual({ ok: true, value: 2_900 })
    expect(refundAmount(some, undefined)).toEqual({ ok: true, value: 2_900 })
  })

  it.each<[string, Payment, number | undefined, string]>([
    ['more than is left', some, 2_901, 'at most 2900 minor units of JPY'],
    ['what is all given back', { ...captured, refunded: 3_300 }, 1, 'All of the 3300 minor units of JPY'],
    [
      'what was never captured',
      { ...captured, captured: 0, status: 'authorized' },
      1,
      'Nothing was captured yet',
    ],
    ['what is disputed', { ...captured, status: 'disputed' }, 1, 'disputes'],
    [
      'what came from outside',
      { ...captured, attempt: undefined, outside: { kind: 'offline', method: 'invoice', due: 3_300 } },
      1,
      'record that with POST /v1/orders/{orderId}/payments/returned',
    ],
  ])('is not %s', (_, payment, asked, why) => {
    expect(refundAmount(payment, asked)).toEqual({
      ok: false,
      code: 'not_refundable',
      detail: expect.stringContaining(why),
    })
  })
})

describe('a refund at the gateway', () => {
  it('is done', () => {
    expect(observeRefund(pending, shown('succeeded'))).toEqual({
      refund: { ...pending, state: 'succeeded', gatewayId: 're_1' },
      facts: [{ type: 'refunded', amount: 300, refundId: 'r_1' }],
    })
  })

  it.each(['pending', 'succeeded'] as const)('fails after it was %s', (was) => {
    expect(observeRefund({ ...pending, state: was }, shown('failed', 'expired_card'))).toEqual({
      refund: { ...pending, state: 'failed', gatewayId: 're_1', gatewayCode: 'expired_card' },
      facts: [{ type: 'refund_failed', amount: 300, refundId: 'r_1', was }],
    })
  })

  it.each([
    ['pending', 'pending'],
    ['succeeded', 'succeeded'],
    ['succeeded', 'pending'],
    ['failed', 'succeeded'],
    ['failed', 'failed'],
  ] as const)('that is %s learns nothing from %s', (known, state) => {
    expect(observeRefund({ ...pending, state: known }, shown(state))).toBeUndefined()
  })

  it('that was refused sets its amount free, if it waits', () => {
    expect(refuseRefund(pending, 'charge_disputed')).toEqual({
      refund: { ...pending, state: 'failed', gatewayCode: 'charge_disputed' },
      facts: [{ type: 'refund_failed', amount: 300, refundId: 'r_1', was: 'pending' }],
    })
    expect(refuseRefund({ ...pending, state: 'succeeded' }, 'charge_disputed')).toBeUndefined()
  })
})
