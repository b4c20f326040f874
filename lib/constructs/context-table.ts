import {
  AttributeType,
  BillingMode,
  Operation,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { Construct } from 'constructs'
import { type Context, tableName } from '#shared/names.ts'
import type { IndexName } from '#shared/store/store.ts'
import type { StageConfig } from '../config.ts'
import { FIVE_MINUTES, raiseAlarm } from './alarms.ts'
import { explain } from './explain.ts'
import { dataPolicy } from './kept.ts'
import type { ServiceFunction } from './service-function.ts'

const INDEXES: readonly IndexName[] = ['gsi1', 'gsi2']

/** What of the store a function may do, and the action that it needs; transactions need none of their own. */
const STORE_ACTIONS = {
  gets: 'GetItem',
  batches: 'BatchGetItem',
  queries: 'Query',
  puts: 'PutItem',
  updates: 'UpdateItem',
  deletes: 'DeleteItem',
  checks: 'ConditionCheckItem',
} as const
export type StoreUse = keyof typeof STORE_ACTIONS

export const READS: readonly StoreUse[] = ['gets', 'queries']
/** What changes an aggregate writes: puts of what is new, updates of its header. */
export const WRITES: readonly StoreUse[] = ['puts', 'updates']

/** What one who only reads items under a key of the account needs of the key. */
const READING_KEY_ACTIONS = ['kms:Decrypt', 'kms:DescribeKey'] as const

/** What one who writes them needs of it as well. */
export const TABLE_KEY_ACTIONS = [
  ...READING_KEY_ACTIONS,
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
] as const

export interface ContextTableProps {
  readonly config: StageConfig
  readonly context: Context
  /** The account's own key; DynamoDB's when absent. */
  readonly key: IKey | undefined
}

/** The one table of a context: keys `pk` and `sk`, two indexes, and a stream that is the outbox. */
export class ContextTable extends Construct {
  readonly table: Table
  readonly key: IKey | undefined

  constructor(scope: Construct, id: string, { config, context, key }: ContextTableProps) {
    super(scope, id)
    this.key = key
    const warm = config.warmThroughput[context]
    this.table = new Table(this, 'Table', {
      tableName: tableName(config.stage, context),
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      stream: StreamViewType.NEW_IMAGE,
      timeToLiveAttribute: 'ttl',
      ...(key ? { encryption: TableEncryption.CUSTOMER_MANAGED, encryptionKey: key } : {}),
      ...(warm
        ? { warmThroughput: { readUnitsPerSecond: warm.reads, writeUnitsPerSecond: warm.writes } }
        : {}),
      ...(config.pointInTimeRecovery
        ? { pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true } }
        : {}),
      deletionProtection: config.deletionProtection,
      removalPolicy: dataPolicy(config),
    })
    for (const indexName of INDEXES)
      this.table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: { name: `${indexName}pk`, type: AttributeType.STRING },
        sortKey: { name: `${indexName}sk`, type: AttributeType.STRING },
      })
    if (!config.pointInTimeRecovery)
      explain(this.table, 'DDB3', 'The data of this stage may be thrown away; prod can be brought back')
    raiseAlarm(
      this,
      config,
      'table-throttled',
      this.table.metricThrottledRequestsForOperations({
        operations: [
          Operation.GET_ITEM,
          Operation.QUERY,
          Operation.TRANSACT_WRITE_ITEMS,
          Operation.UPDATE_ITEM,
        ],
        period: FIVE_MINUTES,
      }),
    )
  }

  /** Lets a function of the context do so much with its items. */
  openTo(user: ServiceFunction, uses: readonly StoreUse[]): void {
    const { tableArn, tableName: name } = this.table
    user.lambda.addEnvironment('TABLE_NAME', name)
    const ofItems = uses.filter((use) => use !== 'queries').map((use) => `dynamodb:${STORE_ACTIONS[use]}`)
    if (ofItems.length > 0) user.allow(ofItems, [tableArn])
    if (uses.includes('queries'))
      user.allow(['dynamodb:Query'], [tableArn, ...INDEXES.map((index) => `${tableArn}/index/${index}`)])
    const onlyReads = uses.every((use) => use === 'batches' || READS.includes(use))
    if (this.key) user.allow(onlyReads ? READING_KEY_ACTIONS : TABLE_KEY_ACTIONS, [this.key.keyArn])
  }
}
