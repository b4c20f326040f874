import { at } from './numbers.ts'
import { makePairCollector, type Pairs } from './pairs.ts'

/** Of each row the pairs of the highest values, above 0 alone, the highest first; of equal ones the lower number. */
export function strongest({ starts, others, values }: Pairs, most: number): Pairs {
  const rows = starts.length - 1
  const kept = makePairCollector(rows)
  for (let row = 0; row < rows; row++) {
    const places: number[] = []
    for (let place = at(starts, row); place < at(starts, row + 1); place++)
      if (at(values, place) > 0) places.push(place)
    places.sort((a, b) => at(values, b) - at(values, a) || at(others, a) - at(others, b))
    for (const place of places.slice(0, most)) kept.add(at(others, place), at(values, place))
    kept.endRow(row)
  }
  return kept.collected()
}
