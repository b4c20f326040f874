import { minutes } from '#shared/clock.ts'
import type { Cause } from '#shared/events.ts'
import { Fault } from '#shared/outcomes.ts'
import type { StoredPayment } from '../adapters/payment-repository.ts'
import { abandonAttempt, refuseAttempt } from '../domain/decide.ts'
import { type GatewayPayment, observe } from '../domain/observe.ts'
import type { Attempt, Operation } from '../domain/payment.ts'
import { changePayment } from './change-payment.ts'
import type { GatewayReply } from './gateway.ts'
import { keyMayBeForgotten, newOperation, type PaymentDeps } from './ports.ts'

/** Every object of the gateway goes through here, whether it is a reply, a webhook or an answer to a question. */
export const observeObject = (
  deps: PaymentDeps,
  orderId: StoredPayment['orderId'],
  object: GatewayPayment,
  cause: Cause,
): Promise<StoredPayment> =>
  changePayment(deps, orderId, cause, (payment) => observe(payment, object, deps.clock.now().toISOString()))

/**
 * Finds out what became of the attempt, once and for all.
 * 1. Where the gateway's id is known, the payment is retrieved.
 * 2. From 23 hours on it is searched for by its order, as the gateway may have forgotten the operation.
 * 3. Else the operation is asked for again: under its id the gateway does it once, and answers the same.
 */
export async function settleAttempt(
  deps: PaymentDeps,
  payment: StoredPayment,
  cause: Cause,
): Promise<StoredPayment> {
  const { attempt, orderId } = payment
  if (!attempt) return payment
  const reply = await whatBecameOf(deps, payment, attempt)
  switch (reply.outcome) {
    case 'done':
      return observeObject(deps, orderId, reply.object, cause)
    case 'refused':
      return changePayment(deps, orderId, cause, (now) =>
        refuseAttempt(now, attempt.operation.id, reply.gatewayCode),
      )
    case 'stuck':
      return leaveStuckAttempt(deps, payment, attempt, cause)
  }
}

/** After this time a search finds what was made; Stripe says a minute, and more in an outage (https://docs.stripe.com/search). */
const SEARCH_IS_BEHIND = minutes(10)

/**
 * What failed half-way may hold money: it is searched for. Only when it could be found no more is the
 * attempt given up, and the next try makes another; should money of it turn up later, it is let go.
 */
async function leaveStuckAttempt(
  deps: PaymentDeps,
  { orderId }: StoredPayment,
  { operation }: Attempt,
  cause: Cause,
): Promise<StoredPayment> {
  const found = await deps.gateway.find(orderId, operation.id)
  if (found) return observeObject(deps, orderId, found, cause)
  if (deps.clock.now().getTime() - Date.parse(operation.startedAt) >= SEARCH_IS_BEHIND)
    await changePayment(deps, orderId, cause, (now) =>
      now.attempt?.operation.id === operation.id ? abandonAttempt(now, newOperation(deps)) : [],
    )
  throw new Fault(`the gateway failed under ${operation.id}, and remembers only that: try again later`)
}

async function whatBecameOf(
  deps: PaymentDeps,
  { orderId, currency }: StoredPayment,
  { operation, amount, paymentMethodId, gatewayCustomer, gatewayId, renewable, replaces, byPayer }: Attempt,
): Promise<GatewayReply<GatewayPayment>> {
  const { gateway, clock } = deps
  if (gatewayId) return { outcome: 'done', object: await retrieve({ gateway }, gatewayId) }
  if (replaces) await endReplaced(deps, replaces)
  const found = keyMayBeForgotten(operation, clock.now()) && (await gateway.find(orderId, operation.id))
  return found
    ? { outcome: 'done', object: found }
    : gateway.authorize({
        orderId,
        operationId: operation.id,
        amount,
        currency,
        paymentMethodId,
        customer: gatewayCustomer,
        reusable: renewable,
        replaces: byPayer ? undefined : replaces?.gatewayId,
      })
}

/** The authorization that is renewed is gone before the new one is asked for: at most one is ever live. */
async function endReplaced(
  deps: PaymentDeps,
  { gatewayId, operation }: NonNullable<Attempt['replaces']>,
): Promise<void> {
  const { state } = await endAtGateway(deps, gatewayId, operation)
  if (state === 'captured')
    throw new Fault(`${gatewayId} was captured by somebody else: it cannot be renewed`)
}

/** The payment as the gateway has it now. */
export async function retrieve(
  { gateway }: Pick<PaymentDeps, 'gateway'>,
  gatewayId: string,
): Promise<GatewayPayment> {
  const object = await gateway.retrieve(gatewayId)
  if (object) return object
  throw new Fault(`the gateway does not know ${gatewayId}, which it had named to us`)
}

/**
 * Ends a payment at the gateway, and answers what it became: voided, or captured where its money was taken
 * meanwhile. What the gateway refuses to end, or may have ended without our hearing of it, is retrieved.
 */
export async function endAtGateway(
  deps: PaymentDeps,
  gatewayId: string,
  operation: Operation,
): Promise<GatewayPayment> {
  const known = keyMayBeForgotten(operation, deps.clock.now()) && (await retrieve(deps, gatewayId))
  if (known && hasEnded(known)) return known
  const reply = await deps.gateway.cancel({ gatewayId, operationId: operation.id })
  const object = reply.outcome === 'done' ? reply.object : await retrieve(deps, gatewayId)
  if (hasEnded(object)) return object
  throw new Fault(`the gateway did not end ${gatewayId}: it is ${object.state}`)
}

const hasEnded = ({ state }: GatewayPayment): boolean => state === 'voided' || state === 'captured'
