import { Duration } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { withdrawLabel } from '#contexts/fulfillment/contract/calls.ts'
import { changeRecipient } from '#contexts/shipping/contract/calls.ts'
import { operations } from '#contexts/shipping/contract/operations.ts'
import { subscriptions } from '#contexts/shipping/contract/subscriptions.ts'
import { counted, raiseAlarm } from '../constructs/alarms.ts'
import { READS, WRITES } from '../constructs/context-table.ts'
import { ScheduledFunction } from '../constructs/scheduled-function.ts'
import { ContextStack, type Needs } from './context-stack.ts'
import type { PlatformStack } from './platform-stack.ts'

export class ShippingStack extends ContextStack {
  constructor(scope: Construct, platform: PlatformStack) {
    super(scope, 'Shipping', 'shipping', platform)
    const { easypostApiUrl, tracking } = this.config
    const carriers: Needs = {
      secrets: ['personal', 'easypost'],
      environment: {
        EASYPOST_API_URL: easypostApiUrl,
        ASK_AFTER_MINUTES: String(tracking.askAfterMinutes),
        LOST_AFTER_DAYS: String(tracking.lostAfterDays),
        DELIVERED_AFTER_DAYS: String(tracking.deliveredAfterDays),
      },
    }
    // A label that is made anew ends the tracking number of the one before.
    const relabels: Needs['store'] = [...READS, ...WRITES, 'deletes']
    this.serve(operations, {
      api: this.handler('api', 'api', { store: relabels, secrets: ['personal'] }),
      labels: this.handler('labels', 'api', { ...carriers, store: relabels, calls: [withdrawLabel] }),
      label: this.handler('label', 'api', { store: READS, secrets: ['personal'], people: 'opens' }),
      webhook: this.handler('webhook', 'api', { store: ['puts'], secrets: ['personal', 'easypost'] }),
    })
    raiseAlarm(
      this,
      this.config,
      'webhooks-refused',
      counted(this.config, 'RefusedWebhooks', 'shipping.webhook'),
      {
        above: 5,
      },
    )
    this.callable('call', changeRecipient, { secrets: ['personal'] })
    this.listen(
      subscriptions,
      this.handler('on-event', 'consumer', { ...carriers, store: [...relabels, 'checks'] }),
    )
    this.run('refresh-trackers', Duration.minutes(tracking.lookEveryMinutes), carriers)
    this.run('publish-rates', Duration.days(1), { secrets: ['personal'] })
  }

  private run(name: string, every: Duration, needs: Needs): void {
    const scheduled = this.handler(name, 'schedule', needs)
    new ScheduledFunction(this, `${name}-rate`, { config: this.config, every, scheduled })
  }
}
