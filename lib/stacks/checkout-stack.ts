import type { Construct } from 'constructs'
import { operations } from '#contexts/checkout/contract/operations.ts'
import { subscriptions } from '#contexts/checkout/contract/subscriptions.ts'
import { READS, WRITES } from '../constructs/context-table.ts'
import { ContextStack } from './context-stack.ts'
import type { PlatformStack } from './platform-stack.ts'

export class CheckoutStack extends ContextStack {
  constructor(scope: Construct, platform: PlatformStack) {
    super(scope, 'Checkout', 'checkout', platform)
    const quote = this.handler('quote', 'api', {
      store: READS,
      secrets: ['quote-seal'],
      environment: { QUOTE_DEADLINE_SECONDS: String(this.config.deadlines.quote) },
    })
    this.serve(operations, { quote })
    this.listen(
      subscriptions,
      this.handler('on-event', 'consumer', { store: ['gets', ...WRITES], secrets: ['personal'] }),
    )
  }
}
