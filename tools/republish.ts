import { parseArgs } from 'node:util'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { stageConfig } from '#lib/config.ts'
import { busName, CONTEXTS, tableName } from '#shared/names.ts'
import { makePublisher } from '#shared/outbox.ts'
import { historySince, republish } from './republish/history.ts'

/**
 * Sends events to the bus again that are in the tables' history, with the AWS credentials and the region of
 * the environment:
 *   npm run republish -- --stage prod --since 2026-11-22T00:00:00Z
 *   npm run republish -- --stage prod --since 2026-11-22T00:00:00Z --context orders
 */
const USAGE = 'npm run republish -- --stage STAGE --since RFC3339-TIME [--context CONTEXT]'

/** All but `reference`, which has no table. */
const WITH_HISTORY = CONTEXTS.filter((context) => context !== 'reference')

const { values } = parseArgs({
  options: { stage: { type: 'string' }, since: { type: 'string' }, context: { type: 'string' } },
})
const { stage } = stageConfig(values.stage ?? '')
const contexts = WITH_HISTORY.filter((context) => context === (values.context ?? context))
const since = new Date(values.since ?? '')
if (Number.isNaN(since.getTime()) || contexts.length === 0) {
  const given = values.context ? `; the contexts are ${WITH_HISTORY.join(', ')}` : ''
  console.error(`A time such as 2026-11-22T00:00:00Z is needed${given}.\n${USAGE}`)
  process.exit(1)
}

const tables = new DynamoDBClient({})
const publisher = makePublisher(new EventBridgeClient({}), busName(stage))
for (const context of contexts) {
  const history = historySince(tables, tableName(stage, context), since.toISOString())
  const { sent, unreadable, lost } = await republish(history, publisher)
  const held = [
    ...lost.map(({ type, subject, sequence }) => `${type} ${subject} ${sequence} was refused`),
    ...unreadable.map(({ pk, sk }) => `${pk} ${sk} holds no event that can be read`),
  ]
  console.log(
    `${context.padEnd(14)} ${sent} events sent again${held.length > 0 ? `, ${held.length} not:` : ''}`,
  )
  for (const line of held) console.log(`  ${line}`)
  if (held.length > 0) process.exitCode = 1
}
