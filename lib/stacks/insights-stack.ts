import { Duration } from 'aws-cdk-lib'
import type { Construct } from 'constructs'
import { operations } from '#contexts/insights/contract/operations.ts'
import { subscriptions } from '#contexts/insights/contract/subscriptions.ts'
import { insightsSettingsOf } from '../config.ts'
import { READS, WRITES } from '../constructs/context-table.ts'
import { ScheduledFunction } from '../constructs/scheduled-function.ts'
import { ContextStack } from './context-stack.ts'
import type { PlatformStack } from './platform-stack.ts'

export class InsightsStack extends ContextStack {
  constructor(scope: Construct, platform: PlatformStack) {
    super(scope, 'Insights', 'insights', platform)
    const environment = { INSIGHTS_SETTINGS: JSON.stringify(insightsSettingsOf(this.config)) }
    this.serve(operations, {
      api: this.handler('api', 'api', { store: READS, secrets: ['personal'] }),
      events: this.handler('events', 'api', {
        store: [...READS, ...WRITES, 'deletes'],
        secrets: ['personal'],
        environment,
      }),
    })
    this.listen(
      subscriptions,
      this.handler('on-event', 'consumer', {
        store: ['gets', ...WRITES],
        secrets: ['personal'],
        environment,
      }),
    )
    new ScheduledFunction(this, 'Learn', {
      config: this.config,
      every: Duration.minutes(this.config.insights.learnEveryMinutes),
      scheduled: this.handler('learn', 'batch', { store: [...READS, 'puts'], environment }),
    })
  }
}
