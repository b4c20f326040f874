import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { orderId } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import { evolve } from './evolve.ts'
import { violations } from './invariants.ts'
import {
  acceptsMoney,
  changeDue,
  checkDigitOf,
  giveBackByHand,
  isReference,
  receive,
  referenceOf,
  type Transaction,
  transaction,
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
    const reference = referenceOf('one')
    for (const other of ['07945', `${reference}0`, `0${reference}`, reference.slice(1)])
      expect(isReference(other)).toBe(false)
  })

  it('keeps the zeros before a small number', () => {
    const small = Array.from({ length: 200 }, (_, seed) => referenceOf(String(seed)))
    expect(small.filter((reference) => reference.startsWith('0')).length).toBeGreaterThan(0)
    for (const reference of small) expect(reference).toMatch(/^\d{10}$/)
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

it('a stored transaction has all that was written, of at least one minor unit', () => {
  const full: Transaction = {
    id: 't_1',
    direction: 'returned',
    amount: 1,
    captured: 1,
    at: NOW,
    by: { kind: 'staff', id: 's_1' },
  }
  expect(transaction.parse(full)).toEqual(full)
  const came: Transaction = { ...full, direction: 'received' }
  expect(transaction.parse(came)).toEqual(came)
  expect(transaction.safeParse({ ...full, amount: 0 }).success).toBe(false)
})

const ATTEMPT = { operation: { id: 'op_1', startedAt: NOW }, paymentMethodId: 'pm_card', amount: 3_300 }
const INVOICE: Outside = { kind: 'offline', method: 'invoice', due: 3_300 }
const paidUp = (outside: Outside): Payment =>
  receive(begun(outside), { amount: 3_300, reference: undefined, at: NOW }).reduce(evolve, begun(outside))
const ended: Payment = { ...begun(STORE), closed: { id: 'op_1', startedAt: NOW } }
const toldOf = (facts: ReturnType<typeof receive>) =>
  facts.map((fact) => (fact.type === 'attention_needed' ? fact.reason : fact.type))
const PAID = ['applied', 'authorized', 'captured']

describe('money that comes', () => {
  it.each([
    ['all of it', begun(STORE), 3_300, STORE.reference, PAID],
    ['all of it, by its order', begun(STORE), 3_300, undefined, PAID],
    ['too little at a store', begun(STORE), 3_299, undefined, ['received', 'money_short']],
    ['too little of an invoice', begun(INVOICE), 3_299, undefined, ['received']],
    ['the rest', { ...begun(INVOICE), unapplied: 300 }, 3_000, undefined, PAID],
    ['too much', begun(STORE), 3_301, undefined, [...PAID, 'money_over']],
    ['once more', paidUp(STORE), 3_300, undefined, ['received', 'money_double']],
    ['after the end', ended, 3_300, undefined, ['received', 'money_late']],
    ['after a void', { ...begun(STORE), status: 'voided' }, 3_300, undefined, ['received', 'money_late']],
    ['for another reference', begun(STORE), 3_300, '0000000000', ['received', 'money_late']],
    [
      'where a card is tried',
      { ...begun(STORE), outside: undefined },
      1,
      undefined,
      ['received', 'money_late'],
    ],
  ] as const)('%s', (_, payment, amount, reference, told) => {
    const facts = receive(payment, { amount, reference, at: NOW })
    expect(facts[0]).toEqual({ type: 'money_came', amount })
    expect(toldOf(facts.slice(1))).toEqual(told)
  })

  it('pays exactly what is due, when it came', () => {
    expect(receive(begun(STORE), { amount: 4_000, reference: undefined, at: NOW }).slice(1, 4)).toEqual([
      { type: 'applied', amount: 3_300 },
      { type: 'authorized', amount: 3_300, at: NOW, captureBefore: undefined, riskLevel: undefined },
      { type: 'captured', amount: 3_300 },
    ])
  })

  it.each([
    ['delayed', begun(STORE), true],
    ['offline', begun(INVOICE), true],
    ['card', { ...begun(STORE), outside: undefined, attempt: ATTEMPT }, false],
    ['none', { ...begun(STORE), outside: undefined, status: 'not_required' }, false],
    ['unknown', { ...begun(STORE), outside: undefined }, false],
  ] as const)('may be recorded of kind %s: %#', (_, payment, accepted) => {
    const outcome = acceptsMoney(payment)
    expect(outcome).toMatchObject(
      accepted ? { ok: true, value: payment } : { ok: false, code: 'not_payable' },
    )
  })

  it('is not payable in other words where no way was chosen yet', () => {
    const unknown = acceptsMoney({ ...begun(STORE), outside: undefined })
    expect(unknown).toMatchObject({ detail: expect.stringContaining('No way to pay was chosen yet') })
    expect(acceptsMoney({ ...begun(STORE), outside: undefined, status: 'not_required' })).toMatchObject({
      detail: expect.stringContaining('of kind none'),
    })
  })
})

describe('what is due', () => {
  const half: Payment = { ...begun(STORE), unapplied: 2_000 }

  it.each([
    ['becomes another', half, 3_000, ['due_changed']],
    ['stays', half, 3_300, []],
    ['is there already', half, 2_000, ['due_changed', ...PAID]],
    ['is less than what is there', half, 1_999, ['due_changed', ...PAID, 'money_over']],
    ['cannot become nothing', half, 0, []],
    ['is settled once it is paid', paidUp(STORE), 3_000, []],
    ['is nothing after the end', { ...half, closed: { id: 'op_1', startedAt: NOW } }, 3_000, []],
    ['is not of a card', { ...half, outside: undefined }, 3_000, []],
  ] as const)('%s', (_, payment, due, told) => {
    expect(toldOf(changeDue(payment, due, NOW))).toEqual(told)
  })
})

describe('money given back by hand', () => {
  const over: Payment = { ...paidUp(INVOICE), unapplied: 100 }

  it.each([
    ['what had paid for nothing, first', over, 100, { unapplied: 100, captured: 0 }],
    ['then what was captured', over, 101, { unapplied: 100, captured: 1 }],
    ['up to all of it', over, 3_400, { unapplied: 100, captured: 3_300 }],
    [
      'without what was given back before',
      { ...over, refunded: 300 },
      3_100,
      { unapplied: 100, captured: 3_000 },
    ],
  ] as const)('is %s', (_, payment, amount, returned) => {
    expect(giveBackByHand(payment, amount)).toEqual({ ok: true, value: { type: 'returned', ...returned } })
  })

  it('is never more than is here', () => {
    expect(giveBackByHand(over, 3_401)).toMatchObject({
      ok: false,
      code: 'not_refundable',
      detail: expect.stringMatching(/at most 3400 minor units of JPY .* still here\.$/),
    })
  })

  it('is nothing that was paid by card', () => {
    const byCard: Payment = { ...over, outside: undefined, attempt: ATTEMPT }
    expect(giveBackByHand(byCard, 101)).toMatchObject({
      ok: false,
      detail: expect.stringContaining('by a refund of the order'),
    })
  })
})
