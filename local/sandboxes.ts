import { join } from 'node:path'
import { cleanEnv, ROOT } from './places.ts'
import type { Ports } from './ports.ts'
import type { LocalSecrets } from './secrets.ts'
import type { Supervisor } from './supervisor.ts'

export type SandboxesOptions = {
  supervisor: Supervisor
  ports: Ports
  secrets: LocalSecrets
  /** Where their webhooks go. */
  siteUrl: string
  /** Folder of what they keep between two starts. */
  folder: string
}

/** What an endpoint at Stripe is subscribed to: docs/operations/deploy.md asks operators for the same. */
const STRIPE_EVENTS = [
  'payment_intent.amount_capturable_updated',
  'payment_intent.requires_action',
  'payment_intent.payment_failed',
  'payment_intent.succeeded',
  'payment_intent.canceled',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
]

/** Starts the stand-ins of Stripe and EasyPost, each a process of its own. */
export async function startSandboxes(options: SandboxesOptions) {
  const { ports, secrets, siteUrl, folder } = options
  const [stripeUrl, carrierUrl] = await Promise.all([
    startSandbox(options.supervisor, 'stripe-sandbox', {
      PORT: String(ports.stripe),
      WEBHOOK_URL: `${siteUrl}/v1/webhooks/stripe`,
      WEBHOOK_SECRET: secrets.stripe.webhookSecret,
      WEBHOOK_TYPES: STRIPE_EVENTS.join(','),
      STATE_DIR: join(folder, 'stripe'),
    }),
    startSandbox(options.supervisor, 'carrier-sandbox', {
      PORT: String(ports.carrier),
      WEBHOOK_URL: `${siteUrl}/v1/webhooks/easypost`,
      WEBHOOK_SECRET: secrets.easypost.webhookSecret,
      STATE_DIR: join(folder, 'carrier'),
    }),
  ])
  return { stripeUrl, carrierUrl }
}

type SandboxEnv = Record<'PORT' | 'WEBHOOK_URL' | 'WEBHOOK_SECRET' | 'STATE_DIR', string> & {
  WEBHOOK_TYPES?: string
}

async function startSandbox(supervisor: Supervisor, name: string, env: SandboxEnv): Promise<string> {
  const url = `http://127.0.0.1:${env.PORT}`
  const program = {
    name,
    command: 'node',
    args: [join(ROOT, 'local', name, 'main.ts')],
    cwd: ROOT,
    env: { ...cleanEnv(), ...env, HOST: '127.0.0.1' },
    graceMs: 5_000,
  }
  await supervisor.launch(program, url)
  return url
}
