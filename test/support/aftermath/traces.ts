import { paginateGetExecutionHistory, paginateListExecutions, SFNClient } from '@aws-sdk/client-sfn'
import * as z from 'zod/mini'
import { ACCOUNT, clientConfig, REGION } from '#local/aws.ts'
import { type Outputs, stageOf } from '#local/outputs.ts'
import { inParallel } from '#shared/in-parallel.ts'
import { stateMachineName } from '#shared/names.ts'
import type { Trace } from './findings.ts'

const AT_ONCE = 8

/** All lines that any function or access log has written. */
export async function logLines({ awsEndpoint }: Outputs): Promise<Trace[]> {
  const ask = makeAsk(awsEndpoint, 'Logs_20140328')
  const groups = await ask(
    'DescribeLogGroups',
    { limit: 50 },
    z.object({ logGroups: z.array(z.object({ logGroupName: z.string() })) }),
    ({ logGroups }) => logGroups,
  )
  const events = z.object({ events: z.array(z.object({ message: z.string() })) })
  const found = await inParallel(AT_ONCE, groups.length, async (index) => {
    const logGroupName = groups[index]?.logGroupName ?? ''
    const lines = await ask('FilterLogEvents', { logGroupName, limit: 10_000 }, events, (page) => page.events)
    return lines.map(({ message }) => ({ place: `log ${logGroupName}`, text: message }))
  })
  return found.flat()
}

/** What every execution of the order workflow was given, gave and answered, step by step. */
export async function executionSteps(outputs: Outputs): Promise<Trace[]> {
  const client = new SFNClient(clientConfig(outputs.awsEndpoint))
  const stateMachineArn = `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:${stateMachineName(stageOf(outputs))}`
  const arns: string[] = []
  for await (const { executions = [] } of paginateListExecutions({ client }, { stateMachineArn }))
    arns.push(...executions.flatMap(({ executionArn }) => executionArn ?? []))
  const found = await inParallel(AT_ONCE, arns.length, async (index) => {
    const executionArn = arns[index] ?? ''
    const steps: Trace[] = []
    for await (const { events = [] } of paginateGetExecutionHistory({ client }, { executionArn }))
      steps.push(
        ...events.map((event) => ({ place: `execution ${executionArn}`, text: JSON.stringify(event) })),
      )
    return steps
  })
  client.destroy()
  return found.flat()
}

/** What waits in the queues, those of dead letters among them. */
export async function queuedMessages({ awsEndpoint }: Outputs): Promise<Trace[]> {
  const answer = await fetch(`${awsEndpoint}/_ministack/sqs/messages`)
  const queues = z.record(z.string(), z.array(z.object({ Body: z.string() })))
  const { messages } = z.parse(
    z.object({ messages: z.record(z.string(), z.record(z.string(), queues)) }),
    await answer.json(),
  )
  return Object.values(messages)
    .flatMap((regions) => Object.values(regions))
    .flatMap((byQueue) => Object.entries(byQueue))
    .flatMap(([queue, bodies]) => bodies.map(({ Body }) => ({ place: `queue ${queue}`, text: Body })))
}

/** The names and dimensions of all metrics; those of our functions are lines of their logs. */
export async function metricNames({ awsEndpoint }: Outputs): Promise<Trace[]> {
  const answer = await fetch(awsEndpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/${REGION}/monitoring/aws4_request, SignedHeaders=host, Signature=0`,
    },
    body: new URLSearchParams({ Action: 'ListMetrics', Version: '2010-08-01' }),
  })
  if (!answer.ok) throw new Error(`ListMetrics answered ${answer.status}: ${await answer.text()}`)
  return [{ place: 'metrics', text: await answer.text() }]
}

/** Asks a service of the local AWS page by page (JSON 1.1 of AWS); it needs no signature. */
const makeAsk =
  (endpoint: string, service: string) =>
  async <Schema extends z.ZodMiniType, Item>(
    act: string,
    body: object,
    schema: Schema,
    itemsOf: (page: z.infer<Schema>) => Item[],
  ): Promise<Item[]> => {
    const items: Item[] = []
    let nextToken: string | undefined
    do {
      const answer = await fetch(endpoint, {
        method: 'POST',
        headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `${service}.${act}` },
        body: JSON.stringify({ ...body, ...(nextToken ? { nextToken } : {}) }),
      })
      if (!answer.ok) throw new Error(`${act} answered ${answer.status}: ${await answer.text()}`)
      const page: unknown = await answer.json()
      items.push(...itemsOf(z.parse(schema, page)))
      nextToken = z.parse(z.object({ nextToken: z.optional(z.string()) }), page).nextToken
    } while (nextToken)
    return items
  }
