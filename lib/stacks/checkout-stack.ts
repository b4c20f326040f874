import type { Construct } from 'constructs'
import { redeemPromotions, releasePromotions } from '#contexts/checkout/contract/calls.ts'
import { operations } from '#contexts/checkout/contract/operations.ts'
import { subscriptions } from '#contexts/checkout/contract/subscriptions.ts'
import { ordersOfQuotes } from '#contexts/orders/contract/calls.ts'
import { READS, WRITES } from '../constructs/context-table.ts'
import { ContextStack } from './context-stack.ts'
import type { PlatformStack } from './platform-stack.ts'

export class CheckoutStack extends ContextStack {
  constructor(scope: Construct, platform: PlatformStack) {
    super(scope, 'Checkout', 'checkout', platform)
    const environment = { QUOTE_DEADLINE_SECONDS: String(this.config.deadlines.quote) }
    const quote = this.handler('quote', 'api', {
      store: READS,
      secrets: ['quote-seal'],
      environment,
    })
    const carts = this.handler('carts', 'api', {
      store: [...READS, ...WRITES, 'deletes'],
      secrets: ['quote-seal', 'tokens', 'personal'],
      calls: [ordersOfQuotes],
      environment,
    })
    const api = this.handler('api', 'api', { secrets: ['personal'] })
    const promotions = this.handler('promotions', 'api', {
      store: [...READS, ...WRITES, 'deletes'],
      secrets: ['personal'],
    })
    this.serve(operations, { quote, carts, api, promotions })
    this.callable('call', redeemPromotions, { store: ['gets', ...WRITES] })
    this.callable('call', releasePromotions, { store: ['gets', ...WRITES, 'deletes'] })
    this.listen(
      subscriptions,
      this.handler('on-event', 'consumer', { store: ['gets', ...WRITES, 'deletes'], secrets: ['personal'] }),
    )
  }
}
