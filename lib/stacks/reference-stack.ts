import { Stack } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { operations } from '#contexts/reference/contract/operations.ts'
import { stackName } from '#shared/names.ts'
import { HttpRoutes } from '../constructs/http-routes.ts'
import { ServiceFunction } from '../constructs/service-function.ts'
import type { PlatformStack } from './platform-stack.ts'

/** The description of the API: it owns no data, so it has a function only. */
export class ReferenceStack extends Stack {
  constructor(scope: Construct, { config, api }: PlatformStack) {
    super(scope, 'Reference', {
      stackName: stackName(config.stage, 'reference'),
      description: 'Cartwright: reference',
      terminationProtection: config.deletionProtection,
    })
    const server = new ServiceFunction(this, 'api', {
      config,
      context: 'reference',
      name: 'api',
      kind: 'api',
    })
    new HttpRoutes(this, 'api-routes', { api, operations, server })
  }
}
