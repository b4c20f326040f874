/** Where the time comes from. Passed in everywhere, so that a test decides what time it is. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

export const seconds = (n: number): number => n * 1_000
export const minutes = (n: number): number => n * 60_000
export const hours = (n: number): number => n * 3_600_000
export const days = (n: number): number => n * 86_400_000

/** The instant `milliseconds` after `from`, as RFC 3339 UTC. */
export const after = (from: Date, milliseconds: number): string =>
  new Date(from.getTime() + milliseconds).toISOString()
