import { Duration, Stack } from 'aws-cdk-lib'
import { CfnIntegration, CfnRoute } from 'aws-cdk-lib/aws-apigatewayv2'
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Construct } from 'constructs'
import type { Operation } from '#shared/operation.ts'
import { explain } from './explain.ts'
import type { ServiceFunction } from './service-function.ts'

/** The HTTP API waits no longer than this for a function. */
const LONGEST_ANSWER = Duration.seconds(30)

export interface HttpApiAddress {
  readonly apiId: string
  readonly authorizerId: string
}

export interface HttpRoutesProps {
  readonly api: HttpApiAddress
  readonly operations: readonly Operation[]
  readonly server: ServiceFunction
}

/** The routes of one function: they share one integration and one permission, as the API's quotas are on both. */
export class HttpRoutes extends Construct {
  constructor(scope: Construct, id: string, { api, operations, server }: HttpRoutesProps) {
    super(scope, id)
    const { apiId, authorizerId } = api
    const integration = new CfnIntegration(this, 'Integration', {
      apiId,
      integrationType: 'AWS_PROXY',
      integrationUri: server.lambda.functionArn,
      payloadFormatVersion: '2.0',
      timeoutInMillis: LONGEST_ANSWER.toMilliseconds(),
    })
    server.lambda.addPermission('HttpApi', {
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      sourceArn: Stack.of(this).formatArn({ service: 'execute-api', resource: apiId, resourceName: '*/*' }),
    })
    for (const operation of operations) {
      const route = new CfnRoute(this, operation.id, {
        apiId,
        routeKey: `${operation.method} ${operation.path}`,
        target: `integrations/${integration.ref}`,
        ...(operation.access === 'public'
          ? { authorizationType: 'NONE' }
          : { authorizationType: 'CUSTOM', authorizerId }),
      })
      if (operation.access === 'public') explain(route, 'APIG4', `Public: ${operation.summary}`)
    }
  }
}
