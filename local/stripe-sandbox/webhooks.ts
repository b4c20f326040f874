import { createHmac } from 'node:crypto'
import type Stripe from 'stripe'
import type { WebhookSwitch } from './switches/webhook-switches.ts'

export interface WebhookOptions {
  /** Where events go; without it none is delivered. */
  url?: string | undefined
  /** The whole text of the endpoint's secret is the key: `whsec_...`. */
  secret: string
  /** The event types the endpoint asked for; all if there is no list. */
  types?: string[] | undefined
  /** Pause before the first retry, in milliseconds; each further one is twice as long. */
  firstRetryMs?: number | undefined
}

interface Deps {
  after(milliseconds: number, action: () => void): void
  switchFor(event: Stripe.EventBase): WebhookSwitch
  /** Called once the endpoint took the event, or did not ask for it, or nothing more will be tried. */
  settled(event: Stripe.EventBase, isTaken: boolean): void
  now(): number
}

const TRIES = 8
/** Deliveries under way at once, so that a burst of payments does not flood the endpoint. */
const AT_ONCE = 4
const REORDER_WINDOW_MS = 300
const TIMEOUT_MS = 10_000

/** Signs a body as Stripe does: `t=<seconds>,v1=<HMAC-SHA256 of "t.body", hex>`. */
export function signatureOf(body: string, secret: string, seconds: number) {
  const hash = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
  return `t=${seconds},v1=${hash}`
}

/**
 * Delivers events by POST. Whatever is not answered with 2xx is tried again with a growing pause, 8 times in
 * all (about 40 seconds from the first); then it is given up, though it can still be listed.
 */
export function makeWebhooks(options: WebhookOptions, { after, switchFor, settled, now }: Deps) {
  const { url, secret, types, firstRetryMs = 300 } = options
  const stop = new AbortController()
  const waiting: (() => Promise<void>)[] = []
  const gathered: (() => void)[] = []
  let underWay = 0

  function deliver(event: Stripe.EventBase) {
    if (types && !types.includes(event.type)) return settled(event, true)
    const { duplicate = 0, delayMs = 0, reorder, drop } = switchFor(event)
    if (drop) return settled(event, false)
    if (!url) return settled(event, true)
    const copies = 1 + Number(duplicate)
    const send = () => {
      for (let copy = 0; copy < copies; copy += 1) enqueue(event, url, 1)
    }
    if (reorder) return gather(send, delayMs)
    if (delayMs === 0) return send()
    after(delayMs, send)
  }

  function gather(send: () => void, delayMs: number) {
    if (gathered.push(send) > 1) return
    after(REORDER_WINDOW_MS + delayMs, () => {
      for (const newest of gathered.splice(0).reverse()) newest()
    })
  }

  function enqueue(event: Stripe.EventBase, to: string, attempt: number) {
    waiting.push(() => tryOnce(event, to, attempt))
    work()
  }

  function work() {
    while (underWay < AT_ONCE) {
      const next = waiting.shift()
      if (!next) return
      underWay += 1
      void next().finally(() => {
        underWay -= 1
        work()
      })
    }
  }

  async function tryOnce(event: Stripe.EventBase, to: string, attempt: number) {
    if (await accepted(event, to)) return settled(event, true)
    if (attempt === TRIES) return settled(event, false)
    after(firstRetryMs * 2 ** (attempt - 1), () => enqueue(event, to, attempt + 1))
  }

  async function accepted(event: Stripe.EventBase, to: string) {
    const body = JSON.stringify(event)
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
      'stripe-signature': signatureOf(body, secret, now()),
    }
    const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(TIMEOUT_MS)])
    try {
      const reply = await fetch(to, { method: 'POST', headers, body, signal })
      await reply.arrayBuffer()
      return reply.ok
    } catch {
      return false
    }
  }

  return {
    deliver,
    close() {
      waiting.length = 0
      stop.abort()
    },
  }
}
