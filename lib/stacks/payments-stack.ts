import { Duration } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { holdGiftCards } from '#contexts/checkout/contract/calls.ts'
import {
  authorizePayment,
  capturePayment,
  nextPaymentAction,
  refundPayment,
  renewAuthorization,
  voidPayment,
} from '#contexts/payments/contract/calls.ts'
import { tellPaymentsHeld } from '#contexts/payments/contract/held.ts'
import { operations } from '#contexts/payments/contract/operations.ts'
import { subscriptions } from '#contexts/payments/contract/subscriptions.ts'
import { capturesInParts } from '../config.ts'
import { counted, raiseAlarm } from '../constructs/alarms.ts'
import { READS, WRITES } from '../constructs/context-table.ts'
import { ScheduledFunction } from '../constructs/scheduled-function.ts'
import { ContextStack, type Needs } from './context-stack.ts'
import type { PlatformStack } from './platform-stack.ts'

export class PaymentsStack extends ContextStack {
  constructor(scope: Construct, platform: PlatformStack) {
    super(scope, 'Payments', 'payments', platform)
    const gateway: Needs = {
      secrets: ['personal', 'stripe'],
      environment: {
        STRIPE_API_URL: this.config.stripeApiUrl,
        SITE_URL: this.siteUrl,
        MULTICAPTURE: String(capturesInParts(this.config)),
      },
    }
    // The payer of an authorization comes back to a page of their order, which its token shows.
    const authorizing: Needs = { ...gateway, secrets: ['personal', 'stripe', 'tokens'] }
    this.serve(operations, {
      api: this.handler('api', 'api', { secrets: ['personal'] }),
      wallet: this.handler('wallet', 'api', {
        store: ['gets', ...WRITES],
        secrets: ['stripe'],
        environment: { STRIPE_API_URL: this.config.stripeApiUrl },
      }),
      webhook: this.handler('webhook', 'api', { store: ['puts'], secrets: ['personal', 'stripe'] }),
    })
    raiseAlarm(
      this,
      this.config,
      'webhooks-refused',
      counted(this.config, 'RefusedWebhooks', 'payments.webhook'),
      {
        above: 5,
      },
    )
    const store: Needs['store'] = ['gets', ...WRITES]
    const onEvent = this.handler('on-event', 'consumer', {
      ...authorizing,
      store: [...READS, ...WRITES],
    })
    this.listen(subscriptions, onEvent)
    this.callable('task', authorizePayment, { ...authorizing, store, calls: [holdGiftCards] })
    this.callable('task', voidPayment, { ...authorizing, store })
    this.callable('task', capturePayment, { ...gateway, store })
    this.callable('call', renewAuthorization, { ...authorizing, store })
    this.callable('call', refundPayment, { ...gateway, store })
    this.callable('call', tellPaymentsHeld, { secrets: ['personal'], people: 'opens', store: READS })
    this.callable('call', nextPaymentAction, { ...gateway, people: 'opens', store: ['gets'] })
    const scheduled = this.handler('catch-up', 'schedule', { ...gateway, store: ['puts'] })
    new ScheduledFunction(this, 'CatchUp', { config: this.config, every: Duration.minutes(15), scheduled })
  }
}
