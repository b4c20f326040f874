import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import * as z from 'zod/mini'
import { type CommitDeps, historyItem } from './aggregate.ts'
import { type EventDefinition, happened, wrapEvents } from './events.ts'
import { sealed } from './personal.ts'
import { IS_NEW } from './store/store.ts'
import { type EndOf, ttlAt } from './subject-keys.ts'

/** A request of a gateway or a carrier, as it came. */
export interface SignedRequest {
  readonly raw: Uint8Array
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>
}

/** Whether one of the living secrets signed the request. */
export type VerifySignature = (request: SignedRequest, secrets: readonly string[], now: Date) => boolean

/** Compares two hexadecimal digests in constant time. */
export function sameDigest(given: string, wanted: Buffer): boolean {
  const bytes = Buffer.from(given, 'hex')
  return bytes.length === wanted.length && timingSafeEqual(bytes, wanted)
}

export const hmacSha256 = (secret: string, text: Uint8Array | string): Buffer =>
  createHmac('sha256', secret).update(text).digest()

/**
 * What an inbox keeps under the provider's own id for it: the bytes of the body, sealed as they are, so that the
 * largest body that is taken is never too large an item (DynamoDB: 400 kB). Before, it was a text within JSON.
 */
const inboxItem = z.union([z.object({ raw: sealed }), z.object({ body: sealed })])
const earlierBody = z.string()

/** How much is kept of a body that was not believed: who sends it may be anybody. */
const QUARANTINED_BYTES = 8 * 1024

export interface Inbox {
  /**
   * Stores a verified webhook and announces it in one write; the second of two alike changes nothing.
   * The event carries the key only, as a body may hold personal data.
   */
  receive(webhook: {
    provider: string
    id: string
    type: string
    raw: Uint8Array
  }): Promise<'stored' | 'duplicate'>
  /**
   * Keeps of what was not believed the beginning, the length in bytes and the SHA-256 of the whole (hex), for a
   * person to look at: of bodies whose SHA-256 begin with the same two digits the first of a day, so 256 at most.
   */
  quarantine(webhook: { provider: string; raw: Uint8Array }): Promise<void>
  /** The body of a stored webhook; undefined where there is none. */
  read(provider: string, id: string): Promise<string | undefined>
}

const keyOf = (provider: string, id: string) => ({ pk: `WEBHOOK#${provider}#${id}`, sk: 'BODY' })

/** What was stored, for who only reads it. */
export const makeInboxReader = ({
  store,
  personal,
}: Pick<CommitDeps, 'store' | 'personal'>): Pick<Inbox, 'read'> => ({
  async read(provider, id) {
    const item = await store.get(keyOf(provider, id))
    if (!item) return undefined
    const kept = inboxItem.parse(item)
    if ('body' in kept) return personal.open(kept.body, earlierBody)
    return (await personal.openBytes(kept.raw))?.toString('utf8')
  },
})

export function makeInbox(
  deps: Pick<CommitDeps, 'store' | 'clock' | 'personal'> & {
    readonly ids: CommitDeps['ids']
    readonly endOf: EndOf
  },
  announcement: EventDefinition,
): Inbox {
  /** Under a key of its day: with it, all of that day ends, and of what opens no more nothing is kept. */
  async function kept(provider: string, raw: Uint8Array) {
    const subject = `webhook:${provider}:${deps.clock.now().toISOString().slice(0, 10)}`
    return { raw: await deps.personal.sealBytes(subject, raw), ...ttlAt(deps.endOf(subject)) }
  }
  return {
    async receive({ provider, id, type, raw }) {
      const key = keyOf(provider, id)
      const occurredAt = deps.clock.now().toISOString()
      const cause = { correlationId: id, causationId: id, actor: { kind: 'system' as const } }
      const [event] = await wrapEvents(
        [happened(announcement as EventDefinition<z.ZodMiniType, undefined>, { provider, id, type })],
        { subject: key.pk, lastSequence: 0, occurredAt, cause },
        { newEventId: deps.ids.event, personal: deps.personal },
      )
      if (!event) throw new RangeError('an announcement makes one event')
      const result = await deps.store.commit([
        {
          put: { ...key, entity: 'webhook', type, receivedAt: occurredAt, ...(await kept(provider, raw)) },
          when: IS_NEW,
        },
        { put: historyItem(key.pk, event), when: IS_NEW },
      ])
      return result.ok ? 'stored' : 'duplicate'
    },

    async quarantine({ provider, raw }) {
      const receivedAt = deps.clock.now().toISOString()
      const sha256 = createHash('sha256').update(raw).digest('hex')
      const key = { pk: `QUARANTINE#${provider}#${receivedAt.slice(0, 10)}`, sk: sha256.slice(0, 2) }
      const beginning = await kept(provider, raw.subarray(0, QUARANTINED_BYTES))
      const put = { ...key, entity: 'quarantine', receivedAt, length: raw.length, sha256, ...beginning }
      await deps.store.commit([{ put, when: IS_NEW }])
    },

    read: makeInboxReader(deps).read,
  }
}

/** The data of every "webhook received" announcement. */
export const webhookReceived = z.strictObject({ provider: z.string(), id: z.string(), type: z.string() })
