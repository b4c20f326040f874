/** Numbers that look random and follow from a seed alone: what was drawn once is drawn again. */
export interface Chance {
  /** At least 0, less than 1. */
  next(): number
  /** A whole number of at least 0, less than `end`. */
  below(end: number): number
  /** True with this probability, 0 to 1; draws nothing where there is nothing to decide. */
  happens(probability: number): boolean
  pick<T>(of: readonly T[]): T
}

/** Mulberry32: 32 bits of state, which is plenty for deciding what happens next. */
export function makeChance(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (end: number): number => Math.floor(next() * end)
  return {
    next,
    below,
    happens: (probability) => probability > 0 && (probability >= 1 || next() < probability),
    pick: (of) => {
      const picked = of[below(of.length)]
      if (picked === undefined) throw new RangeError('there is nothing to pick from')
      return picked
    },
  }
}
