import { Duration } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'
import { tellMessagesHeld } from '#contexts/notifications/contract/held.ts'
import { subscriptions } from '#contexts/notifications/contract/subscriptions.ts'
import { configurationSetName } from '#shared/names.ts'
import { counted, raiseAlarm } from '../constructs/alarms.ts'
import { WRITES } from '../constructs/context-table.ts'
import { MailFeedback } from '../constructs/mail-feedback.ts'
import { ScheduledFunction } from '../constructs/scheduled-function.ts'
import type { ServiceFunction } from '../constructs/service-function.ts'
import { ContextStack, type Needs } from './context-stack.ts'
import type { PlatformStack } from './platform-stack.ts'

export class NotificationsStack extends ContextStack {
  constructor(scope: Construct, platform: PlatformStack) {
    super(scope, 'Notifications', 'notifications', platform)
    const { config } = this
    const writes: Needs = {
      secrets: ['personal', 'tokens'],
      environment: {
        SITE_URL: this.siteUrl,
        SENDER_EMAIL: config.senderEmail,
        SENDER_NAME: config.senderName,
        QUIET_HOURS: config.quietHours,
        CONFIGURATION_SET: configurationSetName(config.stage),
      },
    }
    const byKey: Needs['store'] = ['gets', ...WRITES]
    const onEvent = this.handler('on-event', 'consumer', {
      ...writes,
      store: ['queries', ...byKey, 'deletes', 'checks'],
    })
    this.allowMail(onEvent)
    allowTextMessages(onEvent)
    this.listen(subscriptions, onEvent)

    const sendPostponed = this.handler('send-postponed', 'schedule', writes)
    allowTextMessages(sendPostponed)
    new ScheduledFunction(this, 'Mornings', {
      config,
      every: Duration.minutes(15),
      scheduled: sendPostponed,
    })

    this.callable('call', tellMessagesHeld, { secrets: ['personal'], people: 'opens', store: ['queries'] })

    const onBounce = this.handler('on-bounce', 'consumer', { store: byKey, secrets: ['personal'] })
    new MailFeedback(this, 'Feedback', { config, consumer: onBounce })
    raiseAlarm(this, config, 'mails-refused', counted(config, 'NotificationsFailed'), { above: 3 })
  }

  /** From the sender's address, whether SES knows the address itself or its whole domain, by the stage's own set. */
  private allowMail(sender: ServiceFunction): void {
    const { senderEmail, stage } = this.config
    const domain = senderEmail.slice(senderEmail.indexOf('@') + 1)
    const identities = [senderEmail, domain].map((name) =>
      this.formatArn({ service: 'ses', resource: 'identity', resourceName: name }),
    )
    const configurationSet = this.formatArn({
      service: 'ses',
      resource: 'configuration-set',
      resourceName: configurationSetName(stage),
    })
    sender.allow(['ses:SendEmail'], [...identities, configurationSet])
  }
}

/** To phone numbers, which have no ARN, and so to everything that is not a topic. */
function allowTextMessages(sender: ServiceFunction): void {
  sender.lambda.addToRolePolicy(
    new PolicyStatement({ actions: ['sns:Publish'], notResources: ['arn:aws:sns:*:*:*'] }),
  )
}
