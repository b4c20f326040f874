import { Duration } from 'aws-cdk-lib'
import { EventBus, Rule } from 'aws-cdk-lib/aws-events'
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets'
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources'
import { ConfigurationSet, EmailSendingEvent, EventDestination } from 'aws-cdk-lib/aws-ses'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import {
  CONFIGURATION_SET_TAG,
  MAIL_BOUNCED,
  MAIL_COMPLAINED,
  MAIL_EVENT_SOURCE,
} from '#contexts/notifications/contract/mail-events.ts'
import { configurationSetName } from '#shared/names.ts'
import type { StageConfig } from '../config.ts'
import { deadLetterQueue } from './dead-letter-queue.ts'
import type { ServiceFunction } from './service-function.ts'

export interface MailFeedbackProps {
  readonly config: StageConfig
  readonly consumer: ServiceFunction
}

/**
 * Brings what becomes of mails after SES took them to a function: bounces and complaints of this stage's
 * configuration set. SES tells the account's default bus, and no other.
 */
export class MailFeedback extends Construct {
  constructor(scope: Construct, id: string, { config, consumer }: MailFeedbackProps) {
    super(scope, id)
    const name = configurationSetName(config.stage)
    const eventBus = EventBus.fromEventBusName(this, 'DefaultBus', 'default')
    new ConfigurationSet(this, 'Mails', { configurationSetName: name }).addEventDestination('Feedback', {
      destination: EventDestination.eventBus(eventBus),
      events: [EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT],
    })
    const deadLetters = deadLetterQueue(this, 'DeadLetters', config)
    const queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(config.redelivery.seconds),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: config.redelivery.tries },
    })
    new Rule(this, 'Rule', {
      eventPattern: {
        source: [MAIL_EVENT_SOURCE],
        detailType: [MAIL_BOUNCED, MAIL_COMPLAINED],
        detail: { mail: { tags: { [CONFIGURATION_SET_TAG]: [name] } } },
      },
      targets: [new SqsQueue(queue, { deadLetterQueue: deadLetters })],
    })
    consumer.lambda.addEventSource(
      new SqsEventSource(queue, { batchSize: 10, reportBatchItemFailures: true }),
    )
  }
}
