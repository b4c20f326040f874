import { systemClock } from '#shared/clock.ts'
import { apiHandler, reply, route } from '#shared/http/api.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeInbox } from '#shared/webhooks.ts'
import { EASYPOST, identify } from '../adapters/easypost-news.ts'
import { verifyEasyPost } from '../adapters/easypost-signature.ts'
import { shipmentWebhookReceived } from '../contract/events.ts'
import { easypostWebhook } from '../contract/operations.ts'
import { makeReceiveWebhook } from '../use-cases/receive-webhook.ts'

const runtime = makeRuntime()
const secrets = async () => (await runtime.secrets.credentials('easypost')).webhookSecrets

export const handler = apiHandler('shipping.webhook', [
  route(easypostWebhook, async ({ raw, headers }) => {
    const { endOf } = runtime
    const inbox = makeInbox({ ...(await runtime.commitDeps()), endOf }, shipmentWebhookReceived)
    const receive = makeReceiveWebhook({
      clock: systemClock,
      inbox,
      provider: EASYPOST,
      verify: verifyEasyPost,
      secrets,
      identify,
    })
    const received = await receive({ raw, headers })
    return received.ok ? reply(received.value) : received
  }),
])
