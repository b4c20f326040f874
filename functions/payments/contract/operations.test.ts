import { describe, expect, it } from 'vitest'
import { recordReceivedByReference, recordReceivedPayment, recordReturnedPayment } from './operations.ts'

const amount = { amount: 3_300, currency: 'JPY' }

describe('recording money that came', () => {
  const parsed = (body: object) =>
    recordReceivedPayment.body.safeParse({ amount, transactionId: 'txn_1', ...body })

  it.each([
    ['only what is needed', {}],
    ['when it came, and a note', { receivedAt: '2026-11-20T03:00:00Z', note: 'at the counter' }],
  ])('takes %s', (_, body) => {
    expect(parsed(body).success).toBe(true)
  })

  it.each([
    ['nothing', { amount: { amount: 0, currency: 'JPY' } }],
    ['a negative amount', { amount: { amount: -1, currency: 'JPY' } }],
    ['a fraction of a minor unit', { amount: { amount: 1.5, currency: 'JPY' } }],
    ['an amount without its currency', { amount: 3_300 }],
    ['an empty transaction', { transactionId: ' ' }],
    ['a transaction of 101 characters', { transactionId: 'x'.repeat(101) }],
    ['a note of 501 characters', { note: 'x'.repeat(501) }],
    ['a time that is none', { receivedAt: 'yesterday' }],
    ['a field nobody knows', { status: 'captured' }],
  ])('takes no body with %s', (_, body) => {
    expect(parsed(body).success).toBe(false)
  })

  it.each(['123456789', '12345678901', '12345-6789', ''])('takes no reference like "%s"', (reference) => {
    const { body } = recordReceivedByReference
    expect(body.safeParse({ reference, amount, transactionId: 'txn_1' }).success).toBe(false)
  })
})

describe('recording money that was given back', () => {
  it('wants a reason', () => {
    const { body } = recordReturnedPayment
    expect(body.safeParse({ amount, transactionId: 'txn_1' }).success).toBe(false)
    expect(body.safeParse({ amount, transactionId: 'txn_1', reason: 'paid twice' }).success).toBe(true)
  })
})
