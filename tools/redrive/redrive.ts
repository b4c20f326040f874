import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type Message,
  paginateListQueues,
  QueueDoesNotExist,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs'
import { z } from 'zod'

/** How long a message that is being moved is hidden from others, seconds; one that could not be moved is back then. */
const HIDDEN_SECONDS = 120

/** Why a queue cannot be sent back; its message says what to do instead. */
export class NotRedrivable extends Error {}

export interface Redriven {
  /** The queue's name that the messages went to. */
  readonly to: string
  readonly moved: number
  /** Messages that SQS did not take; they are back in the dead-letter queue after two minutes. */
  readonly refused: number
}

/**
 * Sends what lies in a dead-letter queue back to the queue it came from, ten at a time: first sent, then deleted, so
 * that nothing is lost whenever it is interrupted; a consumer passes over what it has applied before.
 * Throws NotRedrivable where the queue is not there, or is no queue's dead-letter queue.
 */
export async function redrive(
  sqs: SQSClient,
  queueName: string,
  moved: (count: number) => void,
): Promise<Redriven> {
  const from = await urlOf(sqs, queueName)
  const to = await sourceOf(sqs, queueName, from)
  const sum = { moved: 0, refused: 0 }
  for (;;) {
    const messages = await receive(sqs, from)
    if (messages.length === 0) return { to: nameOf(to), ...sum }
    const taken = await send(sqs, to, messages)
    await remove(sqs, from, taken)
    sum.moved += taken.length
    sum.refused += messages.length - taken.length
    moved(sum.moved)
  }
}

const nameOf = (url: string): string => url.slice(url.lastIndexOf('/') + 1)

async function urlOf(sqs: SQSClient, QueueName: string): Promise<string> {
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName })).catch((cause: unknown) => {
    throw cause instanceof QueueDoesNotExist
      ? new NotRedrivable(
          `There is no queue ${QueueName} in this account and region. The alarm has its whole name.`,
          { cause },
        )
      : cause
  })
  return QueueUrl ?? ''
}

/** The one queue of the stage whose messages end in this one. */
async function sourceOf(sqs: SQSClient, queueName: string, deadLetters: string): Promise<string> {
  const { QueueArn = '' } = await attributesOf(sqs, deadLetters)
  const sources: string[] = []
  // `cartwright-<stage>-` begins the names of all queues of a stage.
  const QueueNamePrefix = queueName.split('-').slice(0, 2).join('-')
  for await (const { QueueUrls = [] } of paginateListQueues({ client: sqs }, { QueueNamePrefix }))
    for (const url of QueueUrls) {
      const { RedrivePolicy } = await attributesOf(sqs, url)
      if (RedrivePolicy && redrivePolicy.parse(JSON.parse(RedrivePolicy)).deadLetterTargetArn === QueueArn)
        sources.push(url)
    }
  const [only, ...others] = sources
  if (only && others.length === 0) return only
  throw new NotRedrivable(
    only
      ? `${queueName} serves several queues (${sources.map(nameOf).join(', ')}); send its messages by hand.`
      : `Nothing is consumed from ${queueName} again: unpublished events are sent by \`npm run republish\`, and a scheduled function's next run does the work of the failed one.`,
  )
}

const redrivePolicy = z.object({ deadLetterTargetArn: z.string() })

async function attributesOf(sqs: SQSClient, QueueUrl: string): Promise<Partial<Record<string, string>>> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn', 'RedrivePolicy'] }),
  )
  return Attributes
}

async function receive(sqs: SQSClient, QueueUrl: string): Promise<readonly Message[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      ...{ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: HIDDEN_SECONDS, WaitTimeSeconds: 1 },
      MessageAttributeNames: ['All'],
    }),
  )
  return Messages
}

/** Those that SQS has taken. */
async function send(sqs: SQSClient, QueueUrl: string, messages: readonly Message[]) {
  const { Failed = [] } = await sqs.send(
    new SendMessageBatchCommand({
      QueueUrl,
      Entries: messages.map(({ Body, MessageAttributes }, index) => ({
        Id: String(index),
        MessageBody: Body,
        MessageAttributes,
      })),
    }),
  )
  const refused = new Set(Failed.map(({ Id }) => Id))
  return messages.filter((_, index) => !refused.has(String(index)))
}

async function remove(sqs: SQSClient, QueueUrl: string, messages: readonly Message[]): Promise<void> {
  if (messages.length === 0) return
  const Entries = messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }))
  await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }))
}
