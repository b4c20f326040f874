import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { orderId } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import { evolve } from './evolve.ts'
import { violations } from './invariants.ts'
import {
  checkDigitOf,
  giveBackByHand,
  isReference,
  receive,
  referenceOf,
  type Transaction,
} from './outside.ts'
import { newPayment, type Outside, type Payment } from './payment.ts'

const NOW = '2026-11-20T03:00:00.000Z'
const STORE: Outside = { kind: 'delayed', method: 'store', due: 3_300, reference: referenceOf('one') }

const begun = (outside: Outside): Payment =>
  evolve(
    newPayment({
      orderId: orderId.parse(`ord_${'1'.padStart(26, '0')}`),
      currency: currency.parse('JPY'),
    }),
    { type: 'outside_chosen', outside },
  )

describe('a reference', () => {
  it('has ten digits, and finds every wrong digit', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat({ max: 9 }), fc.integer({ min: 1, max: 9 }), (seed, place, by) => {
        const reference = referenceOf(seed)
        expect(isReference(reference)).toBe(true)
        const digits = [...reference]
        digits[place] = String((Number(digits[place]) + by) % 10)
        expect(isReference(digits.join(''))).toBe(false)
      }),
    )
  })

  it('finds nearly every two neighbors that changed places', () => {
    const found = Array.from({ length: 500 }, (_, seed) => {
      const [first = '', second = '', ...rest] = referenceOf(String(seed))
      return first === second || !isReference([second, first, ...rest].join(''))
    })
    expect(found.filter(Boolean).length).toBeGreaterThan(480)
  })

  it('follows the standard, whose own example is 0794 with the check digit 5', () => {
    expect(checkDigitOf('0794')).toBe(5)
  })

  it('is another for another seed, and nothing shorter', () => {
    expect(referenceOf('one')).not.toBe(referenceOf('two'))
    expect(isReference('07945')).toBe(false)
  })
})

/** Money comes and is given back in any order. */
const moves = fc.array(
  fc.record({
    direction: fc.constantFrom('received' as const, 'received' as const, 'returned' as const),
    amount: fc.integer({ min: 1, max: 4_000 }),
  }),
  { maxLength: 8 },
)

function moved(payment: Payment, { direction, amount }: Pick<Transaction, 'direction' | 'amount'>) {
  if (direction === 'received')
    return { facts: receive(payment, { amount, reference: undefined, at: NOW }), captured: undefined }
  const given = giveBackByHand(payment, amount)
  return given.ok ? { facts: [given.value], captured: given.value.captured } : undefined
}

describe('money from outside', () => {
  it.each([STORE, { kind: 'offline', method: 'invoice', due: 3_300 } as const])(
    'adds up, whatever comes and is given back (%o)',
    (outside) => {
      fc.assert(
        fc.property(moves, (all) => {
          let payment = begun(outside)
          const transactions: Transaction[] = []
          for (const [index, one] of all.entries()) {
            const done = moved(payment, one)
            if (!done) continue
            const { captured } = done
            payment = done.facts.reduce(evolve, payment)
            transactions.push({
              ...one,
              id: String(index),
              at: NOW,
              by: { kind: 'staff' },
              ...(captured === undefined ? {} : { captured }),
            })
            expect(violations({ payment, refunds: [], transactions })).toEqual([])
          }
          const sum = (direction: Transaction['direction']) =>
            transactions.reduce((total, one) => total + (one.direction === direction ? one.amount : 0), 0)
          expect(payment.received).toBe(sum('received'))
          expect(payment.captured === 0 || payment.captured === 3_300).toBe(true)
          expect(payment.unapplied + payment.captured - payment.refunded).toBe(
            sum('received') - sum('returned'),
          )
        }),
      )
    },
  )
})
