import { causedBy, type EventOf } from '#shared/events.ts'
import { count, note } from '#shared/observability.ts'
import { Fault } from '#shared/outcomes.ts'
import type { Inbox } from '#shared/webhooks.ts'
import type { StoredPayment } from '../adapters/payment-repository.ts'
import type { paymentWebhookReceived } from '../contract/events.ts'
import { observeDispute } from '../domain/dispute.ts'
import { type GatewayPayment, isLive, isNews, isOurs, isStray } from '../domain/observe.ts'
import type { Operation } from '../domain/payment.ts'
import { endAtGateway, observeObject } from './ask-gateway.ts'
import { letGo } from './authorize-payment.ts'
import { changePayment } from './change-payment.ts'
import type { Notice } from './gateway.ts'
import type { PaymentDeps } from './ports.ts'
import { observeGatewayRefund } from './settle-refund.ts'

type Received = EventOf<typeof paymentWebhookReceived>
export interface ApplyDeps extends PaymentDeps {
  readonly inbox: Pick<Inbox, 'read'>
  /** Reads a stored body as the gateway wrote it. */
  readonly readNotice: (body: string) => Notice
}

/**
 * Does what a stored webhook says. Primary course:
 * 1. read the body from the inbox;
 * 2. of a payment: observe it; of a refund or a dispute: look up the payment and its refunds, and observe those;
 * 3. let go again of what is held, where the order has ended, or the attempt was given up.
 * What is not ours, such as a payment of another stage, is noted and left alone. A payment of ours that is not there yet is a Fault: the queue
 * brings the webhook again.
 */
export const makeApplyWebhook = (deps: ApplyDeps) => async (received: Received) => {
  const { provider, id } = received.data
  const body = await deps.inbox.read(provider, id)
  if (body === undefined) throw new Fault(`the webhook ${id} of ${provider} was announced, but is not stored`)
  const notice = deps.readNotice(body)
  switch (notice.about) {
    case 'payment':
      return applyPayment(deps, received, notice.object)
    case 'money_back':
      return applyMoneyBack(deps, received, notice.gatewayId)
    case 'something_else':
      return note({ outcome: 'ignored', reason: 'nothing to do for this type' })
  }
}

async function applyPayment(deps: ApplyDeps, received: Received, object: GatewayPayment): Promise<void> {
  const payment = await ourPayment(deps, object)
  if (!payment) return
  if (isStray(payment, object)) {
    count('StrayPayments')
    await endAtGateway(deps, object.id, strayOperation(deps, object))
    return
  }
  const complete = isNews(payment, object) ? await withCharge(deps, object) : object
  const observed = await observeObject(deps, payment.orderId, complete, causeOf(received, payment))
  if (observed.closed && isLive(object)) await letGo(deps, observed, causeOf(received, payment))
}

/** The same for each copy of the webhook: what it undoes is ended once. */
const strayOperation = ({ clock }: ApplyDeps, { id }: GatewayPayment): Operation => ({
  id: `op_stray_${id}`,
  startedAt: clock.now().toISOString(),
})

/** A webhook names the charge by its id alone; until when it can be captured stands in the charge. */
const withCharge = async ({ gateway }: ApplyDeps, object: GatewayPayment): Promise<GatewayPayment> =>
  object.state === 'authorized' && !object.captureBefore
    ? ((await gateway.retrieve(object.id)) ?? object)
    : object

async function applyMoneyBack(deps: ApplyDeps, received: Received, gatewayId: string): Promise<void> {
  const object = await deps.gateway.retrieve(gatewayId)
  const payment = object && (await ourPayment(deps, object))
  if (!payment) return
  const { orderId } = payment
  const cause = causeOf(received, payment)
  await observeObject(deps, orderId, object, cause)
  const known = await deps.payments.refunds(orderId)
  for (const shown of await deps.gateway.refundsOf(gatewayId)) {
    const ours = known.find(({ operation }) => operation.id === shown.operationId)
    if (ours) await observeGatewayRefund(deps, { orderId, refundId: ours.id, cause }, shown)
    else count('RefundsMadeElsewhere')
  }
  for (const shown of await deps.gateway.disputesOf(gatewayId))
    await changePayment(deps, orderId, cause, (now) =>
      isOurs(now, object) ? observeDispute(now, shown) : [],
    )
}

async function ourPayment(deps: ApplyDeps, object: GatewayPayment): Promise<StoredPayment | undefined> {
  const { orderId } = object
  if (!orderId) {
    note({ outcome: 'ignored', reason: 'not a payment of an order of this stage' })
    return undefined
  }
  note({ orderId })
  const payment = await deps.payments.load(orderId)
  if (payment) return payment
  throw new Fault(`there is no payment of ${orderId} yet: the webhook came before it`)
}

const causeOf = (received: Received, { orderId }: StoredPayment) => ({
  ...causedBy(received, { kind: 'gateway' as const, id: received.data.provider }),
  correlationId: orderId,
})
