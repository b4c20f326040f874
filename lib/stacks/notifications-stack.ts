import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { Construct } from 'constructs'
import { subscriptions } from '#contexts/notifications/contract/subscriptions.ts'
import { counted, raiseAlarm } from '../constructs/alarms.ts'
import type { ServiceFunction } from '../constructs/service-function.ts'
import { ContextStack } from './context-stack.ts'
import type { PlatformStack } from './platform-stack.ts'

export class NotificationsStack extends ContextStack {
  constructor(scope: Construct, platform: PlatformStack) {
    super(scope, 'Notifications', 'notifications', platform)
    const onEvent = this.handler('on-event', 'consumer', {
      secrets: ['personal', 'tokens'],
      environment: {
        SITE_URL: this.siteUrl,
        SENDER_EMAIL: this.config.senderEmail,
        SENDER_NAME: this.config.senderName,
      },
    })
    this.allowMail(onEvent)
    allowTextMessages(onEvent)
    const failed = counted(this.config, 'NotificationsFailed', 'notifications.on-event')
    raiseAlarm(this, this.config, 'mails-refused', failed, { above: 3 })
    this.listen(subscriptions, onEvent)
  }

  /** From the sender's address, whether SES knows the address itself or its whole domain. */
  private allowMail(sender: ServiceFunction): void {
    const { senderEmail } = this.config
    const domain = senderEmail.slice(senderEmail.indexOf('@') + 1)
    const identities = [senderEmail, domain].map((name) =>
      this.formatArn({ service: 'ses', resource: 'identity', resourceName: name }),
    )
    sender.allow(['ses:SendEmail'], identities)
  }
}

/** To phone numbers, which have no ARN, and so to everything that is not a topic. */
function allowTextMessages(sender: ServiceFunction): void {
  sender.lambda.addToRolePolicy(
    new PolicyStatement({ actions: ['sns:Publish'], notResources: ['arn:aws:sns:*:*:*'] }),
  )
}
