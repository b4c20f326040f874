import { randomUUID } from 'node:crypto'
import {
  CreateTableCommand,
  DeleteTableCommand,
  DynamoDBClient,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb'
import { afterAll, describe } from 'vitest'
import { clientConfig } from '#local/aws.ts'
import { makeDynamoDbStore } from '#shared/store/dynamodb-store.ts'
import { testOutputs } from '#support/outputs.ts'
import { storeConformance } from '#support/store-conformance.ts'

describe('on the emulator', () => {
  const client = new DynamoDBClient(clientConfig(testOutputs().awsEndpoint))
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
