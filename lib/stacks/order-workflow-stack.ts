import { ArnFormat, CfnOutput, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions'
import type { Construct } from 'constructs'
import { releaseStock, reserveStock } from '#contexts/inventory/contract/calls.ts'
import {
  closeOrder,
  completeOrder,
  confirmOrder,
  lookAtOrder,
  screenOrder,
} from '#contexts/orders/contract/calls.ts'
import { authorizePayment, capturePayment, voidPayment } from '#contexts/payments/contract/calls.ts'
import type { Callable } from '#shared/calls.ts'
import { functionName, stackName, stateMachineName, tableName } from '#shared/names.ts'
import type { StageConfig } from '../config.ts'
import { FIVE_MINUTES, raiseAlarm } from '../constructs/alarms.ts'
import { TABLE_KEY_ACTIONS } from '../constructs/context-table.ts'
import { explain } from '../constructs/explain.ts'
import { orderWorkflow } from '../workflows/order-workflow.ts'
import type { PlatformStack } from './platform-stack.ts'

/** Every Lambda that the machine asks, of whatever context. */
const TASKS: readonly Callable[] = [
  reserveStock,
  releaseStock,
  screenOrder,
  confirmOrder,
  lookAtOrder,
  completeOrder,
  closeOrder,
  authorizePayment,
  capturePayment,
  voidPayment,
]

/** The one stack that knows several contexts, by the names of their tasks. */
export class OrderWorkflowStack extends Stack {
  constructor(scope: Construct, platform: PlatformStack) {
    const { config } = platform
    super(scope, 'OrderWorkflow', {
      stackName: stackName(config.stage, 'order-workflow'),
      description: 'Cartwright: the order workflow',
      terminationProtection: config.deletionProtection,
    })
    const arnOf = ({ context, name }: Callable) =>
      this.formatArn({
        service: 'lambda',
        resource: 'function',
        resourceName: functionName(config.stage, context, name),
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      })
    const definition = orderWorkflow({
      functionArn: arnOf,
      tableName: tableName(config.stage, 'orders'),
      capturePolicy: config.capturePolicy,
      deadlines: config.deadlines,
    })
    const machine = new StateMachine(this, 'Machine', {
      stateMachineName: stateMachineName(config.stage),
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(this.toJsonString(definition)),
      removalPolicy: config.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      ...(config.accessLogs ? { logs: this.logs(config) } : {}),
    })
    machine.addToRolePolicy(
      new PolicyStatement({
        actions: ['lambda:InvokeFunction'],
        resources: TASKS.map((task) => arnOf(task)),
      }),
    )
    machine.addToRolePolicy(
      new PolicyStatement({
        actions: ['dynamodb:UpdateItem', 'dynamodb:PutItem'],
        resources: [
          this.formatArn({
            service: 'dynamodb',
            resource: 'table',
            resourceName: tableName(config.stage, 'orders'),
          }),
        ],
      }),
    )
    if (platform.key)
      machine.addToRolePolicy(
        new PolicyStatement({ actions: [...TABLE_KEY_ACTIONS], resources: [platform.key.keyArn] }),
      )
    explain(
      machine,
      'SF1',
      'Faults only: what passes through a machine is kept in its executions for 90 days',
    )
    explain(machine, 'SF2', 'A run is followed by its history, which names each step with its times')
    explain(machine, 'IAM5[Resource::*]', 'Delivery of logs is set up by actions that take no resource')
    const period = { period: FIVE_MINUTES }
    const failures = new MathExpression({
      expression: 'failed + timedOut + throttled',
      usingMetrics: {
        failed: machine.metricFailed(period),
        timedOut: machine.metricTimedOut(period),
        throttled: machine.metricThrottled(period),
      },
      ...period,
    })
    raiseAlarm(this, config, 'workflow-failed', failures)
    new CfnOutput(this, 'StateMachineArn', { value: machine.stateMachineArn })
  }

  /** Errors only, and never what passes through the machine. */
  private logs(config: StageConfig) {
    const destination = new LogGroup(this, 'Logs', {
      logGroupName: `/aws/vendedlogs/states/${stateMachineName(config.stage)}`,
      retention: config.logRetentionDays,
      removalPolicy: config.retainData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    })
    return { destination, level: LogLevel.ERROR, includeExecutionData: false }
  }
}
