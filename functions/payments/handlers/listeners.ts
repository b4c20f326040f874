import { SYSTEM } from '#shared/actor.ts'
import { on, type Subscription } from '#shared/consumer.ts'
import { causedBy } from '#shared/events.ts'
import { paymentRefundRequested, paymentWebhookReceived } from '../contract/events.ts'
import { type ApplyDeps, makeApplyWebhook } from '../use-cases/apply-webhook.ts'
import { settleRefund } from '../use-cases/settle-refund.ts'

/** What payments does with what it has stored to be worked on. */
export const listeners = (deps: () => Promise<ApplyDeps>): readonly Subscription[] => [
  on(paymentWebhookReceived, async (event) => makeApplyWebhook(await deps())(event)),
  on(paymentRefundRequested, async (event) =>
    settleRefund(await deps(), { ...event.data, cause: causedBy(event, SYSTEM) }),
  ),
]
