import type { Construct } from 'constructs'
import { withdrawLabel } from '#contexts/fulfillment/contract/calls.ts'
import { operations } from '#contexts/fulfillment/contract/operations.ts'
import { subscriptions } from '#contexts/fulfillment/contract/subscriptions.ts'
import { claimHandOver } from '#contexts/orders/contract/calls.ts'
import { READS, WRITES } from '../constructs/context-table.ts'
import { ContextStack, type Needs } from './context-stack.ts'
import type { PlatformStack } from './platform-stack.ts'

export class FulfillmentStack extends ContextStack {
  constructor(scope: Construct, platform: PlatformStack) {
    super(scope, 'Fulfillment', 'fulfillment', platform)
    const api = this.handler('api', 'api', { secrets: ['personal'], calls: [claimHandOver] })
    this.serve(operations, { api })
    this.callable('call', withdrawLabel, { secrets: ['personal'] })
    // Work is begun only while its order has not ended.
    const store: Needs['store'] = [...READS, ...WRITES, 'checks']
    this.listen(subscriptions, this.handler('on-event', 'consumer', { store, secrets: ['personal'] }))
  }
}
