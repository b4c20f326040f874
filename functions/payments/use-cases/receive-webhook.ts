import * as z from 'zod/mini'
import type { Clock } from '#shared/clock.ts'
import { count, note } from '#shared/observability.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { Inbox, SignedRequest, VerifySignature } from '#shared/webhooks.ts'
import { STRIPE_SIGNATURE } from '../adapters/stripe-signature.ts'

export interface WebhookDeps {
  readonly clock: Clock
  readonly inbox: Inbox
  readonly verify: VerifySignature
  /** The living secrets of the endpoint, the current one first. */
  readonly secrets: () => Promise<readonly string[]>
}

export const PROVIDER = 'stripe'

const eventHead = z.object({
  id: z.string().check(z.minLength(1), z.maxLength(255)),
  type: z.string().check(z.maxLength(255)),
})

/**
 * Takes in what Stripe sends. Primary course:
 * 1. verify the signature over the bytes as they came;
 * 2. store the event under its own id, whatever its type, and announce it in the same write; a second copy
 *    changes nothing. The work is done from the queue.
 * Refusals: bad_signature, which is counted, and kept in quarantine where there is a signature at all; malformed.
 */
export const makeReceiveWebhook =
  ({ clock, inbox, verify, secrets }: WebhookDeps) =>
  async (request: SignedRequest): Promise<Outcome<'stored' | 'duplicate'>> => {
    if (!verify(request, await secrets(), clock.now())) {
      count('RefusedWebhooks')
      if (request.headers[STRIPE_SIGNATURE]) await inbox.quarantine({ provider: PROVIDER, raw: request.raw })
      return refuse(
        'bad_signature',
        'Stripe-Signature must hold v1 of these very bytes under the secret of this endpoint, at most 300 seconds old.',
      )
    }
    const event = readHead(request.raw)
    if (!event) return refuse('malformed', 'The body must be a Stripe event: JSON with "id" and "type".')
    const stored = await inbox.receive({ provider: PROVIDER, ...event, raw: request.raw })
    note({ provider: PROVIDER, eventId: event.id, eventType: event.type, outcome: stored })
    return success(stored)
  }

function readHead(raw: Uint8Array): { id: string; type: string } | undefined {
  try {
    return eventHead.parse(JSON.parse(Buffer.from(raw).toString('utf8')))
  } catch {
    return undefined
  }
}
