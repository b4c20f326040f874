import { CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { EventBus } from 'aws-cdk-lib/aws-events'
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { type IKey, Key } from 'aws-cdk-lib/aws-kms'
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import type { Construct } from 'constructs'
import { busName, stackName } from '#shared/names.ts'
import type { StageConfig } from '../config.ts'
import { alarmTopicName, FIVE_MINUTES, raiseAlarm } from '../constructs/alarms.ts'
import { CustomerPool } from '../constructs/customer-pool.ts'
import { addDashboard } from '../constructs/dashboard.ts'
import { HttpFront } from '../constructs/http-front.ts'
import type { HttpApiAddress } from '../constructs/http-routes.ts'
import { PersonalKeys } from '../constructs/personal-keys.ts'
import { Secrets } from '../constructs/secrets.ts'
import { StaffPool } from '../constructs/staff-pool.ts'

/** What all contexts share: the bus, the HTTP API with its authorizer, identity, secrets and the keys. */
export class PlatformStack extends Stack {
  readonly config: StageConfig
  readonly api: HttpApiAddress
  /** The account's own key, where the stage has one. */
  readonly key: IKey | undefined
  readonly personalKeys: PersonalKeys
  /** Who signs in as a customer. */
  readonly customers: CustomerPool
  /** Where links in mails lead, without a slash at the end. */
  readonly siteUrl: string

  constructor(scope: Construct, config: StageConfig) {
    super(scope, 'Platform', {
      stackName: stackName(config.stage, 'platform'),
      description: 'Cartwright: bus, HTTP API, identity, secrets',
      terminationProtection: config.deletionProtection,
    })
    this.config = config
    this.key = config.ownKey ? this.makeKey() : undefined
    this.makeBus()
    new Secrets(this, 'Secrets', { config, key: this.key })
    this.personalKeys = new PersonalKeys(this, 'PersonalKeys', { config, key: this.key })
    const staff = new StaffPool(this, 'Staff', config)
    this.customers = new CustomerPool(this, 'Customers', config)
    const front = new HttpFront(this, 'Http', { config, staff, customers: this.customers })
    this.api = front.address
    this.siteUrl = config.siteUrl ?? front.url
    if (config.alarms) this.makeAlarmTopic()
    raiseAlarm(
      this,
      config,
      'function-throttled',
      LambdaFunction.metricAllThrottles({ period: FIVE_MINUTES }),
      {
        above: 10,
      },
    )
    if (config.dashboard) addDashboard(this, config, front.apiId)
    this.tell({
      ApiId: front.apiId,
      ApiUrl: front.url,
      StaffUserPoolId: staff.pool.userPoolId,
      StaffClientId: staff.staffClient.userPoolClientId,
      CustomerUserPoolId: this.customers.pool.userPoolId,
      CustomerClientId: this.customers.client.userPoolClientId,
      MachineClientId: staff.machineClient.userPoolClientId,
      TokenUrl: `${staff.domain.baseUrl()}/oauth2/token`,
    })
  }

  private makeKey(): Key {
    const { stage } = this.config
    return new Key(this, 'Key', {
      alias: `cartwright-${stage}`,
      description: `Tables, secrets and alarms of Cartwright ${stage}`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    })
  }

  private makeBus(): void {
    const { stage, archiveDays } = this.config
    const bus = new EventBus(this, 'Bus', { eventBusName: busName(stage) })
    if (archiveDays)
      bus.archive('Archive', {
        archiveName: busName(stage),
        description: 'Every event, for a replay',
        eventPattern: { account: [this.account] },
        retention: Duration.days(archiveDays),
      })
  }

  private makeAlarmTopic(): void {
    const topic = new Topic(this, 'Alarms', {
      topicName: alarmTopicName(this.config.stage),
      enforceSSL: true,
      ...(this.key ? { masterKey: this.key } : {}),
    })
    this.key?.grantEncryptDecrypt(new ServicePrincipal('cloudwatch.amazonaws.com'))
    if (this.config.alarmEmail) topic.addSubscription(new EmailSubscription(this.config.alarmEmail))
  }

  private tell(outputs: Record<string, string>): void {
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value })
  }
}
