import type { PendingEvent } from './records.ts'
import { SIGNATURE_HEADER, signatureOf } from './signature.ts'
import type { Table } from './store.ts'
import type { Subject, WebhookSwitch } from './switches.ts'

export interface WebhookSender {
  /** Sends an event now, or as the switches for its subject say. Returns at once. */
  send(event: PendingEvent, subject: Subject): void
  /** Sends again what was not taken before a restart. */
  resume(): void
}

export interface WebhookSenderDeps {
  /** Where webhooks go; without it events are made and go nowhere. */
  url: string | undefined
  secret: string
  pending: Table<PendingEvent>
  switchFor: (subject: Subject) => WebhookSwitch | undefined
  /** Ends early, by rejecting, when the sandbox is closed. */
  wait: (ms: number) => Promise<void>
  post: (url: string, body: string, headers: Record<string, string>) => Promise<{ ok: boolean }>
  log: (line: string) => void
}

/** EasyPost repeats for a day; 38 s is long enough for a receiver that restarts, and short enough to wait for. */
const TRIES = 8
const FIRST_PAUSE_MS = 300

const GATHER_MS = 300

/**
 * Delivers events at least once: the first try of a parcel's events is in their order, one after the other; what is
 * not answered 2xx is tried again on its own, after pauses that double.
 */
export function makeWebhookSender(deps: WebhookSenderDeps): WebhookSender {
  const { pending, wait, log } = deps
  const turns = new Map<string, Promise<unknown>>()
  const gathered = new Map<string, PendingEvent[]>()

  async function deliver(event: PendingEvent): Promise<boolean> {
    const headers = {
      'Content-Type': 'application/json',
      'User-Agent': 'carrier-sandbox',
      [SIGNATURE_HEADER]: signatureOf(event.body, deps.secret),
    }
    const taken = await deps.post(deps.url ?? '', event.body, headers).then(
      (response) => response.ok,
      () => false,
    )
    if (taken) pending.remove(event.id)
    return taken
  }

  async function insist(event: PendingEvent) {
    for (let tries = 1; tries < TRIES; tries++) {
      await wait(FIRST_PAUSE_MS * 2 ** (tries - 1))
      if (await deliver(event)) return
    }
    pending.remove(event.id)
    log(`webhook ${event.id} was not taken by ${deps.url} in ${TRIES} tries; it is given up`)
  }

  function deliverInTurn(event: PendingEvent) {
    const turn = (turns.get(event.trackerId) ?? Promise.resolve()).then(() => deliver(event))
    turns.set(event.trackerId, turn)
    turn
      .then((taken) => {
        if (turns.get(event.trackerId) === turn) turns.delete(event.trackerId)
        return taken ? undefined : insist(event)
      })
      .catch(unlessClosing)
  }

  function deliverAfter(ms: number, deliveries: () => PendingEvent[]) {
    if (ms === 0) deliveries().forEach(deliverInTurn)
    else
      wait(ms)
        .then(() => deliveries().forEach(deliverInTurn))
        .catch(unlessClosing)
  }

  /** The first event of a parcel opens a gathering, later ones join it. */
  function gather(event: PendingEvent, copies: PendingEvent[], delayMs: number) {
    const gathering = gathered.get(event.trackerId)
    if (gathering !== undefined) {
      gathering.push(...copies)
      return
    }
    gathered.set(event.trackerId, copies)
    deliverAfter(GATHER_MS + delayMs, () => {
      const all = gathered.get(event.trackerId) ?? []
      gathered.delete(event.trackerId)
      return all.toReversed()
    })
  }

  return {
    send(event, subject) {
      const { drop, duplicate, reorder, delayMs } = deps.switchFor(subject) ?? asIs
      if (deps.url === undefined || drop) return
      pending.put(event)
      const copies = duplicate ? [event, event] : [event]
      if (reorder) gather(event, copies, delayMs)
      else deliverAfter(delayMs, () => copies)
    },
    resume() {
      if (deps.url !== undefined) pending.list().forEach(deliverInTurn)
    },
  }
}

const asIs = { drop: false, duplicate: false, reorder: false, delayMs: 0 }

/** Waits end by AbortError when the sandbox closes; the event stays pending for the next start. */
function unlessClosing(fault: unknown) {
  if (!(fault instanceof Error && fault.name === 'AbortError')) throw fault
}
