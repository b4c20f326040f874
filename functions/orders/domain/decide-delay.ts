import type { Promised } from '../contract/types.ts'
import type { Fact } from './facts.ts'
import type { Order } from './order.ts'

const DAY_MS = 86_400_000

/** The goods should have left by now, and are here: the customer hears of a later date, each date once. */
export function decideDelay(order: Order, promised: Promised, now: string): readonly Fact[] {
  const { leavesBy, promisedBy, delayedTo } = order
  if (!leavesBy || !promisedBy || order.shippedAt) return []
  const known = delayedTo ?? promisedBy
  const moved = Date.parse(known) - Date.parse(promisedBy)
  const late = Date.parse(now) - (Date.parse(leavesBy) + moved)
  if (late < 0) return []
  const latest = laterBy(known, 1 + Math.floor(late / DAY_MS))
  const span = Date.parse(promised.latest) - Date.parse(promised.earliest)
  const earliest = dateOf(Date.parse(latest) - span)
  return [{ type: 'delayed', promise: { earliest: earliest > known ? earliest : latest, latest } }]
}

/** So many days later, on a day on which parcels are brought: not on a weekend. */
function laterBy(date: string, days: number): string {
  let at = Date.parse(date) + days * DAY_MS
  while ([0, 6].includes(new Date(at).getUTCDay())) at += DAY_MS
  return dateOf(at)
}

const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10)
