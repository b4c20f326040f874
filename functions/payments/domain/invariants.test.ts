import { describe, expect, it } from 'vitest'
import { captured, operation } from './captured-payment.fixtures.ts'
import { violations } from './invariants.ts'
import type { Payment } from './payment.ts'

describe('the rules of a payment', () => {
  it('hold for one that was captured', () => {
    expect(violations({ payment: captured, refunds: [], transactions: [] })).toEqual([])
  })

  it.each<[string, Partial<Payment>]>([
    ['more captured than authorized', { captured: 3_301 }],
    ['more being captured than is left', { capturing: 1, capture: operation }],
    ['more refunded than captured', { refunded: 3_301 }],
    ['more being refunded than is left', { refunding: 3_301 }],
    ['refunded without a refund', { refunded: 1 }],
    ['a negative amount', { refunding: -1 }],
    ['held without an attempt', { attempt: undefined }],
    ['received without a transaction', { received: 1 }],
    ['waiting money that never came', { unapplied: 1 }],
    ['a card and an invoice', { outside: { kind: 'offline', method: 'invoice', due: 3_300 } }],
    [
      'a reference that is missing',
      { attempt: undefined, outside: { kind: 'delayed', method: 'store', due: 1 } },
    ],
    ['disputed without a dispute', { status: 'disputed' }],
    ['captured, and voided', { status: 'voided' }],
    ['captured, and still authorized', { status: 'authorized' }],
  ])('are broken by %s', (_, change) => {
    const payment = { ...captured, ...change }
    expect(violations({ payment, refunds: [], transactions: [] })).not.toEqual([])
  })
})
