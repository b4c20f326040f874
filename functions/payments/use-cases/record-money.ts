import type { Actor } from '#shared/actor.ts'
import { untilNoConflict } from '#shared/aggregate.ts'
import { days } from '#shared/clock.ts'
import type { Cause } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import type { Money } from '#shared/money.ts'
import { note } from '#shared/observability.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { NotedTransaction, StoredPayment } from '../adapters/payment-repository.ts'
import type { PaymentResource } from '../contract/operations.ts'
import type { Fact } from '../domain/facts.ts'
import { acceptsMoney, giveBackByHand, isReference, receive } from '../domain/outside.ts'
import type { PaymentDeps } from './ports.ts'
import { makeReadPayment } from './read-payment.ts'

export type RecordDeps = Pick<PaymentDeps, 'payments' | 'clock'>

/** Money that moved outside of the gateway, as staff, a bank or a store tell it. */
interface Told {
  readonly amount: Money
  readonly transactionId: string
  readonly idempotencyKey: string
  readonly requestHash: string
  readonly cause: Cause
}

export interface ToldReceived extends Told {
  readonly orderId: OrderId
  /** RFC 3339 UTC; now where it is undefined. */
  readonly receivedAt?: string | undefined
  readonly note?: string | undefined
}

/**
 * Records money that came for an order. Primary course:
 * 1. what was recorded under the transaction's id already is the answer;
 * 2. the payment is of kind delayed or offline;
 * 3. the money is recorded; where all of what is due has come, it is authorized and captured in the same
 *    commit, and what is short, too much or too late is told to a person.
 * Refusals: not_found; not_payable, where it is paid by card or not at all; impossible, in another currency;
 * conflict, where the transaction was recorded with another amount; idempotency_key_reused.
 */
export const makeRecordReceived = (deps: RecordDeps) => (told: ToldReceived) =>
  record(deps, { ...told, direction: 'received' }, (payment, at) => {
    const accepted = acceptsMoney(payment)
    return accepted.ok
      ? success({ facts: receive(payment, { amount: told.amount.amount, reference: undefined, at }) })
      : accepted
  })

export interface ToldByReference extends Told {
  /** As it was named at the store or on the transfer. */
  readonly reference: string
  readonly receivedAt?: string | undefined
}

/**
 * Records money that a bank or a store took for a reference: the same, with the order found by it. What comes for a
 * reference that was closed meanwhile is recorded too, and told to a person. Refusal beside: not_found.
 */
export const makeRecordByReference = (deps: RecordDeps) => async (told: ToldByReference) => {
  const { reference, amount } = told
  const orderId = isReference(reference) ? await deps.payments.orderOf(reference) : undefined
  if (!orderId)
    return refuse(
      'not_found',
      `No payment has the reference ${reference}. Its last digit is a check digit: look whether it was mistyped.`,
    )
  return record(deps, { ...told, orderId, direction: 'received' }, (payment, at) =>
    success({ facts: receive(payment, { amount: amount.amount, reference, at }) }),
  )
}

export interface ToldReturned extends Told {
  readonly orderId: OrderId
  readonly reason: string
}

/**
 * Records money that was given back by hand. It is taken first from what had paid for nothing, then from what
 * was captured. Refusals: those above, and not_refundable, where more was given back than came.
 */
export const makeRecordReturned = (deps: RecordDeps) => (told: ToldReturned) =>
  record(deps, { ...told, note: told.reason, direction: 'returned' }, (payment) => {
    const given = giveBackByHand(payment, told.amount.amount)
    return given.ok ? success({ facts: [given.value], captured: given.value.captured }) : given
  })

interface ToRecord extends Told {
  readonly orderId: OrderId
  readonly direction: NotedTransaction['direction']
  readonly receivedAt?: string | undefined
  readonly note?: string | undefined
}

type Decide = (
  payment: StoredPayment,
  at: string,
) => Outcome<{ readonly facts: readonly Fact[]; readonly captured?: number }>

type Recorded = Outcome<OrderId>

async function record(deps: RecordDeps, told: ToRecord, decide: Decide): Promise<Outcome<PaymentResource>> {
  const recorded = await untilNoConflict(() => tryToRecord(deps, told, decide))
  note({ orderId: told.orderId, outcome: recorded.ok ? `money ${told.direction}` : recorded.code })
  return recorded.ok ? makeReadPayment(deps)(recorded.value) : recorded
}

async function tryToRecord(
  deps: RecordDeps,
  told: ToRecord,
  decide: Decide,
): Promise<Recorded | { readonly ok: false; readonly code: 'version_conflict' }> {
  const { payments } = deps
  const { orderId, transactionId, idempotencyKey, requestHash, amount, cause } = told
  const used = await payments.usedKey(idempotencyKey)
  if (used && used.requestHash !== requestHash)
    return refuse('idempotency_key_reused', 'This Idempotency-Key recorded other money. Send a new one.')
  const before = await payments.load(orderId)
  if (!before) return refuse('not_found', 'There is no payment of such an order that you may see.')
  if (amount.currency !== before.currency) return otherCurrency(before, amount)
  const known = await payments.transaction(orderId, transactionId)
  if (known) return isSame(known, told) ? success(orderId) : otherMoney(known)
  const at = told.receivedAt ?? deps.clock.now().toISOString()
  const decided = decide(before, at)
  if (!decided.ok) return decided
  const committed = await payments.commit({
    before,
    facts: decided.value.facts,
    cause,
    writes: [
      await payments.transactionWrite(orderId, transactionOf(told, at, cause.actor, decided.value.captured)),
      ...(used ? [] : [payments.keyWrite(idempotencyKey, { requestHash }, keyEnd(deps))]),
    ],
  })
  // What is there now was written by a twin of this request: looking again finds it.
  return committed.ok ? success(orderId) : { ok: false, code: 'version_conflict' }
}

/** How long a key answers the same again. */
const KEY_IS_KEPT = days(30)
const keyEnd = ({ clock }: RecordDeps): number => Math.floor((clock.now().getTime() + KEY_IS_KEPT) / 1_000)

const transactionOf = (
  { transactionId, direction, amount, note: said }: ToRecord,
  at: string,
  by: Actor,
  captured: number | undefined,
): NotedTransaction => ({
  id: transactionId,
  direction,
  amount: amount.amount,
  at,
  by,
  ...(captured === undefined ? {} : { captured }),
  ...(said === undefined ? {} : { note: said }),
})

const isSame = (known: NotedTransaction, { amount, direction }: ToRecord): boolean =>
  known.amount === amount.amount && known.direction === direction

const otherMoney = ({ id, amount, direction }: NotedTransaction) =>
  refuse(
    'conflict',
    `The transaction ${id} was recorded already: ${amount} ${direction}. Send the id that this money has.`,
  )

const otherCurrency = ({ currency }: StoredPayment, amount: Money) =>
  refuse('impossible', `The order is paid in ${currency}; the money is in ${amount.currency}.`, [
    { pointer: '/amount/currency', code: 'currency_mismatch', detail: `Use ${currency}.` },
  ])
