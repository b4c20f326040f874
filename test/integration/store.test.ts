import { randomUUID } from 'node:crypto'
import {
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb'
import { afterAll, describe } from 'vitest'
import { makeDynamoDbStore } from '#shared/store/dynamodb-store.ts'
import { storeConformance } from '#support/store-conformance.ts'

const endpoint = process.env['AWS_ENDPOINT_URL']
if (!endpoint)
  console.warn('SKIPPED: the DynamoDB store needs an emulator; set AWS_ENDPOINT_URL to the address of one.')

describe.skipIf(!endpoint)('on the emulator', () => {
  const client = new DynamoDBClient({
    endpoint: endpoint ?? '',
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  })
  const TableName = `store-conformance-${randomUUID()}`

  storeConformance('the DynamoDB table', async () => {
    await client.send(new CreateTableCommand({ ...TABLE, TableName }))
    await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 1 }, { TableName })
    return makeDynamoDbStore(client, TableName)
  })

  afterAll(async () => {
    await client.send(new DeleteTableCommand({ TableName }))
    client.destroy()
  })
})

const keys = (prefix: string) => [
  { AttributeName: `${prefix}pk`, KeyType: 'HASH' as const },
  { AttributeName: `${prefix}sk`, KeyType: 'RANGE' as const },
]

const TABLE = {
  BillingMode: 'PAY_PER_REQUEST' as const,
  AttributeDefinitions: ['pk', 'sk', 'gsi1pk', 'gsi1sk'].map((AttributeName) => ({
    AttributeName,
    AttributeType: 'S' as const,
  })),
  KeySchema: keys(''),
  GlobalSecondaryIndexes: [
    { IndexName: 'gsi1', KeySchema: keys('gsi1'), Projection: { ProjectionType: 'ALL' as const } },
  ],
}
