import { Duration } from 'aws-cdk-lib'
import { EventBus, Rule } from 'aws-cdk-lib/aws-events'
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets'
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import type { EventDefinition } from '#shared/events.ts'
import { busName } from '#shared/names.ts'
import type { StageConfig } from '../config.ts'
import { deadLetterQueue } from './dead-letter-queue.ts'
import type { ServiceFunction } from './service-function.ts'

export interface EventConsumerProps {
  readonly config: StageConfig
  readonly subscriptions: readonly EventDefinition[]
  readonly consumer: ServiceFunction
  /** Where many are applied together: so many, waited for so long, by so many functions at once. */
  readonly batch?: { readonly size: number; readonly window: Duration; readonly atOnce: number }
}

/** Brings events from the bus to a function by a queue of its own; each is tried again by itself. */
export class EventConsumer extends Construct {
  constructor(scope: Construct, id: string, { config, subscriptions, consumer, batch }: EventConsumerProps) {
    super(scope, id)
    const deadLetters = deadLetterQueue(this, 'DeadLetters', config)
    const queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(Math.max(config.redelivery.seconds, consumer.timeoutSeconds)),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: config.redelivery.tries },
    })
    const eventBus = EventBus.fromEventBusName(this, 'Bus', busName(config.stage))
    for (const [schema, definitions] of Map.groupBy(subscriptions, (definition) => definition.schema))
      new Rule(this, `Version${schema}`, {
        eventBus,
        eventPattern: {
          source: [...new Set(definitions.map(({ source }) => `cartwright.${source}`))].sort(),
          detailType: definitions.map(({ type }) => type).sort(),
          detail: { schema: [schema] },
        },
        targets: [new SqsQueue(queue, { deadLetterQueue: deadLetters })],
      })
    consumer.lambda.addEventSource(
      new SqsEventSource(queue, {
        batchSize: batch?.size ?? 10,
        reportBatchItemFailures: true,
        ...(batch ? { maxBatchingWindow: batch.window, maxConcurrency: batch.atOnce } : {}),
      }),
    )
  }
}
