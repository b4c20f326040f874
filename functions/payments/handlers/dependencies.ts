import * as z from 'zod/mini'
import { seconds } from '#shared/clock.ts'
import { readEnvironment } from '#shared/environment.ts'
import type { Runtime } from '#shared/runtime.ts'
import { makePaymentRepository } from '../adapters/payment-repository.ts'
import { makeStripeGateway } from '../adapters/stripe-gateway.ts'
import type { PaymentDeps } from '../use-cases/ports.ts'

/** For every function that asks the gateway. `tryMs` is how long one of its two tries may take. */
export function makeGatewayDeps(runtime: Runtime, { tryMs = seconds(8) } = {}): () => Promise<PaymentDeps> {
  const { STRIPE_API_URL, SITE_URL } = readEnvironment({
    STRIPE_API_URL: z._default(z.string(), ''),
    SITE_URL: z._default(z.string(), ''),
  })
  const gateway = makeStripeGateway({
    apiKey: async () => (await runtime.secrets.credentials('stripe')).apiKey,
    apiUrl: STRIPE_API_URL,
    returnUrl: SITE_URL || undefined,
    timeoutMs: tryMs,
  })
  return async () => {
    const deps = await runtime.commitDeps()
    return { ...deps, gateway, payments: makePaymentRepository(deps) }
  }
}
