import { untilNoConflict } from '#shared/aggregate.ts'
import { days } from '#shared/clock.ts'
import type { Cause } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import type { Money } from '#shared/money.ts'
import { note } from '#shared/observability.ts'
import { Fault, type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { StoredPayment } from '../adapters/payment-repository.ts'
import { type Refund, refundAmount } from '../domain/refund.ts'
import { newOperation, type PaymentDeps } from './ports.ts'
import { settleRefund } from './settle-refund.ts'

export interface AskedRefund {
  readonly orderId: OrderId
  /** Money, or minor units of the order's currency; all that is left where it is undefined. */
  readonly amount: number | Money | undefined
  /** Lines of the order to give back; only an amount can be refunded here. */
  readonly lines: readonly unknown[] | undefined
  readonly reason: string
  readonly idempotencyKey: string
  readonly requestHash: string
  readonly ifMatch: number | undefined
  readonly cause: Cause
}

/** How long a key answers the same again. */
const KEY_IS_KEPT = days(30)

/**
 * Gives captured money back. Primary course:
 * 1. a key that was used answers with its refund;
 * 2. the amount is taken in our record with the refund, its operation id and the key, in one commit;
 * 3. the gateway is asked; what it does not answer is asked again from the queue;
 * 4. where it refuses, the amount is given back.
 * Refusals: not_found; not_refundable, where more is asked than is left, or the gateway says no; impossible,
 * where lines or another currency are named; idempotency_key_reused; precondition_failed.
 */
export const makeRefundPayment =
  (deps: PaymentDeps) =>
  async (asked: AskedRefund): Promise<Outcome<{ refund: Refund; payment: StoredPayment }>> => {
    const accepted = await untilNoConflict(() => accept(deps, asked))
    if (!accepted.ok) return accepted
    const { orderId, cause } = asked
    const refund = await settleRefund(deps, { orderId, refundId: accepted.value, cause })
    note({ orderId, outcome: `refund ${refund.state}` })
    if (refund.state === 'failed')
      return refuse(
        'not_refundable',
        `The payment gateway refused the refund: ${refund.gatewayCode ?? 'unknown'}.`,
      )
    return success({ refund, payment: await existing(deps, orderId) })
  }

type Accepted = Outcome<string> | { readonly ok: false; readonly code: 'version_conflict' }

async function accept(deps: PaymentDeps, asked: AskedRefund): Promise<Accepted> {
  const { payments } = deps
  const used = await payments.refundKey(asked.idempotencyKey)
  if (used)
    return used.requestHash === asked.requestHash
      ? success(used.refundId)
      : refuse('idempotency_key_reused', 'This Idempotency-Key made another refund. Send a new one.')
  const before = await payments.load(asked.orderId)
  if (!before) return refuse('not_found', 'There is no payment of such an order that you may see.')
  if (asked.ifMatch !== undefined && asked.ifMatch !== before.version)
    return refuse('precondition_failed', `The payment has version ${before.version}. Read it again.`)
  const wanted = amountOf(before, asked)
  if (!wanted.ok) return wanted
  const amount = refundAmount(before, wanted.value)
  return amount.ok ? takeAmount(deps, before, amount.value, asked) : amount
}

/** The amount that is asked for in minor units of the payment's currency. */
function amountOf({ currency }: StoredPayment, { amount, lines }: AskedRefund): Outcome<number | undefined> {
  if (lines)
    return refuse(
      'impossible',
      'A refund is asked for by its amount: payments knows no lines. Send "amount".',
      [{ pointer: '/lines', code: 'not_supported', detail: 'Send "amount" in place of it.' }],
    )
  if (typeof amount !== 'object') return success(amount)
  if (amount.currency === currency) return success(amount.amount)
  return refuse('impossible', `The order was paid in ${currency}; the refund names ${amount.currency}.`, [
    { pointer: '/amount/currency', code: 'currency_mismatch', detail: `Use ${currency}.` },
  ])
}

async function takeAmount(
  deps: PaymentDeps,
  before: StoredPayment,
  amount: number,
  { orderId, reason, idempotencyKey, requestHash, cause }: AskedRefund,
): Promise<Accepted> {
  const operation = newOperation(deps)
  const refund: Refund = {
    id: `ref_${deps.ids.unique()}`,
    amount,
    state: 'pending',
    reason,
    operation,
    by: cause.actor,
    createdAt: operation.startedAt,
  }
  const ttl = Math.floor((deps.clock.now().getTime() + KEY_IS_KEPT) / 1_000)
  const key = { requestHash, refundId: refund.id, orderId }
  const committed = await deps.payments.commit({
    before,
    facts: [{ type: 'refund_started', amount, refundId: refund.id }],
    cause,
    writes: [
      deps.payments.refundWrite(orderId, refund),
      deps.payments.refundKeyWrite(idempotencyKey, key, ttl),
    ],
  })
  // A key that is there now was used by a twin of this request: looking again finds it.
  return committed.ok ? success(refund.id) : { ok: false, code: 'version_conflict' }
}

async function existing({ payments }: PaymentDeps, orderId: OrderId): Promise<StoredPayment> {
  const payment = await payments.load(orderId)
  if (payment) return payment
  throw new Fault(`the payment of ${orderId} is gone`)
}
