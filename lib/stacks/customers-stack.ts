import type { Construct } from 'constructs'
import { operations } from '#contexts/customers/contract/operations.ts'
import { ContextStack } from './context-stack.ts'
import type { PlatformStack } from './platform-stack.ts'

/** What the one who makes users and looks at proofs asks of the pool; signing in itself needs no right of AWS. */
const POOL_ACTIONS = [
  'DescribeUserPoolClient',
  'AdminCreateUser',
  'AdminSetUserPassword',
  'AdminUserGlobalSignOut',
  'AdminDeleteUser',
]

export class CustomersStack extends ContextStack {
  constructor(scope: Construct, platform: PlatformStack) {
    super(scope, 'Customers', 'customers', platform, ['deletes'])
    const { pool, client } = platform.customers
    const identity = this.handler('identity', 'api', {
      secrets: ['personal', 'tokens'],
      environment: { USER_POOL_ID: pool.userPoolId, CLIENT_ID: client.userPoolClientId },
    })
    identity.allow(
      POOL_ACTIONS.map((action) => `cognito-idp:${action}`),
      [pool.userPoolArn],
    )
    this.serve(operations, {
      identity,
      api: this.handler('api', 'api', {
        secrets: ['personal'],
        environment: { SENDER_NAME: this.config.senderName },
      }),
    })
  }
}
