import { describe, expect, test } from 'vitest'
import { nameOf, refersTo, STAGE_NAMES, type Synthesized, synthesize } from './synth.ts'

interface Target {
  readonly name: string
  readonly hasDeadLetterQueue: boolean
}

/** Everything that is handed work without an answer: targets of rules, queues, streams, asynchronous calls. */
function asyncTargets({ ofType }: Synthesized): Target[] {
  const rules = ofType('AWS::Events::Rule').flatMap((rule) =>
    (rule.Properties['Targets'] as { DeadLetterConfig?: unknown }[]).map((target) => ({
      name: `${nameOf(rule)} (rule)`,
      hasDeadLetterQueue: target.DeadLetterConfig !== undefined,
    })),
  )
  const queues = new Map(ofType('AWS::SQS::Queue').map((queue) => [nameOf(queue), queue]))
  const sources = ofType('AWS::Lambda::EventSourceMapping').map((source) => {
    const from = refersTo(source.Properties['EventSourceArn'])
    const queue = queues.get(`${source.stack}/${from}`)
    const deadLetters = queue ? queue.Properties['RedrivePolicy'] : source.Properties['DestinationConfig']
    return { name: `${nameOf(source)} (event source)`, hasDeadLetterQueue: deadLetters !== undefined }
  })
  const invocations = ofType('AWS::Lambda::EventInvokeConfig').map((config) => ({
    name: `${nameOf(config)} (asynchronous call)`,
    hasDeadLetterQueue: config.Properties['DestinationConfig'] !== undefined,
  }))
  return [...rules, ...sources, ...invocations]
}

describe.each(STAGE_NAMES)('asynchronous targets of %s', (stage) => {
  test('each has a dead-letter queue behind it', async () => {
    const targets = asyncTargets(await synthesize(stage))
    console.log(`${stage}: ${targets.length} asynchronous targets checked`)
    expect(targets.length).toBeGreaterThan(15)
    expect(targets.filter(({ hasDeadLetterQueue }) => !hasDeadLetterQueue)).toEqual([])
  })

  test('each event of a batch is given back by itself', async () => {
    const { ofType } = await synthesize(stage)
    const fromQueues = ofType('AWS::Lambda::EventSourceMapping').filter(
      ({ Properties }) => Properties['StartingPosition'] === undefined,
    )
    expect(fromQueues.length).toBeGreaterThan(5)
    for (const source of fromQueues)
      expect
        .soft(source.Properties['FunctionResponseTypes'], nameOf(source))
        .toEqual(['ReportBatchItemFailures'])
  })

  test('a stream is read from its beginning, and only history is published from it', async () => {
    const streams = (await synthesize(stage))
      .ofType('AWS::Lambda::EventSourceMapping')
      .filter(({ Properties }) => Properties['StartingPosition'] !== undefined)
    expect(streams.length).toBeGreaterThan(5)
    for (const { Properties } of streams)
      expect.soft(Properties).toMatchObject({
        StartingPosition: 'TRIM_HORIZON',
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: 10,
        FilterCriteria: {
          Filters: [
            { Pattern: '{"eventName":["INSERT"],"dynamodb":{"NewImage":{"entity":{"S":["history"]}}}}' },
          ],
        },
      })
  })

  test('what is not yet applied stays invisible at least as long as it is worked on', async () => {
    const { ofType } = await synthesize(stage)
    const functions = new Map(ofType('AWS::Lambda::Function').map((lambda) => [nameOf(lambda), lambda]))
    const queues = new Map(ofType('AWS::SQS::Queue').map((queue) => [nameOf(queue), queue]))
    for (const { stack, Properties } of ofType('AWS::Lambda::EventSourceMapping')) {
      const queue = queues.get(`${stack}/${refersTo(Properties['EventSourceArn'])}`)
      const worker = functions.get(`${stack}/${refersTo(Properties['FunctionName'])}`)
      if (queue)
        expect
          .soft(Number(queue.Properties['VisibilityTimeout']), nameOf(queue))
          .toBeGreaterThanOrEqual(Number(worker?.Properties['Timeout']))
    }
  })
})
