import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import * as z from 'zod/mini'
import { clientConfig } from '#local/aws.ts'
import { type Outputs, stageOf } from '#local/outputs.ts'
import { personalKeysTable } from '#shared/names.ts'
import type { Personal, Sealed } from '#shared/personal.ts'
import { boxesIn } from '../../../tools/audit/erasure.ts'
import { type Finding, findings, type Trace } from './findings.ts'
import { personalOf } from './personal-values.ts'
import { executionSteps, logLines, queuedMessages } from './traces.ts'

/** A person as the system knew them. */
export interface Planted {
  readonly values: readonly string[]
  /** Whose boxes are theirs: the customer and the orders. */
  readonly subjects: readonly string[]
}

export interface Remains {
  readonly found: readonly Finding[]
  /** How many places were looked at, and how many of the person's boxes were tried. */
  readonly looked: number
  readonly boxes: number
}

/**
 * Where something of a person can still be read: items of all tables as they stand, their boxes by all the keys there
 * are, files, logs, queues and executions.
 */
export async function remainsOf(outputs: Outputs, { values, subjects }: Planted): Promise<Remains> {
  const [items, files, ...others] = await Promise.all([
    itemsOf(outputs),
    filesOf(outputs),
    logLines(outputs),
    queuedMessages(outputs),
    executionSteps(outputs),
  ])
  const boxes = items
    .flatMap(({ item }) => boxesIn(item))
    .filter(({ subjectId }) => subjects.includes(subjectId))
  const opened = await openAll(outputs, boxes)
  const traces = [
    ...items.map(({ place, item }): Trace => ({ place, text: JSON.stringify(item) })),
    ...[...files, ...others.flat(), ...opened],
  ]
  return { found: findings(values, traces), looked: traces.length, boxes: boxes.length }
}

async function itemsOf(outputs: Outputs): Promise<{ place: string; item: Record<string, unknown> }[]> {
  const client = new DynamoDBClient(clientConfig(outputs.awsEndpoint))
  const found: { place: string; item: Record<string, unknown> }[] = []
  for (const TableName of [...Object.values(outputs.tables), personalKeysTable(stageOf(outputs))])
    for await (const { Items = [] } of paginateScan({ client }, { TableName }))
      for (const raw of Items) {
        const item = unmarshall(raw)
        found.push({ place: `${TableName} ${item['pk']} ${item['sk']}`, item })
      }
  client.destroy()
  return found
}

async function openAll(outputs: Outputs, boxes: readonly Sealed[]): Promise<Trace[]> {
  const config = clientConfig(outputs.awsEndpoint)
  const [dynamo, secretsManager] = [new DynamoDBClient(config), new SecretsManagerClient(config)]
  const personal = await personalOf(outputs, { dynamo, secretsManager })
  const found = await Promise.all(boxes.map((box) => openedBox(personal, box)))
  dynamo.destroy()
  secretsManager.destroy()
  return found.flat()
}

async function openedBox(personal: Personal, box: Sealed): Promise<Trace[]> {
  const text = JSON.stringify(await personal.open(box, z.unknown()))
  return text === undefined ? [] : [{ place: `a box of ${box.subjectId}`, text }]
}

/** What stands in the files of all buckets; a picture is no text, and says nothing here. */
async function filesOf({ awsEndpoint }: Outputs): Promise<Trace[]> {
  const read = async (path: string) => (await fetch(`${awsEndpoint}/${path}`)).text()
  const inElements = (name: string, xml: string) =>
    [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text = '']) => text)
  const found: Trace[] = []
  for (const bucket of inElements('Name', await read('')).filter((name) => name.includes('customers'))) {
    const keys = inElements('Key', await read(`${bucket}?list-type=2`))
    for (const key of keys) found.push({ place: `${bucket}/${key}`, text: await read(`${bucket}/${key}`) })
  }
  return found
}
