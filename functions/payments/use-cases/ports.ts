import type { CommitDeps } from '#shared/aggregate.ts'
import { hours } from '#shared/clock.ts'
import type { Ids } from '#shared/ids.ts'
import type { PaymentRepository } from '../adapters/payment-repository.ts'
import type { Operation } from '../domain/payment.ts'
import type { Gateway } from './gateway.ts'

/** What the use cases of payments need. */
export interface PaymentDeps extends Pick<CommitDeps, 'clock'> {
  readonly ids: Pick<Ids, 'unique'>
  readonly payments: PaymentRepository
  readonly gateway: Gateway
}

export const newOperation = ({ ids, clock }: PaymentDeps): Operation => ({
  id: `op_${ids.unique()}`,
  startedAt: clock.now().toISOString(),
})

/**
 * Gateways forget idempotency keys; Stripe after "at least 24 hours"
 * (https://docs.stripe.com/api/idempotent_requests). An hour before that a key is no longer relied on.
 */
const KEY_IS_KEPT = hours(23)

export const keyMayBeForgotten = ({ startedAt }: Operation, now: Date): boolean =>
  now.getTime() - Date.parse(startedAt) >= KEY_IS_KEPT
