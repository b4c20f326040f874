import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import * as z from 'zod/mini'
import { clientConfig } from '#local/aws.ts'
import { type Outputs, stageOf } from '#local/outputs.ts'
import { makePersonal, type Personal, sealed } from '#shared/personal.ts'
import { makeSecrets } from '#shared/secrets.ts'

/** Too short to be told from anything else. */
const SHORTEST = 5

/** Say where, which a place of business has too, or what a message is about: not who. */
const OF_NOBODY = new Set(['country', 'region', 'city', 'postalCode', 'kind'])

/** Every value about a person that is sealed in any table, however it came there; each once. */
export async function personalValues(outputs: Outputs): Promise<string[]> {
  const config = clientConfig(outputs.awsEndpoint)
  const [dynamo, secretsManager] = [new DynamoDBClient(config), new SecretsManagerClient(config)]
  const personal = makePersonal(...(await makeSecrets(secretsManager, stageOf(outputs)).texts('personal')))
  const found = new Set<string>()
  for (const TableName of Object.values(outputs.tables))
    for await (const { Items = [] } of paginateScan({ client: dynamo }, { TableName }))
      for (const item of Items) for (const value of valuesIn(unmarshall(item), personal)) found.add(value)
  dynamo.destroy()
  secretsManager.destroy()
  return [...found]
}

function valuesIn(value: unknown, personal: Personal): string[] {
  if (typeof value !== 'object' || value === null) return []
  const box = sealed.safeParse(value)
  if (box.success) return textsOf(personal.open(box.data, z.unknown()))
  return Object.values(value).flatMap((inner) => valuesIn(inner, personal))
}

function textsOf(value: unknown, name = ''): string[] {
  if (typeof value === 'string') return value.length >= SHORTEST && !OF_NOBODY.has(name) ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([inner, content]) => textsOf(content, inner))
}
