import * as z from 'zod/mini'
import { seconds, systemClock } from '#shared/clock.ts'
import { readEnvironment } from '#shared/environment.ts'
import type { Personal } from '#shared/personal.ts'
import { makeRuntime, type Runtime } from '#shared/runtime.ts'
import { makeInbox } from '#shared/webhooks.ts'
import { makePaymentRepository } from '../adapters/payment-repository.ts'
import type { StripeSettings } from '../adapters/stripe-client.ts'
import { makeStripeGateway } from '../adapters/stripe-gateway.ts'
import { readNotice } from '../adapters/stripe-objects.ts'
import { makeStripeVault } from '../adapters/stripe-vault.ts'
import { makeWalletRepository } from '../adapters/wallet-repository.ts'
import { paymentWebhookReceived } from '../contract/events.ts'
import type { ApplyDeps } from '../use-cases/apply-webhook.ts'
import type { CatchUpDeps } from '../use-cases/catch-up.ts'
import type { PaymentDeps } from '../use-cases/ports.ts'
import type { WalletDeps } from '../use-cases/saved-methods.ts'

/** Where the gateway is, and with which key it is asked. */
function stripeSettings({ secrets, stage }: Runtime): StripeSettings {
  const { STRIPE_API_URL } = readEnvironment({ STRIPE_API_URL: z._default(z.string(), '') })
  return {
    apiKey: async () => (await secrets.credentials('stripe')).apiKey,
    apiUrl: STRIPE_API_URL,
    stage,
  }
}

/** For all that asks the gateway about payments. `tryMs` is how long one of its two tries may take. */
export async function paymentDeps({ tryMs = seconds(8) } = {}): Promise<PaymentDeps> {
  const runtime = makeRuntime()
  const { SITE_URL, MULTICAPTURE } = readEnvironment({
    SITE_URL: z._default(z.string(), ''),
    MULTICAPTURE: z._default(z.string(), ''),
  })
  const deps = await runtime.commitDeps()
  const gateway = makeStripeGateway({
    ...stripeSettings(runtime),
    returnUrl: async (orderId) =>
      SITE_URL ? `${SITE_URL}/pay/return/${await runtime.orderTokens.issue('track', orderId)}` : undefined,
    multicapture: MULTICAPTURE === 'true',
    timeoutMs: tryMs,
  })
  return { ...deps, gateway, payments: makePaymentRepository(deps), wallets: makeWalletRepository(deps) }
}

/** For the cards that customers have saved: they wait for the answer. */
export function walletDeps(runtime = makeRuntime()): WalletDeps {
  const wallets = makeWalletRepository({ store: runtime.store, clock: systemClock })
  return { wallets, vault: makeStripeVault({ ...stripeSettings(runtime), timeoutMs: seconds(4) }) }
}

/** For the queue of events, and for what did not come to it: both know the stored webhooks. */
export async function eventDeps(): Promise<ApplyDeps & CatchUpDeps & WalletDeps & { personal: Personal }> {
  const runtime = makeRuntime()
  const deps = await runtime.commitDeps()
  const inbox = makeInbox({ ...deps, endOf: runtime.endOf }, paymentWebhookReceived)
  const read = (body: string) => readNotice(body, runtime.stage)
  return { ...(await paymentDeps()), ...walletDeps(), inbox, readNotice: read, personal: deps.personal }
}
