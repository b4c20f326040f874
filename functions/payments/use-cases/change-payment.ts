import { SYSTEM } from '#shared/actor.ts'
import { untilNoConflict } from '#shared/aggregate.ts'
import type { Cause } from '#shared/events.ts'
import { Fault } from '#shared/outcomes.ts'
import type { StoredPayment } from '../adapters/payment-repository.ts'
import type { Fact } from '../domain/facts.ts'
import type { Payment } from '../domain/payment.ts'
import type { PaymentDeps } from './ports.ts'

/** A step of the order's workflow: its execution is named after the order and the run. */
export const causedByStep = ({ orderId, run }: { orderId: Payment['orderId']; run: number }): Cause => ({
  correlationId: orderId,
  causationId: `${orderId}-${run}`,
  actor: SYSTEM,
})

/**
 * Changes a payment, the way every change is made: reads it, decides, and writes the facts with their
 * events in one commit; where someone else was faster, begins again. `begin` is what there is before
 * the first change; without it a payment that is not there yet is a Fault, as what asks for it came too early.
 */
export async function changePayment(
  { payments }: Pick<PaymentDeps, 'payments'>,
  orderId: Payment['orderId'],
  cause: Cause,
  decide: (payment: StoredPayment) => readonly Fact[],
  begin?: StoredPayment,
): Promise<StoredPayment> {
  const changed = await untilNoConflict(async () => {
    const before = (await payments.load(orderId)) ?? begin
    if (!before) throw new Fault(`there is no payment of ${orderId} yet`)
    const facts = decide(before)
    return facts.length === 0
      ? { ok: true as const, state: before }
      : payments.commit({ before, facts, cause })
  })
  if (changed.ok) return changed.state
  throw new Fault(`a condition of a change of the payment of ${orderId} did not hold`)
}
