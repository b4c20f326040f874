/** A list price of AWS. */
export interface Price {
  readonly what: string
  /** US dollars for one. */
  readonly usd: number
  /** Not looked up, but from memory. */
  readonly fromMemory?: true
}

const perMillion = (usd: number): number => usd / 1_000_000

/** Where and when the prices hold, without free tier. */
export const PRICES_OF = { region: 'us-east-1', lookedUp: '2026-11-22' } as const

export const PRICES = {
  transition: {
    what: 'Step Functions Standard: a state transition, the start and retries too',
    usd: perMillion(25),
  },
  httpRequest: { what: 'API Gateway HTTP API: a request of up to 512 kB', usd: perMillion(1) },
  lambdaRequest: { what: 'Lambda: a request', usd: perMillion(0.2) },
  lambdaGbSecond: { what: 'Lambda on arm64: a GB-second', usd: 0.0000133334 },
  writeUnit: {
    what: 'DynamoDB on demand: a write unit, 1 kB; transactions take two',
    usd: perMillion(0.625),
  },
  readUnit: {
    what: 'DynamoDB on demand: a read unit, 4 kB, half if eventually consistent',
    usd: perMillion(0.125),
  },
  event: { what: 'EventBridge: a custom event of up to 64 kB', usd: perMillion(1), fromMemory: true },
  queueRequest: { what: 'SQS standard: a request', usd: perMillion(0.4), fromMemory: true },
  logKb: { what: 'CloudWatch Logs: a kB taken in', usd: perMillion(0.5), fromMemory: true },
  keyRequest: { what: 'KMS: a request', usd: 0.03 / 10_000, fromMemory: true },
  secretRequest: { what: 'Secrets Manager: a request', usd: perMillion(5), fromMemory: true },
  mail: { what: 'SES: a mail', usd: perMillion(100) },
  publish: { what: 'SNS: a publish; SMS cost more, by country', usd: perMillion(0.5) },
} as const satisfies Record<string, Price>
