import { customerErased } from '#contexts/customers/contract/events.ts'
import { SYSTEM } from '#shared/actor.ts'
import { on, type Subscription } from '#shared/consumer.ts'
import { causedBy } from '#shared/events.ts'
import { paymentRefundRequested, paymentWebhookReceived } from '../contract/events.ts'
import { type ApplyDeps, makeApplyWebhook } from '../use-cases/apply-webhook.ts'
import { makeForgetCustomer, type WalletDeps } from '../use-cases/saved-methods.ts'
import { settleRefund } from '../use-cases/settle-refund.ts'

/** What payments does with what it has stored to be worked on, and when a customer is erased. */
export const listeners = (deps: () => Promise<ApplyDeps & WalletDeps>): readonly Subscription[] => [
  on(paymentWebhookReceived, async (event) => makeApplyWebhook(await deps())(event)),
  on(paymentRefundRequested, async (event) =>
    settleRefund(await deps(), { ...event.data, cause: causedBy(event, SYSTEM) }),
  ),
  on(customerErased, async ({ data }) => makeForgetCustomer(await deps())(data.customerId)),
]
