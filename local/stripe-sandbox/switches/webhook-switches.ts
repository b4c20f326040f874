import * as z from 'zod/mini'
import { type Facts, match, matches } from './match.ts'

export const webhookSwitch = z.strictObject({
  /** Deliver each event once more, or so many times more. */
  duplicate: z.optional(z.union([z.boolean(), z.int().check(z.gte(0), z.lte(20))])),
  /** Milliseconds to wait before a delivery. */
  delayMs: z.optional(z.int().check(z.gte(0))),
  /** Gather what happens within a moment, and deliver the newest first. */
  reorder: z.optional(z.boolean()),
  /** Deliver nothing; the events can still be listed. */
  drop: z.optional(z.boolean()),
  match,
})

export type WebhookSwitch = z.output<typeof webhookSwitch>

export interface WebhookSwitches {
  /** Takes effect until set again for the same match; one that asks for nothing takes the scope away. */
  set(asked: WebhookSwitch): void
  /** How an event is delivered: by the scope set last that fits it, else as set for all. */
  for(facts: Facts): WebhookSwitch
  all(): WebhookSwitch[]
}

export function makeWebhookSwitches(): WebhookSwitches {
  let scoped: WebhookSwitch[] = []
  let general: WebhookSwitch = {}
  return {
    set(asked) {
      if (!asked.match) {
        general = asked
        return
      }
      const others = scoped.filter((one) => JSON.stringify(one.match) !== JSON.stringify(asked.match))
      const { match: _, ...effects } = asked
      scoped = Object.keys(effects).length === 0 ? others : [asked, ...others]
    },
    for: (facts) => scoped.find((one) => matches(one.match, facts)) ?? general,
    all: () => [...scoped, general],
  }
}
