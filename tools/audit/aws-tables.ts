import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import { personalKeysTable, tableName } from '#shared/names.ts'
import { makeDynamoDbStore } from '#shared/store/dynamodb-store.ts'
import type { Item } from '#shared/store/store.ts'
import { subjectKey } from '#shared/subject-keys.ts'
import { type AuditWorld, readOnly, type Tables } from './world.ts'

/** The tables of a stage. */
export const makeTables = (client: DynamoDBClient, stage: string): Tables => ({
  of: (context) => readOnly(makeDynamoDbStore(client, tableName(stage, context))),

  async *items(context, { pk, sk }) {
    const pages = paginateScan(
      { client },
      {
        TableName: tableName(stage, context),
        ...(pk || sk
          ? {
              FilterExpression: 'begins_with(pk, :pk) AND begins_with(sk, :sk)',
              ExpressionAttributeValues: { ':pk': { S: pk }, ':sk': { S: sk } },
            }
          : {}),
      },
    )
    for await (const { Items = [] } of pages) yield Items.map((item) => unmarshall(item) as Item)
  },
})

/** What became of the keys of persons in a stage. Each is wrapped by a key of KMS that an auditor has no right to use. */
export function makeKeyOf(client: DynamoDBClient, stage: string): AuditWorld['keyOf'] {
  const store = makeDynamoDbStore(client, personalKeysTable(stage))
  return async (subjectId) => {
    const found = await store.get(subjectKey(subjectId))
    if (!found) return 'none'
    return found['wrapped'] === undefined ? 'ended' : 'there'
  }
}
