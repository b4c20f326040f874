import { randomUUID } from 'node:crypto'
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import { afterAll, expect, test } from 'vitest'
import { clientConfig } from '#local/aws.ts'
import { testOutputs } from '#support/outputs.ts'
import { NotRedrivable, redrive } from '../../tools/redrive/redrive.ts'

const sqs = new SQSClient(clientConfig(testOutputs().awsEndpoint))

/** As the queues of one stage are called. */
const stage = `cartwright-${randomUUID().slice(0, 8)}`
const name = (queue: string) => `${stage}-orders-${queue}`

const made: string[] = []
async function makeQueue(QueueName: string, Attributes: Record<string, string> = {}) {
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }))
  made.push(QueueUrl)
  return QueueUrl
}
// What lies in a queue is waited for by whoever looks at what a whole run has left.
afterAll(async () => {
  for (const QueueUrl of made) await sqs.send(new DeleteQueueCommand({ QueueUrl }))
})

async function attributeOf(QueueUrl: string, attribute: 'QueueArn' | 'ApproximateNumberOfMessages') {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [attribute] }),
  )
  return Attributes[attribute] ?? ''
}

test('every message of a dead-letter queue goes back to the queue it came from', async () => {
  const [source, dead] = [name('EventsQueue'), name('EventsDeadLetters')]
  const deadLetters = await makeQueue(dead)
  const redrivePolicy = {
    deadLetterTargetArn: await attributeOf(deadLetters, 'QueueArn'),
    maxReceiveCount: 3,
  }
  const queue = await makeQueue(source, { RedrivePolicy: JSON.stringify(redrivePolicy) })
  for (let count = 0; count < 23; count += 1)
    await sqs.send(new SendMessageCommand({ QueueUrl: deadLetters, MessageBody: `{"count":${count}}` }))

  const told: number[] = []
  expect(await redrive(sqs, dead, (count) => told.push(count))).toEqual({ to: source, moved: 23, refused: 0 })
  expect(told.at(-1)).toBe(23)
  expect(await attributeOf(queue, 'ApproximateNumberOfMessages')).toBe('23')
  expect(await attributeOf(deadLetters, 'ApproximateNumberOfMessages')).toBe('0')
})

test('a queue that nothing came from, and one that is not there, say what to do instead', async () => {
  const alone = name('OutboxUnpublished')
  await makeQueue(alone)
  await expect(redrive(sqs, alone, () => undefined)).rejects.toThrow(/npm run republish/)
  await expect(redrive(sqs, name('Missing'), () => undefined)).rejects.toThrow(NotRedrivable)
})
