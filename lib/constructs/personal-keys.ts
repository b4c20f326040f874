import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb'
import { type IKey, Key } from 'aws-cdk-lib/aws-kms'
import { Construct } from 'constructs'
import { type Context, personalKeyAlias, personalKeysTable } from '#shared/names.ts'
import type { Retention } from '#shared/retention.ts'
import type { StageConfig } from '../config.ts'
import { TABLE_KEY_ACTIONS } from './context-table.ts'
import { explain } from './explain.ts'
import { dataPolicy } from './kept.ts'
import type { ServiceFunction } from './service-function.ts'

/** The contexts that keep something of persons; the others seal and open nothing. */
export const OF_PEOPLE: ReadonlySet<Context> = new Set([
  'orders',
  'payments',
  'shipping',
  'notifications',
  'documents',
  'customers',
  'checkout',
])

export interface PersonalKeysProps {
  readonly config: StageConfig
  /** The account's own key; DynamoDB's when absent. */
  readonly key: IKey | undefined
}

/**
 * The key of each person, wrapped by one key of KMS. The table has no stream and its backups are short: a key that is
 * deleted is gone when they end, and with it all that was sealed under it, wherever that is kept.
 */
export class PersonalKeys extends Construct {
  private readonly table: Table
  private readonly wrapping: Key
  private readonly retention: Retention
  private readonly tableKey: IKey | undefined

  constructor(scope: Construct, id: string, { config, key }: PersonalKeysProps) {
    super(scope, id)
    this.tableKey = key
    this.retention = config.retention
    this.wrapping = new Key(this, 'Wrapping', {
      alias: personalKeyAlias(config.stage),
      description: `Wraps the keys of persons of Cartwright ${config.stage}`,
      enableKeyRotation: true,
      removalPolicy: dataPolicy(config),
    })
    const { personalKeysRecoveryDays: days } = config
    this.table = new Table(this, 'Table', {
      tableName: personalKeysTable(config.stage),
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: 'ttl',
      ...(key ? { encryption: TableEncryption.CUSTOMER_MANAGED, encryptionKey: key } : {}),
      ...(days
        ? {
            pointInTimeRecoverySpecification: {
              pointInTimeRecoveryEnabled: true,
              recoveryPeriodInDays: days,
            },
          }
        : {}),
      deletionProtection: config.deletionProtection,
      removalPolicy: dataPolicy(config),
    })
    if (!days)
      explain(this.table, 'DDB3', 'The data of this stage may be thrown away; prod can be brought back')
  }

  /** Lets a function that has to do with persons open what is theirs, and seal, which makes keys. */
  openTo(user: ServiceFunction, { context, seals }: { context: Context; seals: boolean }): void {
    if (!OF_PEOPLE.has(context)) return
    this.allow(user, ['dynamodb:GetItem', ...(seals ? ['dynamodb:PutItem'] : [])])
    user.allow(['kms:Decrypt', ...(seals ? ['kms:GenerateDataKey'] : [])], [this.wrapping.keyArn])
    user.lambda.addEnvironment('RETENTION', JSON.stringify(this.retention))
  }

  /** Lets a function erase persons. */
  erasableBy(user: ServiceFunction): void {
    this.allow(user, ['dynamodb:UpdateItem'])
  }

  private allow(user: ServiceFunction, actions: readonly string[]): void {
    user.allow(actions, [this.table.tableArn])
    if (this.tableKey) user.allow(TABLE_KEY_ACTIONS, [this.tableKey.keyArn])
  }
}
