import * as z from 'zod/mini'
import { type Facts, match, matches } from './match.ts'

export const fault = z.strictObject({
  /** The HTTP status to answer with, without any effect. */
  status: z.optional(z.int().check(z.gte(400), z.lte(599))),
  /** Milliseconds to be late by; the work is done at the end of them. */
  delayMs: z.optional(z.int().check(z.gte(0))),
  /** Do the work, then cut the connection instead of answering. */
  loseReply: z.optional(z.boolean()),
  /** Have the failing status remembered under the idempotency key, as Stripe does when it fails half-way. */
  stored: z.optional(z.boolean()),
  /** How many of the next calls it happens to; 0 takes away what is set for the same match. */
  times: z.int().check(z.gte(0)),
  match,
})

export type Fault = z.output<typeof fault>

export interface Faults {
  set(fault: Fault): void
  /** The fault that happens to this call, if any; it is used up by one. */
  next(facts: Facts): Fault | undefined
  pending(): Fault[]
}

export function makeFaults(): Faults {
  let waiting: Fault[] = []
  return {
    set(added) {
      const others = added.times === 0 ? waiting.filter((one) => !sameScope(one, added)) : waiting
      waiting = added.times === 0 ? others : [...others, added]
    },
    next(facts) {
      const happening = waiting.find((one) => matches(one.match, facts))
      if (!happening) return undefined
      waiting = waiting
        .map((one) => (one === happening ? { ...one, times: one.times - 1 } : one))
        .filter((one) => one.times > 0)
      return happening
    },
    pending: () => waiting,
  }
}

const sameScope = (a: Fault, b: Fault) => JSON.stringify(a.match ?? {}) === JSON.stringify(b.match ?? {})
