import type { Availability } from '../contract/availability.ts'
import type { DaysUntil, Serving } from './search/places.ts'

/** So few or fewer are said by number. */
const FEW = 5

export interface Stocked {
  readonly digital: boolean
  /** Units by location. */
  readonly stock: Readonly<Record<string, number>>
}

/** Units that can be sent: from the places that serve the country, or from all where none is asked for. */
export function unitsOf({ digital, stock }: Stocked, serving: Serving | undefined): number {
  if (digital) return Number.POSITIVE_INFINITY
  let units = 0
  for (const [location, amount] of Object.entries(stock)) if (serving?.has(location) ?? true) units += amount
  return units
}

/** What is said of some units: few are counted, and how soon they are there where a country is known. */
export function availabilityOf(variants: readonly Stocked[], serving: Serving | undefined): Availability {
  const units = variants.reduce((sum, variant) => sum + unitsOf(variant, serving), 0)
  if (units === 0) return { status: 'out_of_stock' }
  const shipsInDays = serving && daysOf(variants, serving)
  return {
    ...(units <= FEW ? { status: 'low_stock' as const, left: units } : { status: 'in_stock' as const }),
    ...(shipsInDays ? { shipsInDays } : {}),
  }
}

/** The soonest and the latest of the places that have some; none where nothing is sent. */
function daysOf(variants: readonly Stocked[], serving: Serving): DaysUntil | undefined {
  const has = (location: string) =>
    variants.some(({ digital, stock }) => !digital && (stock[location] ?? 0) > 0)
  const days = [...serving].flatMap(([location, until]) => (has(location) ? [until] : []))
  if (days.length === 0) return undefined
  return {
    earliest: Math.min(...days.map(({ earliest }) => earliest)),
    latest: Math.max(...days.map(({ latest }) => latest)),
  }
}
