import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { actor } from '#shared/actor.ts'
import { time } from '#shared/http/schemas.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { PaymentAttention } from '../contract/types.ts'
import type { Fact } from './facts.ts'
import { kindOf, type Payment, refundableOf } from './payment.ts'

/** Money that came, or was given back, outside of a gateway: once per id, which its bank or store gave it. */
export const transaction = z.object({
  id: z.string(),
  direction: z.enum(['received', 'returned']),
  /** Minor units of the payment's currency. */
  amount: z.int().check(z.minimum(1)),
  /** Of `returned`: how much of it was captured; the rest had paid for nothing. */
  captured: z.optional(z.int()),
  /** When it moved, as we were told. */
  at: time,
  by: actor,
})
export type Transaction = z.infer<typeof transaction>

/** What the payer names at the store or on the transfer: nine digits made of `seed`, and a check digit. */
export function referenceOf(seed: string): string {
  const number = createHash('sha256').update(seed).digest().readUIntBE(0, 6) % 1_000_000_000
  const digits = String(number).padStart(9, '0')
  return `${digits}${checkDigitOf(digits)}`
}

export const isReference = (given: string): boolean =>
  /^\d{10}$/.test(given) && checkDigitOf(given.slice(0, 9)) === Number(given[9])

/** By ISO/IEC 7064, MOD 11,10: it finds every wrong digit, and nearly every two that changed places. */
export function checkDigitOf(digits: string): number {
  const product = [...digits].reduce((before, digit) => {
    const sum = (before + Number(digit)) % 10 || 10
    return (sum * 2) % 11
  }, 10)
  return (11 - product) % 10
}

/** Whether money from outside may be recorded for the payment as it was chosen. */
export function acceptsMoney(payment: Payment): Outcome<Payment, 'not_payable'> {
  const kind = kindOf(payment)
  if (kind === 'delayed' || kind === 'offline') return success(payment)
  return refuse(
    'not_payable',
    kind === undefined
      ? 'No way to pay was chosen yet: choose one of kind delayed or offline first.'
      : `The payment is of kind ${kind}: only money for the kinds delayed and offline comes outside of the gateway. Money that came for a reference is recorded under that reference.`,
  )
}

/**
 * What comes of money from outside. It is always recorded; it pays when all of what is due has come, and
 * otherwise waits, or is a person's to give back.
 */
export function receive(payment: Payment, { amount, reference, at }: Received): Fact[] {
  const came: Fact = { type: 'money_came', amount }
  const { outside } = payment
  const waits = !payment.closed && payment.captured === 0 && payment.status !== 'voided'
  if (!outside || (reference !== undefined && reference !== outside.reference))
    return [came, { type: 'received' }, attention('money_late')]
  if (!waits)
    return [came, { type: 'received' }, attention(payment.captured > 0 ? 'money_double' : 'money_late')]
  const all = payment.unapplied + amount
  if (all < outside.due)
    return [came, { type: 'received' }, ...(outside.kind === 'delayed' ? [attention('money_short')] : [])]
  return [came, ...paid(outside.due, at), ...(all > outside.due ? [attention('money_over')] : [])]
}

export interface Received {
  readonly amount: number
  /** Where it came by its reference. */
  readonly reference: string | undefined
  /** RFC 3339 UTC. */
  readonly at: string
}

const attention = (reason: PaymentAttention): Fact => ({ type: 'attention_needed', reason })

/** All of what is due has come: it is authorized and captured in one. */
const paid = (due: number, at: string): Fact[] => [
  { type: 'applied', amount: due },
  { type: 'authorized', amount: due, at, captureBefore: undefined, riskLevel: undefined },
  { type: 'captured', amount: due },
]

/** What is due changes with the order, as long as nothing is paid; what came already may be enough now. */
export function changeDue(payment: Payment, due: number, at: string): Fact[] {
  const { outside, unapplied } = payment
  if (!outside || payment.closed || payment.captured > 0 || due === 0) return []
  return [
    ...(outside.due === due ? [] : [{ type: 'due_changed', due } as const]),
    ...(unapplied < due ? [] : paid(due, at)),
    ...(unapplied > due ? [attention('money_over')] : []),
  ]
}

/** Money given back by hand: first what had paid for nothing, then what was captured. */
export function giveBackByHand(payment: Payment, amount: number): Outcome<Returned, 'not_refundable'> {
  const captured = payment.outside ? refundableOf(payment) : 0
  const most = payment.unapplied + captured
  if (amount > most)
    return refuse(
      'not_refundable',
      `${amount} were given back; at most ${most} minor units of ${payment.currency} came outside of the gateway and are still here.${
        payment.attempt ? ' What was paid by card is given back by a refund of the order.' : ''
      }`,
    )
  const unapplied = Math.min(amount, payment.unapplied)
  return success({ type: 'returned', unapplied, captured: amount - unapplied })
}

type Returned = Extract<Fact, { type: 'returned' }>
