import { apiHandler, reply, route } from '#shared/http/api.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeInbox } from '#shared/webhooks.ts'
import { verifyStripeSignature } from '../adapters/stripe-signature.ts'
import { paymentWebhookReceived } from '../contract/events.ts'
import { receiveStripeWebhook } from '../contract/operations.ts'
import { makeReceiveWebhook } from '../use-cases/receive-webhook.ts'

const runtime = makeRuntime()

export const handler = apiHandler('payments.webhook', [
  route(receiveStripeWebhook, async (request) => {
    const deps = await runtime.commitDeps()
    const receive = makeReceiveWebhook({
      clock: deps.clock,
      inbox: makeInbox(deps, paymentWebhookReceived),
      verify: verifyStripeSignature,
      secrets: (await runtime.secrets.credentials('stripe')).webhookSecrets,
    })
    const received = await receive(request)
    return received.ok ? reply({}) : received
  }),
])
