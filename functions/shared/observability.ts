import { AsyncLocalStorage } from 'node:async_hooks'
import type { MiddlewareObj } from '@middy/core'
import * as z from 'zod/mini'
import { readEnvironment } from './environment.ts'

/** All that a log line may say: never a person's data. What is not listed here cannot be logged. */
export interface LogFields {
  operation?: string
  orderId?: string
  subject?: string
  run?: number
  eventId?: string
  eventType?: string
  correlationId?: string
  outcome?: string
  refusal?: string
  status?: number
  count?: number
  failed?: number
  provider?: string
  reason?: string
}

/** Counters and durations, published as CloudWatch metrics by the embedded metric format. */
export type Metrics = Record<string, number>

export const METRICS_NAMESPACE = 'Cartwright'

/** Each metric is published under each of these sets. CloudWatch finds it by a whole set only. */
export const METRICS_DIMENSIONS = { byService: ['stage', 'service'], all: ['stage'] } as const

interface Line {
  fields: LogFields
  metrics: Metrics
}

const current = new AsyncLocalStorage<Line>()
const outside: Line = { fields: {}, metrics: {} }

/** Two stages may share an account: their metrics are kept apart. */
const { STAGE: stage = 'none' } = readEnvironment({ STAGE: z.optional(z.string()) })

/** Adds to the one line of this invocation. */
export const note = (fields: LogFields): void => {
  Object.assign((current.getStore() ?? outside).fields, fields)
}

/** Counts something in this invocation, such as `RefusedWebhooks`. */
export const count = (metric: string, amount = 1): void => {
  const { metrics } = current.getStore() ?? outside
  metrics[metric] = (metrics[metric] ?? 0) + amount
}

/** What may be said of an error: our faults say no personal data, others' messages might. */
function describe(error: unknown): object {
  if (!(error instanceof Error)) return { error: typeof error }
  const where = error.stack
    ?.split('\n')
    .find((line) => line.trim().startsWith('at '))
    ?.trim()
  const ours = error.name === 'Fault' ? { message: error.message } : {}
  return { error: error.name, ...ours, at: where, ...(error.cause ? { cause: describe(error.cause) } : {}) }
}

function print(service: string, line: Line, started: number, error?: unknown): void {
  const metrics: Metrics = {
    ...line.metrics,
    DurationMs: Math.round(performance.now() - started),
    Faults: error ? 1 : 0,
  }
  process.stdout.write(
    `${JSON.stringify({
      level: error ? 'error' : 'info',
      stage,
      service,
      ...line.fields,
      ...(error ? describe(error) : {}),
      ...metrics,
      _aws: {
        Timestamp: Date.now(),
        CloudWatchMetrics: [
          {
            Namespace: METRICS_NAMESPACE,
            Dimensions: Object.values(METRICS_DIMENSIONS),
            Metrics: Object.keys(metrics).map((Name) => ({ Name })),
          },
        ],
      },
    })}\n`,
  )
}

/** One structured line per invocation, whatever happens in it. `service` is `<context>.<function>`. */
export const observed = (service: string): MiddlewareObj => {
  const lines = new WeakMap<object, { line: Line; started: number }>()
  const finish = (internal: object, error?: unknown) => {
    const { line, started } = lines.get(internal) ?? { line: outside, started: performance.now() }
    print(service, line, started, error)
  }
  return {
    before: ({ internal }) => {
      const line: Line = { fields: {}, metrics: {} }
      lines.set(internal, { line, started: performance.now() })
      current.enterWith(line)
    },
    after: ({ internal }) => finish(internal),
    onError: ({ internal, error }) => finish(internal, error),
  }
}
