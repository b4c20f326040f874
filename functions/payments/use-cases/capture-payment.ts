import type { AnswerOf, RequestOf } from '#shared/calls.ts'
import type { Cause } from '#shared/events.ts'
import { note } from '#shared/observability.ts'
import { Fault } from '#shared/outcomes.ts'
import type { StoredPayment } from '../adapters/payment-repository.ts'
import type { capturePayment } from '../contract/calls.ts'
import { giveBackCapture, startCapture, type ToCapture } from '../domain/decide.ts'
import { changeDue } from '../domain/outside.ts'
import {
  type Capture,
  coveredByGiftCards,
  heldOf,
  isHeld,
  kindOf,
  NO_PAYMENT,
  summaryOf,
} from '../domain/payment.ts'
import { observeObject, retrieve } from './ask-gateway.ts'
import { causedByStep, changePayment } from './change-payment.ts'
import { newOperation, type PaymentDeps } from './ports.ts'

type Captured = AnswerOf<typeof capturePayment>

/**
 * Takes what is due of the money that is held, and lets go of the rest, unless more follows. Primary course:
 * 1. find what was taken already: of that nothing is taken again;
 * 2. take what is due and missing in our record, with the operation id; gift cards pay first, and where they pay all
 *    of it the card is let go;
 * 3. where an earlier try was there before us, retrieve what became of it, and take what is still missing after it;
 * 4. ask the gateway, and observe its reply;
 * 5. give the amount back where the gateway refused.
 * Outcomes: captured; not_due, where nothing is to be taken by us: what is due of an offline payment is
 * noted, and it is captured when so much has come; a card that cannot be captured in parts is when nothing follows;
 * not_capturable, where nothing is held, or no longer. More than is authorized is a Fault: it was asked for by
 * mistake, and nothing is taken.
 */
export const makeCapturePayment =
  (deps: PaymentDeps) =>
  async (request: RequestOf<typeof capturePayment>): Promise<Captured> => {
    const payment = await capture(deps, request)
    const outcome = payment ? outcomeOf(payment, request) : 'not_capturable'
    note({ orderId: request.orderId, run: request.run, outcome })
    return { outcome, payment: payment ? summaryOf(payment, payment.sequence) : NO_PAYMENT }
  }

function outcomeOf(payment: StoredPayment, { due, moreFollows }: ToCapture): Captured['outcome'] {
  const kind = kindOf(payment)
  if (kind === 'offline' || kind === 'none') return 'not_due'
  if (payment.captured > 0) return 'captured'
  const waits = due === 0 || (moreFollows && (!payment.inParts || due <= coveredByGiftCards(payment)))
  return waits && isHeld(payment) ? 'not_due' : 'not_capturable'
}

async function capture(
  deps: PaymentDeps,
  request: RequestOf<typeof capturePayment>,
): Promise<StoredPayment | undefined> {
  if (!(await deps.payments.load(request.orderId))) return undefined
  const cause = causedByStep(request)
  const ours = newOperation(deps)
  const started = await changePayment(deps, request.orderId, cause, (payment) => [
    ...startCapture(checkDue(payment, request.due), ours, request),
    ...(kindOf(payment) === 'offline' ? changeDue(payment, request.due, ours.startedAt) : []),
  ])
  const isAnothers = started.capture !== undefined && started.capture.id !== ours.id
  const known = isAnothers ? await lookAgain(deps, started, cause) : started
  const after =
    known.capture && heldOf(known) > 0 && !known.closed
      ? await askForMoney(deps, known, known.capture, cause)
      : known
  return isAnothers && after.partly && !after.capture ? capture(deps, request) : after
}

function checkDue(payment: StoredPayment, due: number): StoredPayment {
  const { orderId, authorized } = payment
  if (heldOf(payment) === 0 || due <= authorized) return payment
  throw new Fault(`${due} are to be captured of ${orderId}, of which only ${authorized} are authorized`)
}

async function askForMoney(
  deps: PaymentDeps,
  payment: StoredPayment,
  { id: operationId, partly }: Capture,
  cause: Cause,
): Promise<StoredPayment> {
  const gatewayId = payment.attempt?.gatewayId
  if (!gatewayId) return payment
  const { capturing: amount, currency } = payment
  const reply =
    amount > 0
      ? await deps.gateway.capture({
          gatewayId,
          operationId,
          amount,
          currency,
          ...(partly ? { partly } : {}),
        })
      : await deps.gateway.cancel({ gatewayId, operationId })
  if (reply.outcome === 'done') return observeObject(deps, payment.orderId, reply.object, cause)
  await lookAgain(deps, payment, cause)
  const after = await changePayment(deps, payment.orderId, cause, (now) => giveBackCapture(now, operationId))
  if (reply.outcome === 'stuck' && heldOf(after) > 0)
    throw new Fault(`the gateway failed under ${operationId}: the next try has an operation of its own`)
  return after
}

async function lookAgain(deps: PaymentDeps, payment: StoredPayment, cause: Cause): Promise<StoredPayment> {
  const gatewayId = payment.attempt?.gatewayId
  if (!gatewayId) return payment
  return observeObject(deps, payment.orderId, await retrieve(deps, gatewayId), cause)
}
