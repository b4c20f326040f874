import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod/mini'
import type { AroundRequest } from '#simulation/ground.ts'

/** A request under an Idempotency-Key that was done, and what came of sending its key again. */
export interface Repeat {
  /** Such as `orders.payOrder`. */
  readonly operation: string
  /** Whether the same request was told of the same thing, as it is by then. */
  readonly isSame: boolean
  /** The code by which another request under its key was refused; undefined where it was done. */
  readonly other: string | undefined
}

const keyed = z.looseObject({ idempotencyKey: z.string().check(z.minLength(1)), requestHash: z.string() })
const outcome = z.looseObject({
  ok: z.boolean(),
  code: z.optional(z.string()),
  value: z.optional(z.unknown()),
})

/**
 * Clients who never hear the first answer: each request under an Idempotency-Key that was done is sent again at once,
 * and then another one under its key. `seen` is told what came of it.
 */
export const sentAgain =
  (seen: (repeat: Repeat) => void): AroundRequest =>
  (operation, act) =>
  async (...given) => {
    const first = await act(...given)
    const isDone = outcome.safeParse(first).data?.ok === true
    if (!isDone || !given.some((one) => keyed.safeParse(one).success)) return first
    const again = await act(...given)
    const other = outcome.parse(await act(...given.map(ofAnotherBody)))
    seen({ operation, isSame: isDeepStrictEqual(subjectOf(again), subjectOf(first)), other: other.code })
    return first
  }

const ofAnotherBody = (given: never): never => {
  const request = keyed.safeParse(given).data
  return (request ? { ...request, requestHash: 'of another request' } : given) as never
}

const refund = z.looseObject({ refund: z.looseObject({ id: z.string() }) })
const resource = z.looseObject({ id: z.string() })

/** What an answer is of: by its id where it has one, as the rest may have moved on. */
function subjectOf(answer: unknown): unknown {
  const { ok, code, value } = outcome.parse(answer)
  const id = refund.safeParse(value).data?.refund.id ?? resource.safeParse(value).data?.id
  return { ok, code, subject: id ?? value }
}
