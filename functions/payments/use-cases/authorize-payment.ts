import type { AnswerOf, RequestOf } from '#shared/calls.ts'
import type { Cause } from '#shared/events.ts'
import { note } from '#shared/observability.ts'
import { Fault } from '#shared/outcomes.ts'
import { type StoredPayment, unwritten } from '../adapters/payment-repository.ts'
import type { authorizePayment, voidPayment } from '../contract/calls.ts'
import { abandonAttempt, close, startAttempt, wantsAnotherMethod } from '../domain/decide.ts'
import { summaryOf } from '../domain/payment.ts'
import { endAtGateway, observeObject, settleAttempt } from './ask-gateway.ts'
import { causedByStep, changePayment } from './change-payment.ts'
import { newOperation, type PaymentDeps } from './ports.ts'

type Authorized = AnswerOf<typeof authorizePayment>

/**
 * Holds the money of an order. Primary course:
 * 1. find what is already there: money that is held, a decline or a tombstone is the answer;
 * 2. let go of an earlier attempt, where the payer chose another method since;
 * 3. store the attempt with its operation id;
 * 4. ask the gateway, or find what became of the attempt that an earlier try made;
 * 5. let go again of what is held, where the order was ended meanwhile.
 * Outcomes: authorized, requires_action, declined (also for the same method again: it is not charged
 * twice), already_voided.
 */
export const makeAuthorizePayment =
  (deps: PaymentDeps) =>
  async (request: RequestOf<typeof authorizePayment>): Promise<Authorized> => {
    const cause = causedByStep(request)
    await leaveOtherMethod(deps, request, cause)
    const started = await changePayment(
      deps,
      request.orderId,
      cause,
      (payment) => startAttempt(payment, attemptOf(deps, request)),
      unwritten(request),
    )
    const settled = isOpen(started) ? await settleAttempt(deps, started, cause) : started
    const payment = settled.closed ? await letGo(deps, settled, cause) : settled
    const outcome = outcomeOf(payment)
    note({ orderId: request.orderId, run: request.run, outcome })
    return { outcome, payment: summaryOf(payment, payment.sequence) }
  }

const attemptOf = (deps: PaymentDeps, { payment, amount }: RequestOf<typeof authorizePayment>) => ({
  operation: newOperation(deps),
  paymentMethodId: methodOf(payment),
  amount,
})

function methodOf(payment: RequestOf<typeof authorizePayment>['payment']): string {
  if (payment.kind === 'card') return payment.paymentMethodId
  throw new Fault(`payments of kind ${payment.kind} are not held at a gateway`)
}

/** Nothing final is known, and nobody ended the order. */
const isOpen = ({ closed, status }: StoredPayment): boolean =>
  !closed && (status === 'pending' || status === 'requires_action')

async function leaveOtherMethod(
  deps: PaymentDeps,
  { orderId, payment }: RequestOf<typeof authorizePayment>,
  cause: Cause,
): Promise<void> {
  const paymentMethodId = methodOf(payment)
  const found = await deps.payments.load(orderId)
  if (!found || !wantsAnotherMethod(found, paymentMethodId)) return
  const known = isOpen(found) && !found.attempt?.abandoned ? await settleAttempt(deps, found, cause) : found
  if (!wantsAnotherMethod(known, paymentMethodId)) return
  const { attempt } = await changePayment(deps, orderId, cause, (current) =>
    current.closed ? [] : abandonAttempt(current, newOperation(deps)),
  )
  if (attempt?.abandoned && attempt.gatewayId) await endAtGateway(deps, attempt.gatewayId, attempt.abandoned)
}

function outcomeOf({ status, closed, orderId }: StoredPayment): Authorized['outcome'] {
  if (closed || status === 'voided') return 'already_voided'
  if (status === 'requires_action') return 'requires_action'
  if (status === 'failed') return 'declined'
  if (status === 'pending') throw new Fault(`the gateway is still working on the payment of ${orderId}`)
  return 'authorized'
}

/**
 * Gives back what is held, and leaves a tombstone: what undoes an authorization. Primary course:
 * 1. store the tombstone with its operation id, so that no authorization can begin any more;
 * 2. find what became of the attempt, where that is not known;
 * 3. end it at the gateway, and observe what it became.
 * Outcomes: voided (also where nothing was held); captured, as taken money can only be refunded.
 */
export const makeVoidPayment =
  (deps: PaymentDeps) =>
  async (request: RequestOf<typeof voidPayment>): Promise<AnswerOf<typeof voidPayment>> => {
    const cause = causedByStep(request)
    const closed = await changePayment(
      deps,
      request.orderId,
      cause,
      (payment) => close(payment, newOperation(deps)),
      unwritten(request),
    )
    const payment = closed.closed ? await letGo(deps, closed, cause) : closed
    const outcome = payment.captured > 0 ? 'captured' : 'voided'
    note({ orderId: request.orderId, run: request.run, outcome })
    return { outcome, payment: summaryOf(payment, payment.sequence) }
  }

/** Ends what is live at the gateway of a payment that was closed; a decline without a payment there left nothing. */
export async function letGo(deps: PaymentDeps, found: StoredPayment, cause: Cause): Promise<StoredPayment> {
  const known = isUnknown(found) ? await settleAttempt(deps, found, cause) : found
  const gatewayId = known.attempt?.gatewayId
  if (isOver(known) || !known.closed || !gatewayId) return known
  const object = await endAtGateway(deps, gatewayId, known.closed)
  return observeObject(deps, known.orderId, object, cause)
}

const isUnknown = ({ status }: StoredPayment): boolean => status === 'pending'
const isOver = ({ status, captured }: StoredPayment): boolean => status === 'voided' || captured > 0
