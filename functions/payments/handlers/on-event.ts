import { SYSTEM } from '#shared/actor.ts'
import { consumerHandler, on } from '#shared/consumer.ts'
import { causedBy } from '#shared/events.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeInbox } from '#shared/webhooks.ts'
import { readNotice } from '../adapters/stripe-objects.ts'
import { paymentRefundRequested, paymentWebhookReceived } from '../contract/events.ts'
import { makeApplyWebhook } from '../use-cases/apply-webhook.ts'
import { settleRefund } from '../use-cases/settle-refund.ts'
import { makeGatewayDeps } from './dependencies.ts'

const runtime = makeRuntime()
const deps = makeGatewayDeps(runtime)

export const handler = consumerHandler(
  'payments.on-event',
  [
    on(paymentWebhookReceived, async (event) => {
      const inbox = makeInbox(await runtime.commitDeps(), paymentWebhookReceived)
      return makeApplyWebhook({ ...(await deps()), inbox, readNotice })(event)
    }),
    on(paymentRefundRequested, async (event) =>
      settleRefund(await deps(), { ...event.data, cause: causedBy(event, SYSTEM) }),
    ),
  ],
  runtime.personal,
)
