import type { StoredReply } from '../tables.ts'
import { Refusal } from './refusal.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Stripe's idempotency keys: the first answer to a key is given again to the same request, whatever it was, and
 * refused to any other. Keys are forgotten after 24 hours (https://docs.stripe.com/api/idempotent_requests).
 */
export function makeIdempotency(replies: Map<string, StoredReply>, now: () => number) {
  const underWay = new Map<string, string>()

  /** The stored answer, or none if this request is the first with its key and is now under way. */
  function begin(key: string, fingerprint: string): StoredReply | undefined {
    const stored = replies.get(key)
    if (stored && stored.at > now() - DAY_MS) {
      if (stored.fingerprint !== fingerprint) throw reused(key)
      return stored
    }
    const running = underWay.get(key)
    if (running !== undefined) throw running === fingerprint ? inUse(key) : reused(key)
    underWay.set(key, fingerprint)
    return undefined
  }

  /** Ends what `begin` began, and remembers the answer if there is one to remember. */
  function finish(key: string, reply: StoredReply | false) {
    underWay.delete(key)
    if (!reply) return
    forgetOld()
    replies.delete(key)
    replies.set(key, reply)
  }

  /** Replies are in the order they were given, so the old ones come first. */
  function forgetOld() {
    for (const [key, { at }] of replies) {
      if (at > now() - DAY_MS) return
      replies.delete(key)
    }
  }

  return { begin, finish }
}

const reused = (key: string) =>
  new Refusal(400, {
    type: 'idempotency_error',
    message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
  })

const inUse = (key: string) =>
  new Refusal(409, {
    type: 'idempotency_error',
    code: 'idempotency_key_in_use',
    message: `There is currently another in-progress request using this Idempotent Key (${key}). Please try again later.`,
  })
