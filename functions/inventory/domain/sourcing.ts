import type { Shortage } from '#contexts/orders/contract/types.ts'
import type { LocationId, Sku } from '#shared/ids.ts'
import { byPlace, type Level, type Portion } from './level.ts'
import { PORTIONS_PER_CHUNK } from './reservation.ts'

/** How much of a SKU an order wants, all its lines together. */
export interface Demand {
  readonly sku: Sku
  readonly quantity: number
}

export type Sourced =
  | { readonly ok: true; readonly portions: readonly Portion[] }
  | { readonly ok: false; readonly short: readonly Shortage[] }

/** Up to so many locations the fewest are found exactly, by trying all of their sets: 1,023 at most. */
export const EXACT_UP_TO = 10

/** The lines of one SKU are one demand; in the order of their SKUs. */
export function demandsOf(lines: readonly Demand[]): Demand[] {
  const bySku = new Map<Sku, number>()
  for (const { sku, quantity } of lines) bySku.set(sku, (bySku.get(sku) ?? 0) + quantity)
  return [...bySku].map(([sku, quantity]) => ({ sku, quantity })).sort((a, b) => (a.sku < b.sku ? -1 : 1))
}

/**
 * Says which locations send an order, and what each sends. If one holds everything it sends everything;
 * else as few send as will do, and a SKU's quantity is split only where none of them holds it whole.
 * Among equals, those asked first win: the same question has the same answer. With more than
 * `EXACT_UP_TO` locations that hold some of it the number is small but not always the smallest: the
 * one that adds most is taken until all is covered (within 1 + ln(units) times the fewest).
 *
 * `locations` are in the order in which they are asked.
 */
export function source(
  demands: readonly Demand[],
  levels: readonly Level[],
  locations: readonly LocationId[],
): Sourced {
  const shelves = new Shelves(levels)
  const candidates = locations.filter((location) => demands.some(({ sku }) => shelves.at(location, sku) > 0))
  const short = demands
    .map(({ sku, quantity }) => ({ sku, requested: quantity, available: shelves.together(candidates, sku) }))
    .filter(({ requested, available }) => available < requested)
  if (short.length > 0) return { ok: false, short }
  const chosen =
    candidates.length <= EXACT_UP_TO
      ? fewest(candidates, demands, shelves)
      : greedyCover(candidates, demands, shelves)
  const portions = demands.flatMap((demand) => portionsOf(demand, chosen, shelves))
  return { ok: true, portions: portions.sort(byPlace) }
}

export interface WholeSkus {
  readonly portions: readonly Portion[]
  /** What nobody has, or not whole. */
  readonly short: readonly Shortage[]
}

/**
 * Sources each SKU whole or not at all: those that are short keep no other from being sent. Answers no
 * more portions than one commit can write; whoever has more demands asks for the rest afterwards. A SKU
 * that is scattered over more locations than that counts as short.
 */
export function wholeSkus(
  demands: readonly Demand[],
  levels: readonly Level[],
  locations: readonly LocationId[],
): WholeSkus {
  const all = source(demands, levels, locations)
  const short = all.ok ? [] : [...all.short]
  const rest = demands.filter(({ sku }) => !short.some((one) => one.sku === sku))
  const whole = source(rest, levels, locations)
  const fitting: Portion[] = []
  for (const { sku, quantity } of rest) {
    const portions = whole.ok ? whole.portions.filter((portion) => portion.sku === sku) : []
    if (portions.length > PORTIONS_PER_CHUNK) short.push({ sku, requested: quantity, available: 0 })
    else if (fitting.length + portions.length <= PORTIONS_PER_CHUNK) fitting.push(...portions)
  }
  return { portions: fitting, short }
}

/** What can be sold, by location and SKU; a deficit counts as nothing. */
class Shelves {
  readonly #available = new Map<string, number>()

  constructor(levels: readonly Level[]) {
    for (const { locationId, sku, available } of levels)
      this.#available.set(`${locationId}/${sku}`, Math.max(0, available))
  }

  at(location: LocationId, sku: Sku): number {
    return this.#available.get(`${location}/${sku}`) ?? 0
  }

  together(locations: readonly LocationId[], sku: Sku): number {
    return locations.reduce((sum, location) => sum + this.at(location, sku), 0)
  }

  cover(locations: readonly LocationId[], demands: readonly Demand[]): boolean {
    return demands.every(({ sku, quantity }) => this.together(locations, sku) >= quantity)
  }

  /** How many of the units wanted these locations can send. */
  units(locations: readonly LocationId[], demands: readonly Demand[]): number {
    return demands.reduce(
      (sum, { sku, quantity }) => sum + Math.min(quantity, this.together(locations, sku)),
      0,
    )
  }
}

function fewest(candidates: readonly LocationId[], demands: readonly Demand[], shelves: Shelves) {
  for (let size = 1; size < candidates.length; size += 1)
    for (const subset of subsets(candidates, size)) if (shelves.cover(subset, demands)) return subset
  return candidates
}

/** All sets of `size`, those of the first locations first. */
function* subsets(from: readonly LocationId[], size: number): Generator<readonly LocationId[]> {
  if (size === 0) yield []
  else
    for (const [index, first] of from.entries())
      for (const rest of subsets(from.slice(index + 1), size - 1)) yield [first, ...rest]
}

function greedyCover(candidates: readonly LocationId[], demands: readonly Demand[], shelves: Shelves) {
  let chosen: readonly LocationId[] = []
  while (!shelves.cover(chosen, demands)) {
    const gains = candidates
      .filter((location) => !chosen.includes(location))
      .map((location) => ({ location, units: shelves.units([...chosen, location], demands) }))
    const best = gains.reduce((a, b) => (b.units > a.units ? b : a))
    chosen = [...chosen, best.location]
  }
  const needed = chosen.reduceRight((kept, location) => {
    const without = kept.filter((other) => other !== location)
    return shelves.cover(without, demands) ? without : kept
  }, chosen)
  return candidates.filter((location) => needed.includes(location))
}

function portionsOf({ sku, quantity }: Demand, chosen: readonly LocationId[], shelves: Shelves): Portion[] {
  const whole = chosen.find((locationId) => shelves.at(locationId, sku) >= quantity)
  if (whole) return [{ sku, locationId: whole, quantity }]
  const portions: Portion[] = []
  let missing = quantity
  for (const locationId of chosen) {
    const units = Math.min(missing, shelves.at(locationId, sku))
    if (units > 0) portions.push({ sku, locationId, quantity: units })
    missing -= units
  }
  return portions
}
