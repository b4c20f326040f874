import * as z from 'zod/mini'
import { type Clock, days } from './clock.ts'
import { type Outcome, refuse, success } from './outcomes.ts'
import { IS_NEW, type Store, type Write } from './store/store.ts'

/** A request whose Idempotency-Key may be left out. */
export interface KeyedRequest {
  /** Empty where there is none. */
  readonly idempotencyKey: string
  readonly requestHash: string
}

export interface Repeats {
  /** Whether the request was done before; refuses a key that came with another request. Without a key none was. */
  readonly isRepeat: () => Promise<Outcome<boolean, 'idempotency_key_reused'>>
  /** Written in the commit of what it does, it is remembered for 30 days. */
  readonly writes: readonly Write[]
}

const record = z.object({ requestHash: z.string() })

/** Tells a request from its repeat. `scope` says what its key is of: the operation, and where that is not enough, the subject. */
export function repeatsOf(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  scope: string,
  { idempotencyKey, requestHash }: KeyedRequest,
): Repeats {
  if (!idempotencyKey) return { isRepeat: async () => success(false), writes: [] }
  const key = { pk: `IDEMPOTENCY#${scope}#${idempotencyKey}`, sk: 'REQUEST' }
  const ttl = Math.ceil((clock.now().getTime() + days(30)) / 1_000)
  return {
    isRepeat: async () => {
      const known = await store.get(key)
      if (!known) return success(false)
      return record.parse(known).requestHash === requestHash ? success(true) : REUSED
    },
    writes: [{ put: { ...key, requestHash, ttl }, when: IS_NEW }],
  }
}

const REUSED = refuse(
  'idempotency_key_reused',
  'This Idempotency-Key came with another request. Send a new one for what is new.',
)
