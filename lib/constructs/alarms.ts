import { ArnFormat, Duration, Stack } from 'aws-cdk-lib'
import { Alarm, ComparisonOperator, type IMetric, Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import { Topic } from 'aws-cdk-lib/aws-sns'
import type { Construct } from 'constructs'
import { METRICS_NAMESPACE } from '#shared/observability.ts'
import type { StageConfig } from '../config.ts'

/** What can go wrong so that somebody has to look; each has its runbook in docs/operations/runbooks. */
export const RUNBOOKS = {
  'dead-letters': 'Something was tried as often as is allowed, and lies in a dead-letter queue',
  'unpublished-events': 'Events could not be published, and wait by their key',
  'publisher-late': 'A table has events that nobody has published for a minute',
  'function-faults': 'A function fails',
  'function-throttled': 'A function is refused to run: the limit of concurrent executions is met',
  'table-throttled': 'A table refuses reads or writes',
  'api-faults': 'The HTTP API answers with 5xx',
  'api-slow': 'The HTTP API answers slowly',
  'workflow-failed': 'Executions of the order workflow fail, time out or are refused a start',
  'orders-need-attention': 'Orders wait for an operator',
  'webhooks-refused': 'Webhooks with a bad signature come in',
  'mails-refused': 'Mails or SMS could not be sent',
  'audit-violations': 'Something that must always hold does not, or not everything could be looked at',
} as const
export type Runbook = keyof typeof RUNBOOKS

export const alarmTopicName = (stage: string): string => `cartwright-${stage}-alarms`

export interface Threshold {
  /** The alarm goes off above this. */
  readonly above: number
  /** For so many periods of the metric on end; 1 unless it is said. */
  readonly periods?: number
}

/** Goes off above the threshold and tells the alarm topic; where the stage has no alarms, there is none. */
export function raiseAlarm(
  scope: Construct,
  config: StageConfig,
  runbook: Runbook,
  metric: IMetric,
  { above, periods = 1 }: Threshold = { above: 0 },
): void {
  if (!config.alarms) return
  const alarm = new Alarm(scope, `${runbook}-alarm`, {
    metric,
    alarmDescription: `${RUNBOOKS[runbook]} (${scope.node.path}). Runbook: docs/operations/runbooks/${runbook}.md`,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    threshold: above,
    evaluationPeriods: periods,
    treatMissingData: TreatMissingData.NOT_BREACHING,
  })
  const topicArn = Stack.of(scope).formatArn({
    service: 'sns',
    resource: alarmTopicName(config.stage),
    arnFormat: ArnFormat.NO_RESOURCE_NAME,
  })
  alarm.addAlarmAction(new SnsAction(Topic.fromTopicArn(alarm, 'Topic', topicArn)))
}

/** What functions count by themselves: one of them, as its log lines call it (`orders.sweep`), or all together. */
export const counted = (
  { stage }: Pick<StageConfig, 'stage'>,
  metricName: string,
  service?: string,
): IMetric =>
  new Metric({
    namespace: METRICS_NAMESPACE,
    metricName,
    dimensionsMap: { stage, ...(service ? { service } : {}) },
    statistic: 'sum',
    period: FIVE_MINUTES,
  })

export const FIVE_MINUTES = Duration.minutes(5)
