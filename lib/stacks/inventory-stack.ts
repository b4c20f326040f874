import { Duration } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { holdStock, reallocateStock, releaseStock, reserveStock } from '#contexts/inventory/contract/calls.ts'
import { operations } from '#contexts/inventory/contract/operations.ts'
import { subscriptions } from '#contexts/inventory/contract/subscriptions.ts'
import { READS, WRITES } from '../constructs/context-table.ts'
import { ScheduledFunction } from '../constructs/scheduled-function.ts'
import { ContextStack, type Needs } from './context-stack.ts'
import type { PlatformStack } from './platform-stack.ts'

export class InventoryStack extends ContextStack {
  constructor(scope: Construct, platform: PlatformStack) {
    super(scope, 'Inventory', 'inventory', platform)
    const changes: Needs = { secrets: ['personal'] }
    this.serve(operations, { api: this.handler('api', 'api', changes) })
    this.listen(subscriptions, this.handler('on-event', 'consumer', changes))
    for (const task of [reserveStock, releaseStock]) this.callable('task', task, changes)
    this.callable('call', reallocateStock, changes)
    this.holdForCarts(changes)
  }

  /** What carts hold for a while; it is ended also where they do not any more. */
  private holdForCarts(changes: Needs): void {
    const { config } = this
    this.callable('call', holdStock, changes)
    const scheduled = this.handler('end-holds', 'schedule', {
      ...changes,
      store: [...READS, ...WRITES, 'deletes'],
    })
    new ScheduledFunction(this, 'EndHolds', { config, every: Duration.minutes(1), scheduled })
  }
}
