import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import { tableName } from '#shared/names.ts'
import { makeDynamoDbStore } from '#shared/store/dynamodb-store.ts'
import type { Item } from '#shared/store/store.ts'
import { readOnly, type Tables } from './world.ts'

/** The tables of a stage. */
export const makeTables = (client: DynamoDBClient, stage: string): Tables => ({
  of: (context) => readOnly(makeDynamoDbStore(client, tableName(stage, context))),

  async *items(context, { pk, sk }) {
    const pages = paginateScan(
      { client },
      {
        TableName: tableName(stage, context),
        FilterExpression: 'begins_with(pk, :pk) AND begins_with(sk, :sk)',
        ExpressionAttributeValues: { ':pk': { S: pk }, ':sk': { S: sk } },
      },
    )
    for await (const { Items = [] } of pages) yield Items.map((item) => unmarshall(item) as Item)
  },
})
