import type { AnswerOf, RequestOf } from '#shared/calls.ts'
import type { Cause } from '#shared/events.ts'
import { note } from '#shared/observability.ts'
import { Fault } from '#shared/outcomes.ts'
import type { StoredPayment } from '../adapters/payment-repository.ts'
import type { capturePayment } from '../contract/calls.ts'
import { giveBackCapture, startCapture } from '../domain/decide.ts'
import { isHeld, NO_PAYMENT, type Operation, summaryOf } from '../domain/payment.ts'
import { observeObject, retrieve } from './ask-gateway.ts'
import { causedByStep, changePayment } from './change-payment.ts'
import { newOperation, type PaymentDeps } from './ports.ts'

type Captured = AnswerOf<typeof capturePayment>

/**
 * Takes the money that is held, all of it: a gateway captures an authorization once. Primary course:
 * 1. find what was taken already;
 * 2. take the amount in our record, with the operation id;
 * 3. where an earlier try was there before us, retrieve what became of it;
 * 4. ask the gateway, and observe its reply;
 * 5. give the amount back where the gateway refused.
 * Outcomes: captured; not_capturable, where nothing is held, or no longer.
 */
export const makeCapturePayment =
  (deps: PaymentDeps) =>
  async (request: RequestOf<typeof capturePayment>): Promise<Captured> => {
    const payment = await capture(deps, request)
    const outcome = payment && payment.captured > 0 ? 'captured' : 'not_capturable'
    note({ orderId: request.orderId, run: request.run, outcome })
    return { outcome, payment: payment ? summaryOf(payment, payment.sequence) : NO_PAYMENT }
  }

async function capture(
  deps: PaymentDeps,
  request: RequestOf<typeof capturePayment>,
): Promise<StoredPayment | undefined> {
  if (!(await deps.payments.load(request.orderId))) return undefined
  const cause = causedByStep(request)
  const ours = newOperation(deps)
  const started = await changePayment(deps, request.orderId, cause, (payment) => startCapture(payment, ours))
  const known =
    started.capture && started.capture.id !== ours.id ? await lookAgain(deps, started, cause) : started
  return known.capture && isHeld(known) && !known.closed
    ? askForMoney(deps, known, known.capture, cause)
    : known
}

async function askForMoney(
  deps: PaymentDeps,
  payment: StoredPayment,
  { id: operationId }: Operation,
  cause: Cause,
): Promise<StoredPayment> {
  const gatewayId = payment.attempt?.gatewayId
  if (!gatewayId) return payment
  const reply = await deps.gateway.capture({ gatewayId, operationId, amount: payment.capturing })
  if (reply.outcome === 'done') return observeObject(deps, payment.orderId, reply.object, cause)
  await lookAgain(deps, payment, cause)
  const after = await changePayment(deps, payment.orderId, cause, (now) => giveBackCapture(now, operationId))
  if (reply.outcome === 'stuck' && isHeld(after))
    throw new Fault(`the gateway failed under ${operationId}: the next try has an operation of its own`)
  return after
}

async function lookAgain(deps: PaymentDeps, payment: StoredPayment, cause: Cause): Promise<StoredPayment> {
  const gatewayId = payment.attempt?.gatewayId
  if (!gatewayId) return payment
  return observeObject(deps, payment.orderId, await retrieve(deps, gatewayId), cause)
}
