import * as z from 'zod/mini'
import { seconds } from '#shared/clock.ts'
import { readEnvironment } from '#shared/environment.ts'
import type { Personal } from '#shared/personal.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeInbox } from '#shared/webhooks.ts'
import { makePaymentRepository } from '../adapters/payment-repository.ts'
import { makeStripeGateway } from '../adapters/stripe-gateway.ts'
import { readNotice } from '../adapters/stripe-objects.ts'
import { paymentWebhookReceived } from '../contract/events.ts'
import type { ApplyDeps } from '../use-cases/apply-webhook.ts'
import type { CatchUpDeps } from '../use-cases/catch-up.ts'
import type { PaymentDeps } from '../use-cases/ports.ts'
import type { RecordDeps } from '../use-cases/record-money.ts'

/** For all that asks the gateway. `tryMs` is how long one of its two tries may take. */
export async function paymentDeps({ tryMs = seconds(8) } = {}): Promise<PaymentDeps> {
  const runtime = makeRuntime()
  const { STRIPE_API_URL, SITE_URL, MULTICAPTURE } = readEnvironment({
    STRIPE_API_URL: z._default(z.string(), ''),
    SITE_URL: z._default(z.string(), ''),
    MULTICAPTURE: z._default(z.string(), ''),
  })
  const deps = await runtime.commitDeps()
  const gateway = makeStripeGateway({
    apiKey: async () => (await runtime.secrets.credentials('stripe')).apiKey,
    apiUrl: STRIPE_API_URL,
    stage: runtime.stage,
    returnUrl: async (orderId) =>
      SITE_URL
        ? `${SITE_URL}/pay/return/${(await runtime.orderTokens()).issue('track', orderId)}`
        : undefined,
    multicapture: MULTICAPTURE === 'true',
    timeoutMs: tryMs,
  })
  return { ...deps, gateway, payments: makePaymentRepository(deps) }
}

/** For what is told by people, banks and stores: no gateway is asked. */
export async function recordDeps(): Promise<RecordDeps> {
  const deps = await makeRuntime().commitDeps()
  return { clock: deps.clock, payments: makePaymentRepository(deps) }
}

/** For the queue of events, and for what did not come to it: both know the stored webhooks. */
export async function eventDeps(): Promise<ApplyDeps & CatchUpDeps & { personal: Personal }> {
  const deps = await makeRuntime().commitDeps()
  const inbox = makeInbox(deps, paymentWebhookReceived)
  return { ...(await paymentDeps()), inbox, readNotice, personal: deps.personal }
}
