import * as z from 'zod/mini'

/** Which parcels a switch is for; all keys given must fit. Without any, it is for all of them. */
export const match = z.strictObject({
  /** The shipment's `reference`. */
  reference: z.optional(z.string()),
  trackingNumber: z.optional(z.string()),
  /** `to_address.name` */
  toName: z.optional(z.string()),
  /** A part of the request's path, such as `/buy`; for faults only. */
  path: z.optional(z.string()),
})
export type Match = z.infer<typeof match>

/** What a request or an event is about, as far as it is known. */
export type Subject = { [Key in keyof Required<Match>]?: string | null }

/** Switches by whom they are for: setting one again replaces the one for the same match. */
export interface Switchboard<T> {
  set(match: Match, value: T): void
  remove(match: Match): void
  /** The most particular switch that fits. */
  for(subject: Subject): T | undefined
}

export function makeSwitchboard<T>(): Switchboard<T> {
  const switches = new Map<string, { match: Match; value: T }>()
  return {
    set: (match, value) => void switches.set(keyOf(match), { match, value }),
    remove: (match) => void switches.delete(keyOf(match)),
    for: (subject) =>
      [...switches.values()]
        .filter(({ match }) => fits(match, subject))
        .toSorted((a, b) => particularity(b.match) - particularity(a.match))[0]?.value,
  }
}

const keys = ['reference', 'trackingNumber', 'toName', 'path'] as const

const keyOf = (match: Match) => JSON.stringify(keys.map((key) => match[key] ?? null))

const particularity = (match: Match) => keys.filter((key) => match[key] !== undefined).length

function fits({ path, ...exact }: Match, subject: Subject): boolean {
  const sameParcel =
    (exact.reference === undefined || exact.reference === subject.reference) &&
    (exact.trackingNumber === undefined || exact.trackingNumber === subject.trackingNumber) &&
    (exact.toName === undefined || exact.toName === subject.toName)
  return sameParcel && (path === undefined || (subject.path ?? '').includes(path))
}

/** The next `times` requests that fit: late by `delayMs`, then answered with `status`, or done and never answered. */
export const faultSwitch = z.strictObject({
  status: z.optional(z.int().check(z.minimum(400), z.maximum(599))),
  delayMs: z._default(z.int().check(z.nonnegative()), 0),
  loseReply: z._default(z.boolean(), false),
  times: z.int().check(z.nonnegative()),
  match: z._default(match, {}),
})
export type FaultSwitch = z.infer<typeof faultSwitch>

/** How webhooks that fit are delivered, until it is set again. */
export const webhookSwitch = z.strictObject({
  /** Each event is sent twice. */
  duplicate: z._default(z.boolean(), false),
  /** Each is sent this much later. */
  delayMs: z._default(z.int().check(z.nonnegative()), 0),
  /** The events of a parcel that come within 300 ms are sent newest first. */
  reorder: z._default(z.boolean(), false),
  /** None is sent. */
  drop: z._default(z.boolean(), false),
  match: z._default(match, {}),
})
export type WebhookSwitch = z.infer<typeof webhookSwitch>

/** Takes one use of the fault that fits a request, if there is one. */
export function takeFault(faults: Switchboard<FaultSwitch>, subject: Subject): FaultSwitch | undefined {
  const fault = faults.for(subject)
  if (fault === undefined) return undefined
  if (fault.times <= 1) faults.remove(fault.match)
  else faults.set(fault.match, { ...fault, times: fault.times - 1 })
  return fault
}
