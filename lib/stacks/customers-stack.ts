import { Duration } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { FILES } from '#contexts/customers/contract/files.ts'
import { HELD_BY } from '#contexts/customers/contract/held-by.ts'
import { operations } from '#contexts/customers/contract/operations.ts'
import { subscriptions } from '#contexts/customers/contract/subscriptions.ts'
import { tellDocumentsHeld } from '#contexts/documents/contract/held.ts'
import { forgetPeople, ordersOfCustomer } from '#contexts/orders/contract/customer-calls.ts'
import { READS } from '../constructs/context-table.ts'
import { ScheduledFunction } from '../constructs/scheduled-function.ts'
import { ContextStack, type Needs } from './context-stack.ts'
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
    this.keepFiles({ [FILES.exports]: { days: 1 } }, true)
    const { pool, client } = platform.customers
    const userPool = { USER_POOL_ID: pool.userPoolId, CLIENT_ID: client.userPoolClientId }
    const identity = this.handler('identity', 'api', {
      secrets: ['personal', 'tokens'],
      environment: userPool,
    })
    identity.allow(
      POOL_ACTIONS.map((action) => `cognito-idp:${action}`),
      [pool.userPoolArn],
    )
    const erasing: Needs = {
      secrets: ['personal'],
      calls: [ordersOfCustomer, forgetPeople, tellDocumentsHeld],
      environment: userPool,
      files: { reads: [FILES.exports], deletes: [FILES.exports] },
    }
    const privacy = this.handler('privacy', 'api', erasing)
    const eraseDue = this.handler('erase-due', 'schedule', erasing)
    for (const eraser of [privacy, eraseDue]) {
      platform.personalKeys.erasableBy(eraser)
      eraser.allow(['cognito-idp:AdminDeleteUser'], [pool.userPoolArn])
    }
    new ScheduledFunction(this, 'Erasures', {
      config: this.config,
      every: Duration.minutes(15),
      scheduled: eraseDue,
    })
    const onEvent = this.handler('on-event', 'consumer', {
      secrets: ['personal'],
      store: [...READS, 'updates'],
      calls: [ordersOfCustomer, ...HELD_BY],
      environment: userPool,
      files: { writes: [FILES.exports] },
    })
    this.listen(subscriptions, onEvent)
    this.serve(operations, {
      identity,
      privacy,
      api: this.handler('api', 'api', {
        secrets: ['personal'],
        environment: { SENDER_NAME: this.config.senderName },
      }),
    })
  }
}
