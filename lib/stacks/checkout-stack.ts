import { Duration } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import {
  holdGiftCards,
  redeemPromotions,
  releasePromotions,
  withdrawGiftCards,
} from '#contexts/checkout/contract/calls.ts'
import { tellCheckoutHeld } from '#contexts/checkout/contract/held.ts'
import { operations } from '#contexts/checkout/contract/operations.ts'
import { subscriptions } from '#contexts/checkout/contract/subscriptions.ts'
import { holdStock } from '#contexts/inventory/contract/calls.ts'
import { ordersOfQuotes } from '#contexts/orders/contract/calls.ts'
import { READS, type StoreUse, WRITES } from '../constructs/context-table.ts'
import { ScheduledFunction } from '../constructs/scheduled-function.ts'
import { termsOf } from '../quote-terms.ts'
import { ContextStack, type Needs } from './context-stack.ts'
import type { PlatformStack } from './platform-stack.ts'

const CARTS: readonly StoreUse[] = [...READS, ...WRITES, 'deletes']

export class CheckoutStack extends ContextStack {
  constructor(scope: Construct, platform: PlatformStack) {
    super(scope, 'Checkout', 'checkout', platform)
    const { config } = this
    const environment = {
      QUOTE_DEADLINE_SECONDS: String(config.deadlines.quote),
      QUOTE_TERMS: JSON.stringify(termsOf(config)),
    }
    const ofCarts = { CART_ABANDONED_MINUTES: String(config.carts.abandonedAfterMinutes) }
    const quote = this.handler('quote', 'api', {
      store: READS,
      secrets: ['quote-seal'],
      environment,
    })
    const { reservationMinutes } = config.carts
    const held =
      reservationMinutes === undefined ? undefined : { CART_RESERVATION_MINUTES: String(reservationMinutes) }
    const usesCarts: Needs = {
      store: CARTS,
      secrets: ['quote-seal', 'tokens', 'personal'],
      calls: [ordersOfQuotes, ...(held ? [holdStock] : [])],
      environment: { ...environment, ...ofCarts, ...held, SITE_URL: this.siteUrl },
    }
    this.serve(operations, {
      quote,
      carts: this.handler('carts', 'api', usesCarts),
      // Whether the customer was erased is checked as their cart is made.
      'my-cart': this.handler('my-cart', 'api', { ...usesCarts, store: [...CARTS, 'checks'] }),
      api: this.handler('api', 'api', { secrets: ['personal'] }),
      promotions: this.handler('promotions', 'api', {
        store: [...READS, ...WRITES, 'deletes', 'checks'],
        secrets: ['personal'],
      }),
      terms: this.handler('terms', 'api', {
        store: [...READS, ...WRITES, 'deletes'],
        secrets: ['personal'],
      }),
      // It reads what it is deployed with.
      'address-formats': this.handler('address-formats', 'api', { store: [] }),
    })
    this.callable('call', redeemPromotions, { store: ['gets', ...WRITES] })
    this.callable('call', releasePromotions, { store: ['gets', ...WRITES, 'deletes'] })
    this.callable('call', withdrawGiftCards, { store: [...READS, ...WRITES], secrets: ['personal'] })
    this.callable('call', holdGiftCards, { store: [...READS, ...WRITES], secrets: ['personal'] })
    this.callable('call', tellCheckoutHeld, { store: READS, secrets: ['personal'], people: 'opens' })
    this.listen(
      subscriptions,
      this.handler('on-event', 'consumer', {
        store: [...READS, ...WRITES, 'deletes'],
        secrets: ['personal'],
      }),
    )
    const scheduled = this.handler('sweep-carts', 'schedule', {
      store: [...READS, ...WRITES, 'deletes'],
      secrets: ['personal'],
      calls: [ordersOfQuotes],
      environment: { ...ofCarts, CART_KEEP_DAYS: String(config.carts.keepDays) },
    })
    platform.personalKeys.erasableBy(scheduled)
    new ScheduledFunction(this, 'SweepCarts', { config, every: Duration.minutes(1), scheduled })
  }
}
