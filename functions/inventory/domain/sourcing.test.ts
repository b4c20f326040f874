import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type LocationId, locationId, type Sku, sku } from '#shared/ids.ts'
import type { Level } from './level.ts'
import { PORTIONS_PER_CHUNK } from './reservation.ts'
import { type Demand, demandsOf, EXACT_UP_TO, type Sourced, source, wholeSkus } from './sourcing.ts'

const at = (name: string): LocationId => locationId.parse(name)
const of = (name: string): Sku => sku.parse(name)
const want = (name: string, quantity: number): Demand => ({ sku: of(name), quantity })

/** `{ tokyo: { BOOK: 3 } }` as levels. */
const shelves = (stock: Record<string, Record<string, number>>): Level[] =>
  Object.entries(stock).flatMap(([location, skus]) =>
    Object.entries(skus).map(([name, available]) => {
      const onHand = Math.max(0, available)
      return {
        sku: of(name),
        locationId: at(location),
        onHand,
        reserved: 0,
        safety: onHand - available,
        available,
      }
    }),
  )

const ask = (demands: Demand[], stock: Record<string, Record<string, number>>): Sourced =>
  source(demandsOf(demands), shelves(stock), Object.keys(stock).map(at))

/** `{ tokyo: { BOOK: 3 } }` of what is to be sent. */
function sent(sourced: Sourced): Record<string, Record<string, number>> {
  const byLocation: Record<string, Record<string, number>> = {}
  for (const { locationId: from, sku: name, quantity } of sourced.ok ? sourced.portions : [])
    byLocation[from] = { ...byLocation[from], [name]: quantity }
  return byLocation
}

describe('sourcing', () => {
  it('lets one location send everything where it holds everything, the first asked', () => {
    const stock = { a: { BOOK: 9 }, b: { BOOK: 2, SHIRT: 1 }, c: { BOOK: 5, SHIRT: 5 } }
    expect(sent(ask([want('BOOK', 2), want('SHIRT', 1)], stock))).toEqual({ b: { BOOK: 2, SHIRT: 1 } })
  })

  it('splits over as few locations as will do, though greed would take more', () => {
    const stock = {
      big: { A: 1, B: 1, C: 1, D: 1 },
      left: { A: 1, B: 1, E: 1 },
      right: { C: 1, D: 1, F: 1 },
    }
    const demands = ['A', 'B', 'C', 'D', 'E', 'F'].map((name) => want(name, 1))
    expect(Object.keys(sent(ask(demands, stock))).sort()).toEqual(['left', 'right'])
  })

  it('splits a quantity only where nobody chosen holds it whole', () => {
    const stock = { a: { BOOK: 2, SHIRT: 1 }, b: { BOOK: 3 } }
    expect(sent(ask([want('BOOK', 3), want('SHIRT', 1)], stock))).toEqual({ a: { SHIRT: 1 }, b: { BOOK: 3 } })
    expect(sent(ask([want('BOOK', 5), want('SHIRT', 1)], stock))).toEqual({
      a: { BOOK: 2, SHIRT: 1 },
      b: { BOOK: 3 },
    })
  })

  it('counts a location once', () => {
    const stock = { a: { BOOK: 2 }, b: { BOOK: 3 }, c: { BOOK: 1 } }
    expect(sent(ask([want('BOOK', 4)], stock))).toEqual({
      a: { BOOK: 2 },
      b: { BOOK: 2 },
    })
  })

  it('lists what is sent by place, in whatever order locations are asked', () => {
    const sourced = ask([want('BOOK', 2)], { b: { BOOK: 1 }, a: { BOOK: 1 } })
    expect(sourced.ok && sourced.portions.map(({ locationId }) => locationId)).toEqual(['a', 'b'])
  })

  it('names every SKU that is short, with what there is of it', () => {
    const stock = { a: { BOOK: 1 }, b: { BOOK: 1, SHIRT: 1 } }
    expect(ask([want('BOOK', 3), want('CUP', 1), want('SHIRT', 1)], stock)).toEqual({
      ok: false,
      short: [
        { sku: 'BOOK', requested: 3, available: 2 },
        { sku: 'CUP', requested: 1, available: 0 },
      ],
    })
  })

  it('lets a deficit at one location take nothing from another', () => {
    expect(sent(ask([want('BOOK', 2)], { a: { BOOK: -3 }, b: { BOOK: 2 } }))).toEqual({ b: { BOOK: 2 } })
  })

  it('adds up the lines of one SKU', () => {
    expect(demandsOf([want('B', 1), want('A', 2), want('B', 3)])).toEqual([want('A', 2), want('B', 4)])
  })
})

describe('sourcing from many locations', () => {
  const demands = ['A', 'B', 'C', 'D', 'E', 'F'].map((name) => want(name, 1))
  const chosen = (stock: Record<string, Record<string, number>>) =>
    Object.keys(sent(ask(demands, stock))).sort()
  const right = { C: 1, D: 1, F: 1 }
  const left = { A: 1, B: 1, E: 1 }
  const big = { A: 1, B: 1, C: 1, D: 1 }
  /** `right` and `left` would do; whoever takes the biggest first needs three. */
  const tempting = { five: { E: 1 }, six: { F: 1 }, right, left, big }
  const others = (count: number, shelf: Record<string, number>) =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`other${n}`, shelf]))

  it('finds the fewest up to the bound, and beyond it takes what adds most, the first on a tie', () => {
    const more = EXACT_UP_TO - Object.keys(tempting).length
    expect(chosen({ ...tempting, ...others(more, { A: 1 }) })).toEqual(['left', 'right'])
    expect(chosen({ ...tempting, ...others(more + 1, { A: 1 }) })).toEqual(['big', 'five', 'six'])
  })

  it('leaves those out that have nothing of it', () => {
    expect(chosen({ ...tempting, ...others(EXACT_UP_TO, { Z: 1 }) })).toEqual(['left', 'right'])
  })

  it('lets go of what the later ones made needless', () => {
    expect(chosen({ big, right, left, ...others(EXACT_UP_TO, { A: 1 }) })).toEqual(['left', 'right'])
  })

  it('needs few where one has nearly all', () => {
    const small = { pair: { A: 1, B: 1 }, other: { C: 1, D: 1 }, e: { E: 1 }, f: { F: 1 } }
    const most = { A: 1, B: 1, C: 1, D: 1, E: 1 }
    expect(chosen({ most, ...small, ...others(EXACT_UP_TO, { A: 1 }) })).toEqual(['f', 'most'])
  })
})

describe('sourcing each SKU whole or not at all', () => {
  const wholes = (demands: Demand[], stock: Record<string, Record<string, number>>) =>
    wholeSkus(demandsOf(demands), shelves(stock), Object.keys(stock).map(at))

  it('sends what is there whole, and names what is short', () => {
    const stock = { a: { BOOK: 1, SHIRT: 2 }, b: { BOOK: 1 } }
    expect(wholes([want('BOOK', 2), want('SHIRT', 3)], stock)).toEqual({
      portions: [
        { sku: 'BOOK', locationId: 'a', quantity: 1 },
        { sku: 'BOOK', locationId: 'b', quantity: 1 },
      ],
      short: [{ sku: 'SHIRT', requested: 3, available: 2 }],
    })
    expect(wholes([want('BOOK', 1)], stock).short).toEqual([])
  })

  it('answers no more portions than one commit can write, and leaves the rest for another time', () => {
    const names = Array.from({ length: PORTIONS_PER_CHUNK + 1 }, (_, n) => `S${String(n).padStart(2, '0')}`)
    const stock = { a: Object.fromEntries(names.map((name) => [name, 1])) }
    const { portions, short } = wholes(
      names.map((name) => want(name, 1)),
      stock,
    )
    expect(portions.map(({ sku: name }) => name)).toEqual(names.slice(0, PORTIONS_PER_CHUNK))
    expect(short).toEqual([])
  })

  it.each([
    [PORTIONS_PER_CHUNK, true],
    [PORTIONS_PER_CHUNK + 1, false],
  ])('counts a SKU that is scattered over %d locations as there: %s', (locations, isThere) => {
    const stock = Object.fromEntries(Array.from({ length: locations }, (_, n) => [`L${n}`, { BOOK: 1 }]))
    const { portions, short } = wholes([want('BOOK', locations)], stock)
    expect(portions).toHaveLength(isThere ? locations : 0)
    expect(short).toEqual(isThere ? [] : [{ sku: 'BOOK', requested: locations, available: 0 }])
  })
})

const NAMES = ['A', 'B', 'C', 'D']
const anOrder = fc
  .uniqueArray(fc.constantFrom(...NAMES), { minLength: 1 })
  .chain((names) =>
    fc.tuple(...names.map((name) => fc.integer({ min: 1, max: 4 }).map((quantity) => want(name, quantity)))),
  )
const stockOf = (locations: number) =>
  fc
    .array(fc.tuple(...NAMES.map(() => fc.integer({ min: -1, max: 3 }))), {
      minLength: locations,
      maxLength: locations,
    })
    .map((rows) =>
      Object.fromEntries(
        rows.map((row, n) => [`L${n}`, Object.fromEntries(NAMES.map((name, i) => [name, row[i] ?? 0]))]),
      ),
    )
const someStock = fc.oneof(stockOf(1), stockOf(3), stockOf(5), stockOf(EXACT_UP_TO + 4))

describe('whatever is ordered and wherever it lies', () => {
  it('sends exactly what is wanted, from what is there; the same each time', () => {
    fc.assert(
      fc.property(anOrder, someStock, (demands, stock) => {
        const sourced = ask(demands, stock)
        expect(ask(demands, stock)).toEqual(sourced)
        for (const { sku: name, quantity } of demands) {
          const there = Object.values(stock).reduce((sum, shelf) => sum + Math.max(0, shelf[name] ?? 0), 0)
          const portions = sourced.ok ? sourced.portions.filter((portion) => portion.sku === name) : []
          for (const portion of portions)
            expect(portion.quantity).toBeLessThanOrEqual(stock[portion.locationId]?.[name] ?? 0)
          if (sourced.ok) expect(portions.reduce((sum, portion) => sum + portion.quantity, 0)).toBe(quantity)
          else expect(sourced.short.some((line) => line.sku === name)).toBe(there < quantity)
        }
      }),
    )
  })

  it('needs every location it chooses, and up to the bound no fewer would do', () => {
    fc.assert(
      fc.property(anOrder, someStock, (demands, stock) => {
        const among = (names: string[]) =>
          ask(demands, Object.fromEntries(names.map((name) => [name, stock[name] ?? {}])))
        const chosen = Object.keys(sent(ask(demands, stock)))
        for (const name of chosen) expect(among(chosen.filter((other) => other !== name)).ok).toBe(false)
        if (Object.keys(stock).length > EXACT_UP_TO) return
        for (const fewer of setsOf(Object.keys(stock)).filter((names) => names.length < chosen.length))
          expect(among(fewer).ok).toBe(false)
      }),
    )
  })
})

const setsOf = (names: readonly string[]): string[][] =>
  Array.from({ length: 2 ** names.length }, (_, bits) => names.filter((_, n) => (bits >> n) % 2 === 1))
