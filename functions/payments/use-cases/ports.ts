import type { CommitDeps } from '#shared/aggregate.ts'
import { hours } from '#shared/clock.ts'
import type { Ids } from '#shared/ids.ts'
import type { PaymentRepository } from '../adapters/payment-repository.ts'
import type { WalletRepository } from '../adapters/wallet-repository.ts'
import type { PaymentWish } from '../contract/types.ts'
import type { Attempt, Operation } from '../domain/payment.ts'
import type { Gateway } from './gateway.ts'

/** What the use cases of payments need. */
export interface PaymentDeps extends Pick<CommitDeps, 'clock'> {
  readonly ids: Pick<Ids, 'unique'>
  readonly payments: PaymentRepository
  readonly gateway: Gateway
  readonly wallets: WalletRepository
}

/** Whose saved card an attempt is made with; without the gateway's name for them they have saved none. */
export type SavedBy = Pick<Attempt, 'savedBy' | 'gatewayCustomer'>

/** Looks up whose saved card is chosen; nobody's, where it is none. */
export async function ownerOf(
  { wallets }: Pick<PaymentDeps, 'wallets'>,
  choice: PaymentWish | undefined,
): Promise<SavedBy> {
  if (choice?.kind !== 'card' || !choice.savedBy) return {}
  const wallet = await wallets.load(choice.savedBy)
  return { savedBy: choice.savedBy, ...(wallet ? { gatewayCustomer: wallet.gatewayCustomer } : {}) }
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
