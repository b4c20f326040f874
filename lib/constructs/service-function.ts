import { Duration } from 'aws-cdk-lib'
import {
  type IGrantable,
  type IPrincipal,
  PolicyStatement,
  Role,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam'
import { Architecture, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'
import { type Context, functionName } from '#shared/names.ts'
import { bundleFolder } from '../bundle.ts'
import type { FunctionKind, StageConfig } from '../config.ts'
import { FIVE_MINUTES, raiseAlarm } from './alarms.ts'
import { keptLog } from './kept.ts'

export interface ServiceFunctionProps {
  readonly config: StageConfig
  readonly context: Context | 'platform' | 'audit'
  /** The handler's file without `.ts`; the function is called by it. */
  readonly name: string
  readonly kind: FunctionKind
  /** Whose handler it is, if not the context's own. */
  readonly handlerOf?: 'shared'
  /** Where a contract says so; else by its kind. */
  readonly timeoutSeconds?: number
  readonly environment?: Readonly<Record<string, string>>
}

/** One handler as a Lambda: a role, a log group and a name of its own, and only the rights that it is given. */
export class ServiceFunction extends Construct implements IGrantable {
  readonly lambda: LambdaFunction
  readonly grantPrincipal: IPrincipal
  readonly timeoutSeconds: number

  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    super(scope, id)
    const { config, context, name } = props
    const size = config.functions[props.kind]
    this.timeoutSeconds = props.timeoutSeconds ?? size.timeoutSeconds
    const fullName = functionName(config.stage, context, name)
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') })
    const logGroup = keptLog(this, 'Logs', config, `/aws/lambda/${fullName}`)
    logGroup.grantWrite(role)
    this.lambda = new LambdaFunction(this, 'Function', {
      functionName: fullName,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(bundleFolder(props.handlerOf ?? context, name)),
      handler: 'index.handler',
      role,
      logGroup,
      memorySize: size.memoryMb,
      timeout: Duration.seconds(this.timeoutSeconds),
      ...(size.reservedConcurrency ? { reservedConcurrentExecutions: size.reservedConcurrency } : {}),
      environment: {
        STAGE: config.stage,
        ...(config.compileCache ? { NODE_COMPILE_CACHE: config.compileCache } : {}),
        ...props.environment,
      },
    })
    this.grantPrincipal = this.lambda.grantPrincipal
    raiseAlarm(this, config, 'function-faults', this.lambda.metricErrors({ period: FIVE_MINUTES }), {
      above: 3,
    })
  }

  /** Allows actions on resources that are named, never on all. */
  allow(actions: readonly string[], resources: readonly string[]): void {
    this.lambda.addToRolePolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }))
  }
}
