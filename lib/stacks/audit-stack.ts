import { ArnFormat, Duration, Stack } from 'aws-cdk-lib'
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import { type Context, personalKeysTable, stackName, stateMachineName, tableName } from '#shared/names.ts'
import { counted, raiseAlarm } from '../constructs/alarms.ts'
import { explain } from '../constructs/explain.ts'
import { dataPolicy } from '../constructs/kept.ts'
import { ScheduledFunction } from '../constructs/scheduled-function.ts'
import { allowSecrets } from '../constructs/secrets.ts'
import { ServiceFunction } from '../constructs/service-function.ts'
import type { PlatformStack } from './platform-stack.ts'

/** Whose books there are. */
export const AUDITED: readonly Context[] = [
  'orders',
  'payments',
  'inventory',
  'fulfillment',
  'shipping',
  'notifications',
  'documents',
  'catalog',
  'checkout',
  'insights',
  'customers',
]

/** Reports are of use as long as somebody may ask what was known when. */
const REPORTS_KEPT = Duration.days(400)

/** The audit of all books at a rate. It is of no context, reads the tables of all, and writes nothing but its reports. */
export class AuditStack extends Stack {
  constructor(scope: Construct, platform: PlatformStack, everyDays: number) {
    const { config, key } = platform
    super(scope, 'Audit', {
      stackName: stackName(config.stage, 'audit'),
      description: 'Cartwright: the audit of all books',
      terminationProtection: config.deletionProtection,
    })
    const reports = this.reports(platform)
    const machine = (resource: 'stateMachine' | 'execution') =>
      this.formatArn({
        service: 'states',
        resource,
        resourceName: `${stateMachineName(config.stage)}${resource === 'execution' ? ':*' : ''}`,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      })
    const auditor = new ServiceFunction(this, 'weekly', {
      ...{ config, context: 'audit', name: 'weekly', kind: 'audit' },
      environment: {
        STATE_MACHINE_ARN: machine('stateMachine'),
        STRIPE_API_URL: config.stripeApiUrl,
        REPORTS_BUCKET: reports.bucketName,
      },
    })
    const table = (resourceName: string) =>
      this.formatArn({ service: 'dynamodb', resource: 'table', resourceName })
    const tables = AUDITED.map((context) => table(tableName(config.stage, context)))
    auditor.allow(['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:Scan'], tables)
    // The ledger of a SKU is listed by an index.
    auditor.allow(['dynamodb:Query'], [table(`${tableName(config.stage, 'inventory')}/index/gsi1`)])
    // Whether a person has a key: without the one that wraps it, it opens nothing.
    auditor.allow(['dynamodb:GetItem'], [table(personalKeysTable(config.stage))])
    auditor.allow(['states:DescribeExecution'], [machine('execution')])
    auditor.allow(['s3:PutObject'], [reports.arnForObjects('*')])
    const name = stateMachineName(config.stage)
    explain(
      auditor,
      `IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:${name}:*]`,
      'An execution is named by its order and run',
    )
    explain(auditor, 'IAM5[Resource::<Reports65402A0A.Arn>/*]', 'A report is named by its time')
    if (key) auditor.allow(['kms:Decrypt'], [key.keyArn])
    allowSecrets(auditor, { config, key }, ['stripe-audit'])
    new ScheduledFunction(this, 'Schedule', { config, every: Duration.days(everyDays), scheduled: auditor })
    raiseAlarm(this, config, 'audit-violations', counted(config, 'AuditFindings', 'audit.weekly'))
  }

  private reports({ config }: PlatformStack): Bucket {
    const bucket = new Bucket(this, 'Reports', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      lifecycleRules: [{ expiration: REPORTS_KEPT }],
      removalPolicy: dataPolicy(config),
    })
    explain(bucket, 'S1', 'Reports name orders, not people, and are read by few; CloudTrail tells by whom')
    return bucket
  }
}
