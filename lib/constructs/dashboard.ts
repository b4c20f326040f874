import {
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  MathExpression,
  Metric,
  PeriodOverride,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch'
import type { Construct } from 'constructs'
import { stateMachineName } from '#shared/names.ts'
import { METRICS_DIMENSIONS, METRICS_NAMESPACE } from '#shared/observability.ts'
import type { StageConfig } from '../config.ts'
import { FIVE_MINUTES } from './alarms.ts'

const graph = (title: string, left: IMetric[]): IWidget =>
  new GraphWidget({ title, left, width: 12, height: 6 })

/**
 * All time series whose names match, without naming each. `schema` is a namespace with all dimensions of the series:
 * those that have others too are not found.
 */
const search = (label: string, schema: string, terms: string, statistic: string): IMetric =>
  new MathExpression({
    label,
    expression: `SEARCH('{${schema}} ${terms}', '${statistic}', 300)`,
    usingMetrics: {},
    period: FIVE_MINUTES,
  })

/** One page on which an operator sees whether orders go through, and if not, where they stop. */
export function addDashboard(scope: Construct, { stage }: StageConfig, apiId: string): void {
  const ours = `"cartwright-${stage}"`
  const http = (metricName: string, statistic: string) =>
    new Metric({
      namespace: 'AWS/ApiGateway',
      metricName,
      statistic,
      dimensionsMap: { ApiId: apiId },
      period: FIVE_MINUTES,
    })
  const executions = (metricName: string) =>
    search(
      metricName,
      'AWS/States,StateMachineArn',
      `MetricName="${metricName}" ${stateMachineName(stage)}`,
      'Sum',
    )
  new Dashboard(scope, 'Dashboard', {
    dashboardName: `cartwright-${stage}`,
    periodOverride: PeriodOverride.INHERIT,
    widgets: [
      [new TextWidget({ markdown: `# Cartwright ${stage}`, width: 24, height: 1 })],
      [
        graph('Requests', [http('Count', 'sum'), http('4xx', 'sum'), http('5xx', 'sum')]),
        graph('Latency (ms)', [http('Latency', 'p50'), http('Latency', 'p95'), http('Latency', 'p99')]),
      ],
      [
        graph(
          'Order workflow',
          ['ExecutionsStarted', 'ExecutionsSucceeded', 'ExecutionsFailed'].map(executions),
        ),
        graph('Faults per function', [
          search(
            '',
            [METRICS_NAMESPACE, ...METRICS_DIMENSIONS.byService].join(','),
            `MetricName="Faults" stage="${stage}"`,
            'Sum',
          ),
        ]),
      ],
      [
        graph('Waiting in queues', [
          search(
            '',
            'AWS/SQS,QueueName',
            `MetricName="ApproximateNumberOfMessagesVisible" ${ours}`,
            'Maximum',
          ),
        ]),
        graph('Age of unpublished events (ms)', [
          search('', 'AWS/Lambda,FunctionName', `MetricName="IteratorAge" ${ours}`, 'Maximum'),
        ]),
      ],
      [
        graph('Throttled functions', [
          search('', 'AWS/Lambda,FunctionName', `MetricName="Throttles" ${ours}`, 'Sum'),
        ]),
        graph('Duration of functions (ms)', [
          search('', 'AWS/Lambda,FunctionName', `MetricName="Duration" ${ours}`, 'p95'),
        ]),
      ],
    ],
  })
}
