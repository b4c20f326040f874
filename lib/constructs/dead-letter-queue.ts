import { Duration } from 'aws-cdk-lib'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import type { StageConfig } from '../config.ts'
import { type Runbook, raiseAlarm } from './alarms.ts'
import { explain } from './explain.ts'

/** Where things end that were tried as often as is allowed: kept for 14 days, and one is enough to tell somebody. */
export function deadLetterQueue(
  scope: Construct,
  id: string,
  config: StageConfig,
  runbook: Runbook = 'dead-letters',
): Queue {
  const queue = new Queue(scope, id, {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  })
  const waiting = queue.metricApproximateNumberOfMessagesVisible({
    period: Duration.minutes(1),
    statistic: 'max',
  })
  explain(queue, 'SQS3', 'It is a dead-letter queue itself: what is here waits for a person')
  raiseAlarm(queue, config, runbook, waiting)
  return queue
}
