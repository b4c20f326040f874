import type { Clock } from '#shared/clock.ts'
import { count, note } from '#shared/observability.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { Inbox, SignedRequest, VerifySignature } from '#shared/webhooks.ts'
import { EASYPOST_SIGNATURE } from '../adapters/easypost-signature.ts'

interface Deps {
  readonly clock: Clock
  readonly inbox: Inbox
  /** Whose webhooks they are. */
  readonly provider: string
  readonly verify: VerifySignature
  /** The current secret, and the one before while it is rotated. */
  readonly secrets: () => Promise<readonly string[]>
  /** The sender's own id and name for what it tells; undefined where the body is none of its events. */
  readonly identify: (body: string) => { id: string; type: string } | undefined
}

/**
 * Takes a carrier's webhook in.
 * 1. Verify its signature over the bytes as they came.
 * 2. Store it with its announcement, once per event; the work is done from the queue.
 * Refusals: `bad_signature` (it is counted, and kept in quarantine where there is a signature at all),
 * `payload_unreadable`.
 */
export const makeReceiveWebhook =
  ({ clock, inbox, provider, verify, secrets, identify }: Deps) =>
  async (request: SignedRequest): Promise<Outcome<Record<string, never>>> => {
    note({ provider })
    if (!verify(request, await secrets(), clock.now())) {
      count('RefusedWebhooks')
      if (request.headers[EASYPOST_SIGNATURE]) await inbox.quarantine({ provider, raw: request.raw })
      return refuse(
        'bad_signature',
        'X-Hmac-Signature does not fit the body and the secrets we know. Send the bytes as they were signed.',
      )
    }
    const event = identify(Buffer.from(request.raw).toString('utf8'))
    if (!event) return refuse('payload_unreadable', 'The body is signed, but is no event with an id.')
    const outcome = await inbox.receive({ provider, ...event, raw: request.raw })
    note({ outcome, eventType: event.type })
    return success({})
  }
