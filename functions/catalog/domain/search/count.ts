import { priceAt } from '../../contract/prices.ts'
import { unitsOf } from '../availability.ts'
import type { Filters } from './filters.ts'
import type { Serving } from './places.ts'
import { CATEGORY, type Entry, type EntryVariant, type Shelf } from './shelf.ts'

/** Where and when somebody looks. */
export interface Scene {
  /** Prices are those of this currency; what has none in it is left out. Prices are not looked at where it is missing. */
  readonly currency: string | undefined
  /** Stock is what these places have; all there is where it is missing. */
  readonly serving: Serving | undefined
  readonly now: Date
}

/** A product of which at least one variant meets all filters. */
export interface Match {
  readonly entry: Entry
  readonly score: number
  /** Those that meet all filters. */
  readonly variants: readonly EntryVariant[]
  /** The lowest and highest price of those, minor units. */
  readonly from: number | undefined
  readonly to: number | undefined
}

export interface FacetCount {
  readonly facet: string
  readonly values: readonly { readonly id: string; readonly count: number }[]
}

export interface Counted {
  readonly matches: readonly Match[]
  readonly facets: readonly FacetCount[]
  /** The lowest and highest price of what meets all filters but the one of price; undefined where there is none. */
  readonly priceRange: { readonly min: number; readonly max: number } | undefined
}

export interface Found {
  readonly entry: Entry
  readonly score: number
}

/** A filter that a variant must meet, and the facet whose counts do not heed it. */
interface Test {
  readonly bit: number
  readonly facet: string | undefined
  readonly meets: (variant: EntryVariant, price: number | undefined) => boolean
}

const PRICE = 'price'

/**
 * Filters what was found, and counts exactly, in one pass: of each value of a facet the products that meet all
 * other facets' filters with it. What is asked of options, price and stock must hold of one and the same variant.
 * A bit set says of each variant what it fails: with none it counts for all facets, with one alone for that one.
 */
export function count(found: readonly Found[], shelf: Shelf, filters: Filters, scene: Scene): Counted {
  const tests = testsOf(shelf, filters, scene)
  const bits = new Map(
    tests.flatMap(({ facet, bit }) => (facet === undefined ? [] : [[facet, bit] as const])),
  )
  const facetBit = Array.from(
    { length: shelf.values },
    (_, number) => bits.get(shelf.valueAt(number)?.facet ?? '') ?? 0,
  )
  const counts = new Array<number>(shelf.values).fill(0)
  const lastSeen = new Array<number>(shelf.values).fill(-1)
  const categories = new Map<string, number>()
  const matches: Match[] = []
  let range: Counted['priceRange']
  let place = 0
  for (const { entry, score } of found) {
    place += 1
    const inCategory =
      filters.categories === undefined || entry.categories.some((id) => filters.categories?.has(id))
    const meeting: EntryVariant[] = []
    let [from, to]: (number | undefined)[] = []
    for (const variant of entry.variants) {
      const price =
        scene.currency === undefined ? undefined : priceOf(entry, variant, scene.currency, scene.now)
      if (scene.currency !== undefined && price === undefined) continue
      const failed = failuresOf(variant, price, tests)
      if (failed === 0) {
        meeting.push(variant)
        if (price !== undefined) {
          from = Math.min(from ?? price, price)
          to = Math.max(to ?? price, price)
        }
      }
      if (!inCategory) continue
      if ((failed & ~(bits.get(PRICE) ?? 0)) === 0 && price !== undefined)
        range = { min: Math.min(range?.min ?? price, price), max: Math.max(range?.max ?? price, price) }
      for (const value of variant.values) {
        if ((failed & ~(facetBit[value] ?? 0)) !== 0 || lastSeen[value] === place) continue
        lastSeen[value] = place
        counts[value] = (counts[value] ?? 0) + 1
      }
    }
    if (meeting.length === 0) continue
    for (const id of entry.categories) categories.set(id, (categories.get(id) ?? 0) + 1)
    if (inCategory) matches.push({ entry, score, variants: meeting, from, to })
  }
  return { matches, facets: facetsOf(shelf, counts, categories), priceRange: range }
}

function testsOf(shelf: Shelf, { traits, price, inStock }: Filters, { serving }: Scene): Test[] {
  const tests: Omit<Test, 'bit'>[] = []
  if (inStock) tests.push({ facet: undefined, meets: (variant) => unitsOf(variant, serving) > 0 })
  if (price)
    tests.push({ facet: PRICE, meets: (_, is) => is !== undefined && is >= price.min && is <= price.max })
  for (const [facet, ids] of traits) {
    const wanted = new Set([...ids].flatMap((id) => shelf.numberOf(facet, id) ?? []))
    tests.push({ facet, meets: ({ values }) => values.some((value) => wanted.has(value)) })
  }
  return tests.map((test, index) => ({ ...test, bit: 1 << index }))
}

const failuresOf = (variant: EntryVariant, price: number | undefined, tests: readonly Test[]): number =>
  tests.reduce((failed, { bit, meets }) => (meets(variant, price) ? failed : failed | bit), 0)

/** What a variant costs in minor units. */
export const priceOf = (
  { document }: Entry,
  { variant }: EntryVariant,
  currency: string,
  now: Date,
): number | undefined => priceAt(variant.prices ?? document.prices, currency, now)?.amount

/** Facets by name, values by how many have them; what nobody has is left out. */
function facetsOf(
  shelf: Shelf,
  counts: readonly number[],
  categories: ReadonlyMap<string, number>,
): FacetCount[] {
  const byFacet = new Map<string, { id: string; count: number }[]>()
  counts.forEach((count, number) => {
    const value = shelf.valueAt(number)
    if (count === 0 || !value) return
    const values = byFacet.get(value.facet) ?? []
    values.push({ id: value.id, count })
    byFacet.set(value.facet, values)
  })
  const ofCategories = [...categories].map(([id, count]) => ({ id, count }))
  const all: (readonly [string, { id: string; count: number }[]])[] = [...byFacet].toSorted(([a], [b]) =>
    order(a, b),
  )
  if (ofCategories.length > 0) all.unshift([CATEGORY, ofCategories])
  return all.map(([facet, values]) => ({
    facet,
    values: values.toSorted((a, b) => b.count - a.count || order(a.id, b.id)),
  }))
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
