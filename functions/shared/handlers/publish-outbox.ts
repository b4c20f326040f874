import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import middy from '@middy/core'
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import * as z from 'zod/mini'
import { baseEnvironment, readEnvironment } from '../environment.ts'
import { busName } from '../names.ts'
import { count, note, observed } from '../observability.ts'
import { makePublisher, publishHistory } from '../outbox.ts'
import { itemOf } from '../store/item-of.ts'

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
    const { unreadable, lost } = await publishHistory(publisher, Records.map(imageOf))
    const keys = [
      ...unreadable.map(({ pk, sk }) => ({ pk, sk })),
      ...lost.map(({ subject, sequence }) => ({ subject, sequence })),
    ]
    await Promise.all(
      keys.map((key) =>
        sqs.send(new SendMessageCommand({ QueueUrl: FAILED_QUEUE_URL, MessageBody: JSON.stringify(key) })),
      ),
    )
    note({ count: Records.length, failed: keys.length })
    if (keys.length > 0) count('UnpublishedEvents', keys.length)
  })

const imageOf = ({ dynamodb }: DynamoDBRecord) =>
  itemOf((dynamodb?.NewImage ?? {}) as Record<string, AttributeValue>)
