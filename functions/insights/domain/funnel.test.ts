import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hours } from '#shared/clock.ts'
import { STEPS, type Step } from '../contract/types.ts'
import { dayAfter, dayOf } from './days.ts'
import { CART_WAITS, countDay, sumDays } from './funnel.ts'
import type { KeptEvent } from './visit-events.ts'

const DAY = '2026-11-25'
const at = (hour: number) => new Date(Date.parse(DAY) + hours(hour)).toISOString()
const LATER = new Date('2026-12-24T00:00:00Z')

const event = (visitor: string, type: Step, hour: number, more: object = {}): KeptEvent => ({
  ...{ visitor, type, at: at(hour), id: `${type}-${hour}` },
  ...more,
})

const someEvents = fc.array(
  fc.record({
    visitor: fc.constantFrom('a', 'b', 'c'),
    type: fc.constantFrom(...STEPS),
    hour: fc.double({ min: 0, max: 71.9, noNaN: true }),
  }),
  { maxLength: 60 },
)

describe('the counts of a day', () => {
  it('are those of a count by hand, whatever was done', () => {
    fc.assert(
      fc.property(someEvents, (given) => {
        const events = given.map(({ visitor, type, hour }, n) => ({
          ...event(visitor, type, hour),
          id: String(n),
        }))
        const own = events.filter((one) => one.at.startsWith(DAY))
        const counts = countDay(DAY, events, LATER)
        expect(counts.visits).toBe(new Set(own.map(({ visitor }) => visitor)).size)
        for (const step of STEPS) {
          const done = own.filter(({ type }) => type === step)
          expect(counts.steps[step].events).toBe(done.length)
          expect(counts.steps[step].visits).toBe(new Set(done.map(({ visitor }) => visitor)).size)
        }
        const filled = new Set(own.flatMap(({ type, visitor }) => (type === 'add_to_cart' ? visitor : [])))
        expect(counts.carts.filled).toBe(filled.size)
        expect(counts.carts.ordered + counts.carts.abandoned).toBe(filled.size)
      }),
    )
  })

  it.each([
    ['within a day of the last thing', 12 + 24, 'ordered'],
    ['later than that', 12 + 24.1, 'abandoned'],
    ['before anything was in it', 9, 'abandoned'],
  ])('know the end of a cart that is ordered %s', (_, hour, end) => {
    const cart = [event('a', 'add_to_cart', 10), event('a', 'add_to_cart', 12)]
    const { carts } = countDay(DAY, [...cart, event('a', 'order_placed', hour)], LATER)
    expect(carts).toEqual({ filled: 1, ordered: 0, abandoned: 0, [end]: 1 })
  })

  it('leave a cart open as long as it may be ordered', () => {
    const cart = [event('a', 'add_to_cart', 10)]
    const waits = new Date(Date.parse(at(10)) + CART_WAITS)
    expect(countDay(DAY, cart, waits).carts).toEqual({ filled: 1, ordered: 0, abandoned: 0 })
    expect(countDay(DAY, cart, new Date(waits.getTime() + 1)).carts.abandoned).toBe(1)
  })

  it('tell what was searched for in vain, by three visits at least', () => {
    const vain = { words: 'blue mug', resultCount: 0 }
    const searches = (visitors: string[], more: object) =>
      visitors.flatMap((visitor) => [event(visitor, 'search', 3, more), event(visitor, 'search', 4, more)])
    const day = countDay(
      DAY,
      [
        ...searches(['a', 'b', 'c'], vain),
        ...searches(['a', 'b'], { words: 'a name', resultCount: 0 }),
        ...searches(['a', 'b', 'c'], { words: 'mug', resultCount: 9 }),
        ...searches(['a', 'b', 'c'], { words: '', resultCount: 0 }),
      ],
      LATER,
    )
    expect(day.missedSearches).toEqual([{ words: 'blue mug', visits: 3 }])
    expect(sumDays([day, day]).missedSearches).toEqual([{ words: 'blue mug', visits: 6 }])
  })
})

it('several days are the sum of each', () => {
  fc.assert(
    fc.property(someEvents, (given) => {
      const events = given.map(({ visitor, type, hour }) => event(visitor, type, hour))
      const days = [0, 1, 2].map((n) => countDay(dayAfter(DAY, n), events, LATER))
      const sum = sumDays(days)
      for (const step of STEPS)
        expect(sum.steps[step].events).toBe(events.filter(({ type }) => type === step).length)
      expect(sum.visits).toBe(new Set(events.map((one) => `${one.visitor} ${dayOf(one.at)}`)).size)
    }),
  )
})
