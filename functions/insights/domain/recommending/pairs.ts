import { add, at, startsOf } from './numbers.ts'

/** Numbers for pairs of products, by rows: those of product `i` are from `starts[i]` to `starts[i + 1]`. */
export interface Pairs {
  readonly starts: Uint32Array
  readonly others: Uint32Array
  readonly values: Float32Array
}

/** Takes pairs in row by row, without knowing before how many there are. */
export function makePairCollector(rows: number) {
  const starts = new Uint32Array(rows + 1)
  let others = new Uint32Array(1_024)
  let values = new Float32Array(1_024)
  let used = 0
  return {
    add(other: number, value: number): void {
      if (used === others.length) {
        others = larger(others, new Uint32Array(used * 2))
        values = larger(values, new Float32Array(used * 2))
      }
      others[used] = other
      values[used] = value
      used++
    },
    /** Says that all pairs of a row are in; rows end in their order. */
    endRow(row: number): void {
      starts[row + 1] = used
    },
    collected: (): Pairs => ({ starts, others: others.slice(0, used), values: values.slice(0, used) }),
  }
}

function larger<Numbers extends Uint32Array | Float32Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from)
  return to
}

/** The same pairs, by the other product. */
export function turned({ starts, others, values }: Pairs): Pairs {
  const rows = starts.length - 1
  const sizes = new Uint32Array(rows)
  for (const other of others) add(sizes, other, 1)
  const turnedStarts = startsOf(sizes)
  const next = turnedStarts.slice(0, rows)
  const turnedOthers = new Uint32Array(others.length)
  const turnedValues = new Float32Array(others.length)
  for (let row = 0; row < rows; row++)
    for (let place = at(starts, row); place < at(starts, row + 1); place++) {
      const other = at(others, place)
      const to = at(next, other)
      turnedOthers[to] = row
      turnedValues[to] = at(values, place)
      next[other] = to + 1
    }
  return { starts: turnedStarts, others: turnedOthers, values: turnedValues }
}
