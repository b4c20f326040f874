import { Stack } from 'aws-cdk-lib'
import { CfnApi, CfnAuthorizer, CfnStage } from 'aws-cdk-lib/aws-apigatewayv2'
import { Metric } from 'aws-cdk-lib/aws-cloudwatch'
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { LogGroup } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import type { StageConfig } from '../config.ts'
import { FIVE_MINUTES, raiseAlarm } from './alarms.ts'
import { allowFrom } from './cors.ts'
import type { CustomerPool } from './customer-pool.ts'
import { explain } from './explain.ts'
import type { HttpApiAddress } from './http-routes.ts'
import { keptLog } from './kept.ts'
import { ServiceFunction } from './service-function.ts'
import type { StaffPool } from './staff-pool.ts'

/** What an access log says of a request: nothing of who it is, nothing of what it brings. */
const ACCESS_LOG_FORMAT = JSON.stringify({
  requestId: '$context.requestId',
  time: '$context.requestTimeEpoch',
  route: '$context.routeKey',
  status: '$context.status',
  latencyMs: '$context.responseLatency',
  integrationError: '$context.integrationErrorMessage',
  authorizerError: '$context.authorizer.error',
})

/** Slower than this at the 99th percentile, somebody should look. `Prefer: wait` may hold an answer for 20 s. */
const SLOW_MS = 5_000

export interface HttpFrontProps {
  readonly config: StageConfig
  readonly staff: StaffPool
  readonly customers: CustomerPool
}

/** The one HTTP API and its one authorizer; contexts hang their routes on it. */
export class HttpFront extends Construct {
  readonly apiId: string
  readonly address: HttpApiAddress
  /** Without a slash at the end, without the base path. */
  readonly url: string

  constructor(scope: Construct, id: string, { config, ...pools }: HttpFrontProps) {
    super(scope, id)
    const api = new CfnApi(this, 'Api', {
      name: `cartwright-${config.stage}`,
      protocolType: 'HTTP',
      ...(config.allowedOrigins.length > 0 ? { corsConfiguration: allowFrom(config.allowedOrigins) } : {}),
    })
    this.apiId = api.ref
    this.url = api.attrApiEndpoint
    const stage = new CfnStage(this, 'Stage', {
      apiId: api.ref,
      stageName: '$default',
      autoDeploy: true,
      defaultRouteSettings: {
        throttlingRateLimit: config.throttle.perSecond,
        throttlingBurstLimit: config.throttle.burst,
      },
      ...(config.accessLogs
        ? {
            accessLogSettings: {
              destinationArn: this.accessLog(config).logGroupArn,
              format: ACCESS_LOG_FORMAT,
            },
          }
        : {}),
    })
    if (!config.accessLogs) explain(stage, 'APIG1', 'Requests of the laptop are in the logs of its functions')
    this.address = { apiId: api.ref, authorizerId: this.authorizer(config, pools).ref }
    this.watch(config)
  }

  private authorizer(
    config: StageConfig,
    { staff, customers }: Omit<HttpFrontProps, 'config'>,
  ): CfnAuthorizer {
    const { apiId } = this
    const { lambda } = new ServiceFunction(this, 'authorizer', {
      config,
      context: 'platform',
      name: 'authorizer',
      kind: 'authorizer',
      environment: {
        STAFF_USER_POOL_ID: staff.pool.userPoolId,
        STAFF_CLIENT_IDS: `${staff.staffClient.userPoolClientId} ${staff.machineClient.userPoolClientId}`,
        CUSTOMER_USER_POOL_ID: customers.pool.userPoolId,
        CUSTOMER_CLIENT_ID: customers.client.userPoolClientId,
      },
    })
    const { region } = Stack.of(this)
    const authorizer = new CfnAuthorizer(this, 'Authorizer', {
      apiId,
      name: 'access-token',
      authorizerType: 'REQUEST',
      authorizerPayloadFormatVersion: '2.0',
      authorizerUri: `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${lambda.functionArn}/invocations`,
      enableSimpleResponses: true,
      identitySource: ['$request.header.Authorization', '$context.routeKey'],
      authorizerResultTtlInSeconds: config.authorizerCacheSeconds,
    })
    lambda.addPermission('HttpApi', {
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      sourceArn: Stack.of(this).formatArn({
        service: 'execute-api',
        resource: apiId,
        resourceName: `authorizers/${authorizer.ref}`,
      }),
    })
    return authorizer
  }

  private accessLog(config: StageConfig): LogGroup {
    return keptLog(this, 'AccessLog', config, `/aws/vendedlogs/http-api/cartwright-${config.stage}`)
  }

  private watch(config: StageConfig): void {
    const metric = (metricName: string, statistic: string) =>
      new Metric({
        namespace: 'AWS/ApiGateway',
        metricName,
        statistic,
        dimensionsMap: { ApiId: this.apiId },
        period: FIVE_MINUTES,
      })
    raiseAlarm(this, config, 'api-faults', metric('5xx', 'sum'), { above: 5 })
    raiseAlarm(this, config, 'api-slow', metric('Latency', 'p99'), { above: SLOW_MS, periods: 3 })
  }
}
