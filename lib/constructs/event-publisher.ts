import { Duration } from 'aws-cdk-lib'
import { Metric } from 'aws-cdk-lib/aws-cloudwatch'
import { EventBus } from 'aws-cdk-lib/aws-events'
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda'
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources'
import { Construct } from 'constructs'
import { HISTORY_ENTITY } from '#shared/aggregate.ts'
import { busName, type Context } from '#shared/names.ts'
import type { StageConfig } from '../config.ts'
import { STREAM_READING } from '../stream-reading.ts'
import { raiseAlarm } from './alarms.ts'
import type { ContextTable } from './context-table.ts'
import { deadLetterQueue } from './dead-letter-queue.ts'
import { ServiceFunction } from './service-function.ts'

export interface EventPublisherProps {
  readonly config: StageConfig
  readonly context: Context
  readonly table: ContextTable
}

/**
 * Sends each new history item of a table to the bus, in order. What cannot be published goes by its key
 * to a queue, and so does a batch that fails as a whole, so that nothing blocks the stream.
 */
export class EventPublisher extends Construct {
  constructor(scope: Construct, id: string, { config, context, table }: EventPublisherProps) {
    super(scope, id)
    const unpublished = deadLetterQueue(this, 'Unpublished', config, 'unpublished-events')
    const publisher = new ServiceFunction(this, 'publish-outbox', {
      config,
      context,
      name: 'publish-outbox',
      handlerOf: 'shared',
      kind: 'publisher',
      environment: { TABLE_NAME: table.table.tableName, FAILED_QUEUE_URL: unpublished.queueUrl },
    })
    EventBus.fromEventBusName(this, 'Bus', busName(config.stage)).grantPutEventsTo(publisher)
    unpublished.grantSendMessages(publisher)
    const stream = table.table.tableStreamArn ?? ''
    publisher.allow(
      ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
      [stream],
    )
    if (table.key) publisher.allow(['kms:Decrypt'], [table.key.keyArn])
    new EventSourceMapping(this, 'Stream', {
      target: publisher.lambda,
      eventSourceArn: stream,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: STREAM_READING.batch,
      bisectBatchOnError: true,
      retryAttempts: STREAM_READING.retries,
      maxRecordAge: Duration.hours(STREAM_READING.giveUpAfterHours),
      onFailure: new SqsDlq(unpublished),
      filters: [
        FilterCriteria.filter({
          eventName: FilterRule.isEqual('INSERT'),
          dynamodb: { NewImage: { entity: { S: FilterRule.isEqual(HISTORY_ENTITY) } } },
        }),
      ],
    })
    raiseAlarm(this, config, 'publisher-late', iteratorAge(publisher), { above: 60_000, periods: 5 })
  }
}

const iteratorAge = ({ lambda }: ServiceFunction): Metric =>
  new Metric({
    namespace: 'AWS/Lambda',
    metricName: 'IteratorAge',
    dimensionsMap: { FunctionName: lambda.functionName },
    statistic: 'max',
    period: Duration.minutes(1),
  })
