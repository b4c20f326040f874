export interface Speed {
  readonly perSecond: number
  /** Half of the orders took at most so many milliseconds. */
  readonly p50: number
  readonly p95: number
  readonly p99: number
}

/** When something began and when it was done, in milliseconds since 1970. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** How many were done in a second, from the first beginning to the last end, and how long each took. */
export function speedOf(spans: readonly Span[]): Speed {
  const took = spans.map(({ from, to }) => to - from).toSorted((a, b) => a - b)
  const whole = Math.max(...spans.map(({ to }) => to)) - Math.min(...spans.map(({ from }) => from))
  return {
    perSecond: Number((spans.length / (Math.max(1, whole) / 1_000)).toFixed(1)),
    p50: percentile(took, 50),
    p95: percentile(took, 95),
    p99: percentile(took, 99),
  }
}

/** By nearest rank: the smallest value that at least `share` percent do not exceed. `sorted` has one at least. */
export function percentile(sorted: readonly number[], share: number): number {
  const rank = Math.max(1, Math.ceil((share / 100) * sorted.length))
  return Math.round(sorted[rank - 1] ?? Number.NaN)
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN
}
