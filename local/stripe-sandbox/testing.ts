import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Stripe from 'stripe'
import { type SandboxOptions, startStripeSandbox } from './sandbox.ts'

export const WEBHOOK_SECRET = 'whsec_sandbox'

/** A sandbox with Stripe's own SDK pointed at it, as an application would be. */
export async function givenSandbox(options: SandboxOptions = {}) {
  const sandbox = await startStripeSandbox({ webhookSecret: WEBHOOK_SECRET, ...options })
  const { hostname, port } = new URL(sandbox.url)
  const stripe = new Stripe('sk_test_sandbox', {
    host: hostname,
    port,
    protocol: 'http',
    maxNetworkRetries: 0,
    telemetry: false,
  })

  async function control<Answer = unknown>(path: string, body?: object): Promise<Answer> {
    const method = body ? 'POST' : 'GET'
    const reply = await fetch(`${sandbox.url}/_sandbox/${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
    })
    const text = await reply.text()
    if (!reply.ok) throw new Error(text)
    const answer: Answer = JSON.parse(text)
    return answer
  }

  return { ...sandbox, stripe, control }
}

/** A payment of 3,300 yen that is held until captured, as orders make it. */
export const held = (paymentMethod = 'pm_card_visa'): Stripe.PaymentIntentCreateParams => ({
  amount: 3300,
  currency: 'jpy',
  payment_method: paymentMethod,
  capture_method: 'manual',
  confirm: true,
  automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
})

/** What Stripe's SDK throws, for its fields to be looked at. */
export async function refusalOf(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  try {
    await call
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error
    throw error
  }
  throw new Error('The call was expected to be refused, and was not.')
}

export interface Delivery {
  event: Stripe.Event
  signature: string
  body: string
}

/** A webhook endpoint that keeps what it gets, and answers each delivery as it is told (200 if it is not). */
export async function givenEndpoint(answer: (delivery: Delivery) => number = () => 200) {
  const deliveries: Delivery[] = []
  const waiting = new Set<() => void>()
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
    const body = Buffer.concat(chunks).toString()
    const delivery = { event: JSON.parse(body), signature: String(request.headers['stripe-signature']), body }
    deliveries.push(delivery)
    response.writeHead(answer(delivery)).end()
    for (const look of waiting) look()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address: AddressInfo | string | null = server.address()
  const port = typeof address === 'object' ? address?.port : address

  return {
    url: `http://127.0.0.1:${port}/webhooks/stripe`,
    deliveries,
    types: () => deliveries.map(({ event }) => event.type),
    /** Resolves once the deliveries are as wanted. */
    until: (wanted: (deliveries: Delivery[]) => boolean) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (!wanted(deliveries)) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}
