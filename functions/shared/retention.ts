import { decodeTime } from 'ulid'
import * as z from 'zod/mini'
import { days } from './clock.ts'

/** How many days what is sealed for a subject can be opened, by its class; after that it is as if it was erased. */
export const retention = z.strictObject({
  /** Who ordered, and all that is kept of them with an order: from its placing on. */
  orderDays: z.int(),
  /** Who bought, as it stands on an order's papers: from the placing of the order on. */
  paperDays: z.int(),
  /** To whom a code went, and what they had asked for. */
  verificationDays: z.int(),
  /** What gateways and carriers sent, as it came, also where it was not believed. */
  webhookDays: z.int(),
})
export type Retention = z.infer<typeof retention>

/** Ids say when they were made. */
const ULID = '([0-9a-z]{26})$'
const CLASSES: readonly (readonly [is: RegExp, days: keyof Retention])[] = [
  [new RegExp(`^ord_${ULID}`), 'orderDays'],
  [new RegExp(`^inv_ord_${ULID}`), 'paperDays'],
  [new RegExp(`^vrf_${ULID}`), 'verificationDays'],
  [/^webhook:[a-z]+:(\d{4}-\d\d-\d\d)$/, 'webhookDays'],
]

/** When nothing of a subject opens any more; undefined for one who is kept until they ask to be erased. */
export function endOf(subjectId: string, kept: Retention): Date | undefined {
  for (const [is, name] of CLASSES) {
    const [, made] = is.exec(subjectId) ?? []
    if (made) return new Date(madeAt(made) + days(kept[name]))
  }
  return undefined
}

const madeAt = (part: string): number =>
  part.includes('-') ? Date.parse(part) : decodeTime(part.toUpperCase())
