import type { Construct } from 'constructs'
import { operations } from '#contexts/fulfillment/contract/operations.ts'
import { subscriptions } from '#contexts/fulfillment/contract/subscriptions.ts'
import { claimHandOver } from '#contexts/orders/contract/calls.ts'
import { ContextStack } from './context-stack.ts'
import type { PlatformStack } from './platform-stack.ts'

export class FulfillmentStack extends ContextStack {
  constructor(scope: Construct, platform: PlatformStack) {
    super(scope, 'Fulfillment', 'fulfillment', platform, ['checks'])
    const api = this.handler('api', 'api', { secrets: ['personal'], calls: [claimHandOver] })
    this.serve(operations, { api })
    this.listen(subscriptions, this.handler('on-event', 'consumer', { secrets: ['personal'] }))
  }
}
