import { apiHandler, reply, route } from '#shared/http/api.ts'
import { once } from '#shared/once.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeInbox } from '#shared/webhooks.ts'
import { verifyStripeSignature } from '../adapters/stripe-signature.ts'
import { paymentWebhookReceived } from '../contract/events.ts'
import { receiveStripeWebhook } from '../contract/operations.ts'
import { makeReceiveWebhook } from '../use-cases/receive-webhook.ts'

const deps = once(async () => {
  const runtime = makeRuntime()
  const { clock, ...commit } = await runtime.commitDeps()
  const inbox = makeInbox({ ...commit, clock, endOf: runtime.endOf }, paymentWebhookReceived)
  const secrets = async () => (await runtime.secrets.credentials('stripe')).webhookSecrets
  return { clock, inbox, secrets, verify: verifyStripeSignature }
})

export const handler = apiHandler('payments.webhook', [
  route(receiveStripeWebhook, async (request) => {
    const received = await makeReceiveWebhook(await deps())(request)
    return received.ok ? reply({}) : received
  }),
])
