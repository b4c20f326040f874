import type { Construct } from 'constructs'
import { operations } from '#contexts/shipping/contract/operations.ts'
import { subscriptions } from '#contexts/shipping/contract/subscriptions.ts'
import { ContextStack, type Needs } from './context-stack.ts'
import type { PlatformStack } from './platform-stack.ts'

export class ShippingStack extends ContextStack {
  constructor(scope: Construct, platform: PlatformStack) {
    super(scope, 'Shipping', 'shipping', platform)
    const carriers: Needs = {
      secrets: ['personal', 'easypost'],
      environment: { EASYPOST_API_URL: this.config.easypostApiUrl },
    }
    this.serve(operations, { api: this.handler('api', 'api', carriers) })
    this.listen(subscriptions, this.handler('on-event', 'consumer', carriers))
  }
}
