import type { Construct } from 'constructs'
import { reallocateStock, releaseStock, reserveStock } from '#contexts/inventory/contract/calls.ts'
import { operations } from '#contexts/inventory/contract/operations.ts'
import { subscriptions } from '#contexts/inventory/contract/subscriptions.ts'
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
  }
}
