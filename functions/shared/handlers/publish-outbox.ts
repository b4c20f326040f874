import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import middy from '@middy/core'
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import * as z from 'zod/mini'
import { baseEnvironment, readEnvironment } from '../environment.ts'
import { type Envelope, envelope } from '../events.ts'
import { busName } from '../names.ts'
import { count, note, observed } from '../observability.ts'
import { makePublisher } from '../outbox.ts'

const { STAGE, TABLE_NAME, FAILED_QUEUE_URL } = readEnvironment({
  ...baseEnvironment,
  FAILED_QUEUE_URL: z.string(),
})
const sqs = new SQSClient({})
const publisher = makePublisher(new EventBridgeClient({}), busName(STAGE))

/**
 * A table's stream: sends each new history item to the bus. Nothing blocks the shard: what cannot be
 * published goes by its key to a queue, and `npm run republish` sends it again.
 */
export const handler = middy<DynamoDBStreamEvent, void>()
  .use(observed(`publisher.${TABLE_NAME}`))
  .handler(async ({ Records }) => {
    const events = Records.map(eventOf)
    const unreadable = Records.filter((_, index) => events[index] === undefined)
    const lost = await publisher.publish(events.filter((event) => event !== undefined))
    const keys = [
      ...unreadable.map(({ dynamodb }) => dynamodb?.Keys),
      ...lost.map(({ subject, sequence }) => ({ subject, sequence })),
    ]
    await Promise.all(
      keys.map((key) =>
        sqs.send(new SendMessageCommand({ QueueUrl: FAILED_QUEUE_URL, MessageBody: JSON.stringify(key) })),
      ),
    )
    note({ count: events.length, failed: keys.length })
    if (keys.length > 0) count('UnpublishedEvents', keys.length)
  })

function eventOf({ dynamodb }: DynamoDBRecord): Envelope | undefined {
  const image = unmarshall((dynamodb?.NewImage ?? {}) as Record<string, AttributeValue>)
  const parsed = envelope.safeParse(image['event'])
  return parsed.success ? parsed.data : undefined
}
