import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import * as z from 'zod/mini'
import { makeS3Objects } from '#shared/aws/s3-objects.ts'
import { baseEnvironment, readEnvironment } from '#shared/environment.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeDynamoDbReadMany } from '#shared/store/read-many.ts'
import { makeTransferFiles } from '../adapters/transfer-files.ts'
import { makeExportItems, makeImportItems } from '../adapters/transfer-items.ts'

/** What imports and exports need, made once per cold start. */
export async function transferDeps() {
  const commit = await makeRuntime().commitDeps()
  const { BUCKET_NAME, TABLE_NAME } = readEnvironment({ ...baseEnvironment, BUCKET_NAME: z.string() })
  return {
    ...commit,
    imports: makeImportItems(commit),
    exports: makeExportItems(commit),
    readMany: makeDynamoDbReadMany(new DynamoDBClient({}), TABLE_NAME),
    files: makeTransferFiles(makeS3Objects(BUCKET_NAME, commit.clock)),
  }
}
export type TransferDeps = Awaited<ReturnType<typeof transferDeps>>
