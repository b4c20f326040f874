import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import { AwsClient } from 'aws4fetch'
import * as z from 'zod/mini'
import { clientConfig } from '#local/aws.ts'
import { type Outputs, stageOf } from '#local/outputs.ts'
import { makeKmsWrap } from '#shared/aws/kms-wrap.ts'
import { sdkSecrets } from '#shared/aws/sdk-secrets.ts'
import { systemClock } from '#shared/clock.ts'
import { personalKeyAlias, personalKeysTable } from '#shared/names.ts'
import { makePersonal, type Personal, sealed } from '#shared/personal.ts'
import { makeSecrets } from '#shared/secrets.ts'
import { makeDynamoDbStore } from '#shared/store/dynamodb-store.ts'
import { makeSubjectKeys } from '#shared/subject-keys.ts'

/** Too short to be told from anything else. */
const SHORTEST = 5

/**
 * Say where, which a place of business has too, what a message is about, or what an address is for: not who. A code
 * of six digits stands in many a time by chance.
 */
const OF_NOBODY = new Set(['country', 'region', 'city', 'postalCode', 'kind', 'defaultFor', 'code'])

/** Every value about a person that is sealed in any table, however it came there; each once. */
export async function personalValues(outputs: Outputs): Promise<string[]> {
  const config = clientConfig(outputs.awsEndpoint)
  const [dynamo, secretsManager] = [new DynamoDBClient(config), new SecretsManagerClient(config)]
  const personal = await personalOf(outputs, { dynamo, secretsManager })
  const found = new Set<string>()
  for (const TableName of Object.values(outputs.tables))
    for await (const { Items = [] } of paginateScan({ client: dynamo }, { TableName }))
      for (const item of Items)
        for (const value of await valuesIn(unmarshall(item), personal)) found.add(value)
  dynamo.destroy()
  secretsManager.destroy()
  return [...found]
}

async function valuesIn(value: unknown, personal: Personal, name = ''): Promise<string[]> {
  if (typeof value !== 'object' || value === null) return []
  const box = sealed.safeParse(value)
  if (box.success)
    return textsOf(
      name === WEBHOOK_BODY
        ? (await personal.openBytes(box.data))?.toString('utf8').trim()
        : await personal.open(box.data, z.unknown()),
    )
  const inner = Object.entries(value).map(([key, content]) => valuesIn(content, personal, key))
  return (await Promise.all(inner)).flat()
}

/** Kept as the bytes that came, whatever they are; all else that is sealed is JSON. */
const WEBHOOK_BODY = 'raw'

/** Personal data as the functions of a running world open it. */
export async function personalOf(
  outputs: Outputs,
  { dynamo, secretsManager }: { dynamo: DynamoDBClient; secretsManager: SecretsManagerClient },
): Promise<Personal> {
  const stage = stageOf(outputs)
  const { endpoint, region, credentials } = clientConfig(outputs.awsEndpoint)
  const client = new AwsClient({ ...credentials, service: 'kms', region })
  const table = personalKeysTable(stage)
  const keys = makeSubjectKeys({
    store: makeDynamoDbStore(dynamo, table),
    table,
    wrap: makeKmsWrap(personalKeyAlias(stage), async () => ({ endpoint, client })),
    clock: systemClock,
    endOf: () => undefined,
  })
  return makePersonal(
    keys,
    ...(await makeSecrets(sdkSecrets(secretsManager), stage, systemClock).texts('personal')),
  )
}

function textsOf(value: unknown, name = ''): string[] {
  if (typeof value === 'string') return value.length >= SHORTEST && !OF_NOBODY.has(name) ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  // What is in a list is called as the list is.
  return Object.entries(value).flatMap(([inner, content]) =>
    textsOf(content, Array.isArray(value) ? name : inner),
  )
}
