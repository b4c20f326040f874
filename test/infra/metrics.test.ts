import { expect, test } from 'vitest'
import { z } from 'zod'
import { lineOf } from '#shared/testing-lines.ts'
import { synthesize } from './synth.ts'

/** A namespace and all dimensions of a series, whichever comes first. */
const setOf = (namespace: string, dimensions: readonly string[]): string =>
  [namespace, ...dimensions.toSorted()].join(',')

/** Those of AWS that we look at, as its documentation lists them. */
const OF_AWS = [
  setOf('AWS/ApiGateway', ['ApiId']),
  setOf('AWS/DynamoDB', ['TableName', 'Operation']),
  setOf('AWS/Lambda', []),
  setOf('AWS/Lambda', ['FunctionName']),
  setOf('AWS/SQS', ['QueueName']),
  setOf('AWS/States', ['StateMachineArn']),
]

const embedded = z.object({
  _aws: z.object({
    CloudWatchMetrics: z.array(z.object({ Namespace: z.string(), Dimensions: z.array(z.array(z.string())) })),
  }),
})

/** What a function publishes, read from the line that it prints. */
async function published(): Promise<string[]> {
  return embedded
    .parse(await lineOf(async () => undefined))
    ._aws.CloudWatchMetrics.flatMap(({ Namespace, Dimensions }) =>
      Dimensions.map((names) => setOf(Namespace, names)),
    )
}

const metric = z.object({
  Namespace: z.string(),
  Dimensions: z.array(z.object({ Name: z.string() })).default([]),
})

/** Every metric that an alarm watches, also those that it adds up. */
async function watched(): Promise<string[]> {
  const alarms = (await synthesize('prod')).ofType('AWS::CloudWatch::Alarm')
  return alarms.flatMap(({ Properties }) => {
    const { Metrics } = z
      .object({
        Metrics: z.array(z.object({ MetricStat: z.object({ Metric: metric }).optional() })).optional(),
      })
      .parse(Properties)
    const metrics = Metrics?.flatMap(({ MetricStat }) => MetricStat?.Metric ?? []) ?? [
      metric.parse(Properties),
    ]
    return metrics.map(({ Namespace, Dimensions }) =>
      setOf(
        Namespace,
        Dimensions.map(({ Name }) => Name),
      ),
    )
  })
}

/** The schemas of the dashboard's searches, as in `SEARCH('{AWS/SQS,QueueName} ...')`. */
async function searched(): Promise<string[]> {
  const [dashboard] = (await synthesize('prod')).ofType('AWS::CloudWatch::Dashboard')
  return [...JSON.stringify(dashboard?.Properties).matchAll(/SEARCH\('\{([^}]+)\}/g)].map(
    ([, schema = '']) => {
      const [namespace = '', ...dimensions] = schema.split(',')
      return setOf(namespace, dimensions)
    },
  )
}

test('what alarms watch and graphs search is published, under exactly these dimensions', async () => {
  const known = [...(await published()), ...OF_AWS]
  const [alarms, graphs] = [await watched(), await searched()]
  expect([...alarms, ...graphs].filter((set) => !known.includes(set))).toEqual([])
  expect(known).not.toContain(setOf('Cartwright', ['service']))
  expect(graphs.filter((set) => set.startsWith('Cartwright,'))).toHaveLength(1)
  console.log(`${alarms.length} metrics of alarms and ${graphs.length} searches checked`)
})
