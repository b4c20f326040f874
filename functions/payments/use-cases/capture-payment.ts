import type { AnswerOf, RequestOf } from '#shared/calls.ts'
import type { Cause } from '#shared/events.ts'
import { note } from '#shared/observability.ts'
import { Fault } from '#shared/outcomes.ts'
import type { StoredPayment } from '../adapters/payment-repository.ts'
import type { capturePayment } from '../contract/calls.ts'
import { giveBackCapture, startCapture } from '../domain/decide.ts'
import { changeDue } from '../domain/outside.ts'
import { isHeld, kindOf, NO_PAYMENT, type Operation, summaryOf } from '../domain/payment.ts'
import { observeObject, retrieve } from './ask-gateway.ts'
import { causedByStep, changePayment } from './change-payment.ts'
import { newOperation, type PaymentDeps } from './ports.ts'

type Captured = AnswerOf<typeof capturePayment>

/**
 * Takes what is due of the money that is held, once, and lets go of the rest. Primary course:
 * 1. find what was taken already, whatever was due then;
 * 2. take what is due in our record, with the operation id;
 * 3. where an earlier try was there before us, retrieve what became of it;
 * 4. ask the gateway, and observe its reply;
 * 5. give the amount back where the gateway refused.
 * Outcomes: captured; not_due, where nothing is to be taken by us: what is due of an offline payment is
 * noted, and it is captured when so much has come; not_capturable, where nothing is held, or no longer. More
 * than is authorized is a Fault: it was asked for by mistake, and nothing is taken.
 */
export const makeCapturePayment =
  (deps: PaymentDeps) =>
  async (request: RequestOf<typeof capturePayment>): Promise<Captured> => {
    const payment = await capture(deps, request)
    const outcome = payment ? outcomeOf(payment, request.due) : 'not_capturable'
    note({ orderId: request.orderId, run: request.run, outcome })
    return { outcome, payment: payment ? summaryOf(payment, payment.sequence) : NO_PAYMENT }
  }

function outcomeOf(payment: StoredPayment, due: number): Captured['outcome'] {
  const kind = kindOf(payment)
  if (kind === 'offline' || kind === 'none') return 'not_due'
  if (payment.captured > 0) return 'captured'
  return due === 0 && isHeld(payment) ? 'not_due' : 'not_capturable'
}

async function capture(
  deps: PaymentDeps,
  request: RequestOf<typeof capturePayment>,
): Promise<StoredPayment | undefined> {
  if (!(await deps.payments.load(request.orderId))) return undefined
  const cause = causedByStep(request)
  const ours = newOperation(deps)
  const started = await changePayment(deps, request.orderId, cause, (payment) => [
    ...startCapture(checkDue(payment, request.due), ours, request.due),
    ...(kindOf(payment) === 'offline' ? changeDue(payment, request.due, ours.startedAt) : []),
  ])
  const known =
    started.capture && started.capture.id !== ours.id ? await lookAgain(deps, started, cause) : started
  return known.capture && isHeld(known) && !known.closed
    ? askForMoney(deps, known, known.capture, cause)
    : known
}

function checkDue(payment: StoredPayment, due: number): StoredPayment {
  const { orderId, authorized } = payment
  if (!isHeld(payment) || due <= authorized) return payment
  throw new Fault(`${due} are to be captured of ${orderId}, of which only ${authorized} are authorized`)
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
