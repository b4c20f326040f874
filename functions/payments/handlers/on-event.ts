import { SYSTEM } from '#shared/actor.ts'
import { consumerHandler, on } from '#shared/consumer.ts'
import { causedBy } from '#shared/events.ts'
import { once } from '#shared/once.ts'
import { paymentRefundRequested, paymentWebhookReceived } from '../contract/events.ts'
import { makeApplyWebhook } from '../use-cases/apply-webhook.ts'
import { settleRefund } from '../use-cases/settle-refund.ts'
import { eventDeps } from './dependencies.ts'

const deps = once(eventDeps)

export const subscriptions = [
  on(paymentWebhookReceived, async (event) => makeApplyWebhook(await deps())(event)),
  on(paymentRefundRequested, async (event) =>
    settleRefund(await deps(), { ...event.data, cause: causedBy(event, SYSTEM) }),
  ),
]

export const handler = consumerHandler(
  'payments.on-event',
  subscriptions,
  async () => (await deps()).personal,
)
