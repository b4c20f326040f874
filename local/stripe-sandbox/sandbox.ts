import { randomInt } from 'node:crypto'
import type Stripe from 'stripe'
import { makeIdempotency } from './http/idempotency.ts'
import { listen } from './http/server.ts'
import { makeStripeApi } from './http/stripe-api.ts'
import { makeEmit } from './resources/events.ts'
import { resumeSettlements } from './resources/refunds.ts'
import { openStateFile } from './state-file.ts'
import { makeFaults } from './switches/faults.ts'
import { factsAbout } from './switches/match.ts'
import { makeSandboxApi } from './switches/sandbox-api.ts'
import { makeWebhookSwitches } from './switches/webhook-switches.ts'
import { makeTimers } from './timers.ts'
import { makeWebhooks } from './webhooks.ts'
import type { World } from './world.ts'

export interface SandboxOptions {
  /** 0, which is the default, takes any free port. */
  port?: number | undefined
  host?: string | undefined
  /** Where events are delivered; none are without it. */
  webhookUrl?: string | undefined
  /** The endpoint's secret, `whsec_...`. */
  webhookSecret?: string | undefined
  /** The event types the endpoint asked for; all if there is no list. */
  webhookTypes?: string[] | undefined
  /** Pause before the first retry of a webhook, in milliseconds; 300 by default. */
  webhookRetryMs?: number | undefined
  /** Folder that keeps the state from one start to the next; in memory only without it. */
  stateDirectory?: string | undefined
  /** How long an unsettled refund takes to settle, in milliseconds; 1,000 by default. */
  refundSettlementMs?: number | undefined
  /** The time, in milliseconds since 1970. */
  now?: (() => number) | undefined
}

export interface StripeSandbox {
  /** `http://host:port` */
  url: string
  /** Keeps the state and ends everything that was under way. */
  close(): Promise<void>
}

/** Starts a payment gateway that speaks Stripe's API; see README.md beside this file. */
export async function startStripeSandbox(options: SandboxOptions = {}): Promise<StripeSandbox> {
  const { host = '127.0.0.1', port = 0, now: nowMs = Date.now, webhookSecret = '' } = options
  const state = await openStateFile(options.stateDirectory)
  const server = await listen(host, port)
  const { tables } = state
  const timers = makeTimers(state.saveSoon)
  const faults = makeFaults()
  const webhookSwitches = makeWebhookSwitches()
  const now = () => Math.floor(nowMs() / 1000)

  const webhooks = makeWebhooks(
    {
      url: options.webhookUrl,
      secret: webhookSecret,
      types: options.webhookTypes,
      firstRetryMs: options.webhookRetryMs,
    },
    {
      after: timers.after,
      now,
      switchFor: (event) => webhookSwitches.for([event, event.data.object, ...factsOfEvent(event)]),
      settled(event, isTaken) {
        tables.events.set(event.id, { ...event, pending_webhooks: 0 })
        if (!isTaken) tables.undelivered.set(event.id, now())
        state.saveSoon()
      },
    },
  )
  const factsOfEvent = ({ data: { object } }: Stripe.EventBase) =>
    factsAbout(
      tables,
      ['id', 'payment_intent', 'charge'].map((field) => Reflect.get(object, field)),
    )

  const worldFor = (request: Stripe.Event.Request): World => ({
    tables,
    url: server.url,
    now,
    newId,
    emit: makeEmit({ events: tables.events, now, newId, deliver: webhooks.deliver }, request),
    after: timers.after,
    refundSettlementMs: options.refundSettlementMs ?? 1000,
  })
  const world = worldFor({ id: null, idempotency_key: null })

  server.serve({
    stripe: makeStripeApi({
      tables,
      worldFor,
      faults,
      idempotency: makeIdempotency(tables.replies, nowMs),
      newId,
      nowMs,
      wait: timers.wait,
    }),
    sandbox: makeSandboxApi({ world, faults, webhookSwitches }),
    changed: state.saveSoon,
  })
  resumeSettlements(world)
  for (const event of tables.events.values()) if (event.pending_webhooks > 0) webhooks.deliver(event)

  return {
    url: server.url,
    async close() {
      webhooks.close()
      timers.close()
      await server.close()
      await state.close()
    },
  }
}

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

function newId(prefix: string) {
  const random = Array.from({ length: 24 }, () => alphabet[randomInt(alphabet.length)])
  return `${prefix}_${random.join('')}`
}
