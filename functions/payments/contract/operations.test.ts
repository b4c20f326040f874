import { describe, expect, it } from 'vitest'
import { refundPayment } from './operations.ts'

const parsed = (body: object) => refundPayment.body.safeParse({ reason: 'torn cover', ...body })

describe('asking for a refund', () => {
  it.each([
    ['everything that is left', {}],
    ['an amount of money', { amount: { amount: 500, currency: 'JPY' } }],
    ['a number of minor units', { amount: 500 }],
  ])('may name %s', (_, body) => {
    expect(parsed(body).success).toBe(true)
  })

  it.each([
    ['no reason', { reason: undefined }],
    ['an empty reason', { reason: ' ' }],
    ['nothing to give back', { amount: 0 }],
    ['a negative amount', { amount: { amount: -1, currency: 'JPY' } }],
    ['a fraction of a minor unit', { amount: 1.5 }],
    ['an amount as text', { amount: '500' }],
    ['an amount without its currency', { amount: { amount: 500 } }],
    ['no lines at all', { lines: [] }],
    ['a field nobody knows', { refunded: true }],
  ])('may not have %s', (_, body) => {
    expect(parsed(body).success).toBe(false)
  })
})
