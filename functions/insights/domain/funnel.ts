import { hours } from '#shared/clock.ts'
import type { FunnelCounts, Step } from '../contract/types.ts'
import { dayOf } from './days.ts'
import type { KeptEvent } from './visit-events.ts'

/** So long after the last thing was put in, a cart waits for its order. */
export const CART_WAITS = hours(24)

/** What fewer visits have searched for is not told: it might say who it was. */
const LEAST_VISITS = 3
const MOST_MISSED = 20

/** Counts a day (UTC): its events, and of the day after those that may order its carts. */
export function countDay(day: string, events: readonly KeptEvent[], now: Date): FunnelCounts {
  const own = events.filter(({ at }) => dayOf(at) === day)
  const visits = Map.groupBy(own, ({ visitor }) => visitor)
  const orders = Map.groupBy(
    events.filter(({ type }) => type === 'order_placed'),
    ({ visitor }) => visitor,
  )
  const carts = [...visits].flatMap(([visitor, done]) => {
    const filled = done.filter(({ type }) => type === 'add_to_cart').map(({ at }) => Date.parse(at))
    return filled.length > 0 ? [endOfCart(filled, orders.get(visitor) ?? [], now)] : []
  })
  return {
    visits: visits.size,
    steps: byStep((step) => {
      const done = own.filter(({ type }) => type === step)
      return { events: done.length, visits: new Set(done.map(({ visitor }) => visitor)).size }
    }),
    carts: {
      filled: carts.length,
      ordered: carts.filter((end) => end === 'ordered').length,
      abandoned: carts.filter((end) => end === 'abandoned').length,
    },
    missedSearches: missed(own),
  }
}

/** What the days come to together. */
export function sumDays(days: readonly FunnelCounts[]): FunnelCounts {
  const sum = (of: (day: FunnelCounts) => number) => days.reduce((total, day) => total + of(day), 0)
  const words = new Map<string, number>()
  for (const { missedSearches } of days)
    for (const missed of missedSearches)
      words.set(missed.words, (words.get(missed.words) ?? 0) + missed.visits)
  return {
    visits: sum(({ visits }) => visits),
    steps: byStep((step) => ({
      events: sum(({ steps }) => steps[step].events),
      visits: sum(({ steps }) => steps[step].visits),
    })),
    carts: {
      filled: sum(({ carts }) => carts.filled),
      ordered: sum(({ carts }) => carts.ordered),
      abandoned: sum(({ carts }) => carts.abandoned),
    },
    missedSearches: mostMissed(words),
  }
}

function endOfCart(
  filled: readonly number[],
  orders: readonly KeptEvent[],
  now: Date,
): 'ordered' | 'abandoned' | 'open' {
  const [first, last] = [Math.min(...filled), Math.max(...filled)]
  const isOrdered = orders.some(({ at }) => Date.parse(at) >= first && Date.parse(at) <= last + CART_WAITS)
  if (isOrdered) return 'ordered'
  return now.getTime() > last + CART_WAITS ? 'abandoned' : 'open'
}

function missed(events: readonly KeptEvent[]): FunnelCounts['missedSearches'] {
  const visits = new Map<string, Set<string>>()
  for (const { visitor, words, resultCount } of events) {
    if (!words || resultCount !== 0) continue
    const searched = visits.get(words) ?? new Set()
    visits.set(words, searched.add(visitor))
  }
  const told = [...visits].filter(([, visitors]) => visitors.size >= LEAST_VISITS)
  return mostMissed(new Map(told.map(([words, visitors]) => [words, visitors.size])))
}

const mostMissed = (visits: ReadonlyMap<string, number>): FunnelCounts['missedSearches'] =>
  [...visits]
    .map(([words, count]) => ({ words, visits: count }))
    .toSorted((a, b) => b.visits - a.visits || (a.words < b.words ? -1 : 1))
    .slice(0, MOST_MISSED)

const byStep = (count: (step: Step) => FunnelCounts['steps'][Step]): FunnelCounts['steps'] => ({
  view: count('view'),
  search: count('search'),
  add_to_cart: count('add_to_cart'),
  checkout_started: count('checkout_started'),
  checkout_shipping: count('checkout_shipping'),
  checkout_payment: count('checkout_payment'),
  order_placed: count('order_placed'),
})
