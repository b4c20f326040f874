import { parseArgs } from 'node:util'
import { SQSClient } from '@aws-sdk/client-sqs'
import { failureOf, WrongOption } from './measure/output.ts'
import { progress } from './measure/world.ts'
import { redrive } from './redrive/redrive.ts'

const USAGE = `npm run redrive -- --queue NAME
  --queue   a dead-letter queue's whole name, as its alarm says it; its messages go back to where they came from`

const { values } = parseArgs({
  options: { queue: { type: 'string' }, help: { type: 'boolean', default: false } },
})

/** With the AWS credentials and the region of the environment. Ends with 1 where a message could not be moved. */
async function main(): Promise<void> {
  if (values.help) return console.log(USAGE)
  if (!values.queue) throw new WrongOption('Which queue? --queue is missing.')
  const { to, moved, refused } = await redrive(new SQSClient({}), values.queue, (count) =>
    progress(`${count} messages sent back`),
  )
  console.log(`${moved} messages went back to ${to}${refused > 0 ? `, ${refused} were refused` : ''}.`)
  if (refused > 0) process.exitCode = 1
}

await main().catch(failureOf(USAGE))
