import { GetFunctionCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import { beforeAll, describe, expect, test } from 'vitest'
import { clientConfig } from '#local/aws.ts'
import { stageOf } from '#local/outputs.ts'
import { orderId } from '#shared/ids.ts'
import { functionName } from '#shared/names.ts'
import { oneWholeOrder, type WholeOrder } from '#support/aftermath/one-order.ts'
import { readOnce } from '#support/aftermath/read-once.ts'
import { onlyAbout, type Planted, plantedInTables, tampered } from '#support/aftermath/tampered.ts'
import { queuedMessages } from '#support/aftermath/traces.ts'
import { eventually } from '#support/eventually.ts'
import { outputs, shop } from '#support/running.ts'
import { type AuditReport, runAudit } from '../../tools/audit/audit.ts'
import { walkPapers } from '../../tools/audit/looks/documents.ts'
import { walkShipments } from '../../tools/audit/looks/shipping.ts'
import { openAuditWorld } from '../../tools/audit/open-world.ts'
import { auditText } from '../../tools/audit/report.ts'
import type { Kind, Walk } from '../../tools/audit/subjects.ts'
import { settingsOfThisMachine } from '../../tools/audit/this-machine.ts'
import type { AuditWorld } from '../../tools/audit/world.ts'

const AT_ONCE = 8
const open = () => openAuditWorld(settingsOfThisMachine(outputs))

/** Nothing is on its way any more, but what lies where people look. */
const allHasArrived = () =>
  eventually('the queues are empty', async () =>
    (await queuedMessages(outputs)).every(({ place }) => /Dead|Unpublished/.test(place)),
  )

let order: WholeOrder
beforeAll(async () => {
  order = await oneWholeOrder(shop)
})

describe('all that the whole run has left', () => {
  let report: AuditReport
  beforeAll(async () => {
    await allHasArrived()
    const world = await readOnce(open(), outputs)
    const settle = () => allHasArrived().then(world.again)
    report = await runAudit(world, { atOnce: AT_ONCE, settle })
    console.info(auditText(report))
  })

  test('is sound, and all of it is looked at', () => {
    expect(report.violations).toEqual([])
    expect(report.finished).toBe(true)
    for (const kind of ['order', 'payment', 'SKU', 'shipment', 'paper', 'message'] as const)
      expect(report.looked[kind], kind).toBeGreaterThan(0)
  })

  test('is found the same in the tables by the audit that runs every week, which keeps its report', async () => {
    const { order, payment, SKU, product } = report.looked
    const aws = clientConfig(outputs.awsEndpoint)
    const [lambda, s3] = [new LambdaClient(aws), new S3Client({ ...aws, forcePathStyle: true })]
    const FunctionName = functionName(stageOf(outputs), 'audit', 'weekly')
    const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload: '{}' }))
    expect(answer.FunctionError, answer.Payload?.transformToString()).toBeUndefined()
    const { Configuration } = await lambda.send(new GetFunctionCommand({ FunctionName }))
    const Bucket = Configuration?.Environment?.Variables?.['REPORTS_BUCKET']
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }))
    const Key = Contents.map((one) => one.Key ?? '').findLast((key) => key.endsWith('.json'))
    const kept = await s3.send(new GetObjectCommand({ Bucket, Key }))
    expect(JSON.parse((await kept.Body?.transformToString()) ?? '')).toMatchObject({
      finished: true,
      violations: [],
      looked: { order, payment, SKU, product },
    })
  })
})

const header = (prefix: string) => (item: { pk: string; sk: string }) =>
  item.pk.startsWith(prefix) && item.sk === 'HEADER'

const PLANTED: readonly (readonly [Kind, rule: string, Planted])[] = [
  [
    'order',
    '0 <= due <= total',
    { context: 'orders', in: header('ORDER#'), change: () => ({ due: 1_000_000_000 }) },
  ],
  [
    'order',
    'history is numbered from 1 without a gap',
    {
      context: 'orders',
      in: ({ entity }) => entity === 'history',
      change: () => ({ event: { sequence: 7 } }),
    },
  ],
  [
    'order',
    'what is written can be read',
    { context: 'orders', in: header('ORDER#'), change: () => ({ status: 'lost' }) },
  ],
  [
    'order',
    'the gateway has taken what our record says, or has begun',
    { context: 'payments', in: header('PAY#'), change: () => ({ captured: 1, capturing: 0 }) },
  ],
  [
    'payment',
    'captured money has a status of its own',
    { context: 'payments', in: header('PAY#'), change: () => ({ status: 'authorized' }) },
  ],
  [
    'reservation',
    'units are those of plan and changes',
    { context: 'inventory', in: header('RESERVATION#'), change: () => ({ units: 77, status: 'held' }) },
  ],
  [
    'SKU',
    'the ledger sums to its level',
    {
      context: 'inventory',
      in: ({ sk }) => sk.startsWith('LEVEL#'),
      change: (level) => ({ onHand: Number(level['onHand']) + 1, available: Number(level['available']) + 1 }),
    },
  ],
  [
    'fulfillment order',
    '0 <= picked <= quantity',
    { context: 'fulfillment', in: header('FULFILLMENT_ORDER#'), change: () => ({ picked: [99] }) },
  ],
  [
    'shipment',
    'the status is what the scans say',
    { context: 'shipping', in: header('SHIPMENT#'), change: () => ({ status: 'exception' }) },
  ],
  [
    'message',
    'what was sent was tried',
    { context: 'notifications', in: header('DELIVERY#'), change: () => ({ attempts: 0, status: 'sent' }) },
  ],
  [
    'paper',
    'a paper adds up',
    {
      context: 'documents',
      in: header('DOCUMENT#'),
      change: ({ facts }) => ({ facts: { ...Object(facts), total: 1 } }),
    },
  ],
  [
    'series of papers',
    'a series has no gap and no number twice',
    { context: 'documents', in: ({ sk }) => sk === 'LAST', change: () => ({ last: 1_000 }) },
  ],
]

describe('a violation that is planted is found', () => {
  const audited = (world: AuditWorld, walks?: readonly Walk[]): Promise<AuditReport> =>
    runAudit(world, { atOnce: AT_ONCE, settle: async () => undefined, ...(walks && { walks }) })
  const rulesOf = ({ violations }: AuditReport, kind: Kind) =>
    violations
      .filter((one) => one.kind === kind)
      .flatMap(({ broken }) => broken.map((text) => text.slice(0, text.indexOf(': '))))

  /** The one order, read once: by itself, nothing is wrong with it. */
  let world: AuditWorld
  beforeAll(async () => {
    await allHasArrived()
    world = onlyAbout(await readOnce(open(), outputs), [order.id, order.sku])
    const { looked, violations } = await audited(world)
    expect({ looked, violations }).toMatchObject({ looked: { order: 1, payment: 1, SKU: 1 }, violations: [] })
  })

  test.each(PLANTED)('%s: %s', async (kind, rule, planted) => {
    expect(rulesOf(await audited(tampered(world, planted)), kind)).toContain(rule)
  })

  test('payment at the gateway: a payment at the gateway is of an order that there is', async () => {
    const entry = { id: 'pi_1', state: 'captured', amount: 1, captured: 1, refunded: 0 } as const
    const nobodys = { orderId: orderId.parse(`ord_${'0'.repeat(26)}`), entry }
    const report = await audited({ ...world, gateway: { ...world.gateway, rest: async () => [nobodys] } })
    expect(rulesOf(report, 'payment at the gateway')).toEqual([
      'a payment at the gateway is of an order that there is',
    ])
  })
  test.each([
    ['shipment', walkShipments],
    ['series of papers', walkPapers],
  ] as const)('%s: in the tables themselves', async (kind, walk) => {
    const inTables = onlyAbout(open(), [order.id, order.sku])
    const mistakes = PLANTED.filter(([of]) => of === kind)
    expect(mistakes).not.toEqual([])
    for (const [, rule, planted] of mistakes) {
      const putRight = await plantedInTables(outputs, inTables, planted)
      const report = await audited(inTables, [walk]).finally(putRight)
      expect(rulesOf(report, kind)).toContain(rule)
    }
    expect(await audited(inTables, [walk])).toMatchObject({ violations: [] })
  })
})
