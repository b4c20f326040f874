import { untilNoConflict } from '#shared/aggregate.ts'
import type { Cause } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import { Fault } from '#shared/outcomes.ts'
import { type GatewayRefund, observeRefund, type Refund, refuseRefund } from '../domain/refund.ts'
import type { GatewayReply } from './gateway.ts'
import { keyMayBeForgotten, type PaymentDeps } from './ports.ts'

export interface RefundToSettle {
  readonly orderId: OrderId
  readonly refundId: string
  readonly cause: Cause
}

/**
 * Carries out a refund that was accepted, as often as it is asked: by the request itself, and from the
 * queue, should the request have died. Answers the refund as it is then; `pending` where the bank takes its time.
 */
export async function settleRefund(deps: PaymentDeps, asked: RefundToSettle): Promise<Refund> {
  const refund = await existing(deps, asked)
  if (refund.state !== 'pending') return refund
  const reply = await askGateway(deps, asked.orderId, refund)
  switch (reply.outcome) {
    case 'done':
      return observeGatewayRefund(deps, asked, reply.object)
    case 'refused':
      return change(deps, asked, (known) => refuseRefund(known, reply.gatewayCode))
    case 'stuck':
      throw new Fault(
        `the gateway failed under ${refund.operation.id}: the refund ${refund.id} stays pending`,
      )
  }
}

async function askGateway(
  { gateway, payments, clock }: PaymentDeps,
  orderId: OrderId,
  { id, operation, amount: all, ofGiftCards = 0 }: Refund,
): Promise<GatewayReply<GatewayRefund>> {
  const amount = all - ofGiftCards
  if (amount === 0) return { outcome: 'done', object: givenToGiftCards(id, operation.id, all) }
  const { attempt, currency } = (await payments.load(orderId)) ?? {}
  const gatewayId = attempt?.gatewayId
  if (!gatewayId || !currency)
    throw new Fault(`the payment of ${orderId} has a refund, but was never at the gateway`)
  const alreadyMade = async (): Promise<GatewayReply<GatewayRefund> | undefined> => {
    const object = (await gateway.refundsOf(gatewayId)).find((one) => one.operationId === operation.id)
    return object && { outcome: 'done', object }
  }
  const known = keyMayBeForgotten(operation, clock.now()) ? await alreadyMade() : undefined
  if (known) return known
  const reply = await gateway.refund({ orderId, gatewayId, operationId: operation.id, amount, currency })
  return (reply.outcome === 'stuck' && (await alreadyMade())) || reply
}

/** What goes to gift cards alone needs no gateway: with our record of it checkout writes it on them. */
const givenToGiftCards = (id: string, operationId: string, amount: number): GatewayRefund => ({
  ...{ id, operationId, amount },
  state: 'succeeded',
  gatewayCode: undefined,
})

/** Every refund that the gateway shows goes through here; one that is older than what we know changes nothing. */
export const observeGatewayRefund = (
  deps: PaymentDeps,
  about: RefundToSettle,
  object: GatewayRefund,
): Promise<Refund> => change(deps, about, (known) => observeRefund(known, object))

async function change(
  deps: PaymentDeps,
  about: RefundToSettle,
  decide: (known: Refund) => ReturnType<typeof observeRefund>,
): Promise<Refund> {
  const changed = await untilNoConflict(async () => {
    const before = await deps.payments.load(about.orderId)
    const known = await existing(deps, about)
    const decided = decide(known)
    if (!before || !decided) return { ok: true as const, refund: known }
    const committed = await deps.payments.commit({
      before,
      facts: decided.facts,
      cause: about.cause,
      writes: [deps.payments.refundWrite(about.orderId, decided.refund)],
    })
    return committed.ok ? { ok: true as const, refund: decided.refund } : committed
  })
  if (changed.ok) return changed.refund
  throw new Fault(`a condition of the refund ${about.refundId} did not hold`)
}

async function existing({ payments }: PaymentDeps, { orderId, refundId }: RefundToSettle): Promise<Refund> {
  const refund = await payments.refund(orderId, refundId)
  if (refund) return refund
  throw new Fault(`there is no refund ${refundId} of ${orderId}`)
}
