/** A list price of AWS. */
export interface Price {
  /** US dollars for one. */
  readonly usd: number
  /** Not looked up, but from memory. */
  readonly fromMemory?: true
}

const perMillion = (usd: number): number => usd / 1_000_000

/** Where and when the prices hold, without free tier. */
export const PRICES_OF = { region: 'us-east-1', lookedUp: '2026-11-22' } as const

export const PRICES = {
  /** A state transition of a Standard workflow; the start and retries count. */
  transition: { usd: perMillion(25) },
  /** A request to an HTTP API, metered per 512 kB. */
  httpRequest: { usd: perMillion(1) },
  lambdaRequest: { usd: perMillion(0.2) },
  /** A GB-second on arm64. */
  lambdaGbSecond: { usd: 0.0000133334 },
  /** On demand. A write unit is 1 kB, a read unit 4 kB read consistently; transactions take twice the units. */
  writeUnit: { usd: perMillion(0.625) },
  readUnit: { usd: perMillion(0.125) },
  /** A custom event of up to 64 kB. */
  event: { usd: perMillion(1), fromMemory: true },
  queueRequest: { usd: perMillion(0.4), fromMemory: true },
  /** A GB taken in by CloudWatch Logs. */
  logGb: { usd: 0.5, fromMemory: true },
  secretRequest: { usd: 0.05 / 10_000, fromMemory: true },
  mail: { usd: 0.1 / 1_000 },
  publish: { usd: perMillion(0.5) },
} as const satisfies Record<string, Price>
