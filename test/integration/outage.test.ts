import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import {
  LambdaClient,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda'
import {
  DeleteMessageCommand,
  ListQueuesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import { expect, test } from 'vitest'
import { clientConfig } from '#local/aws.ts'
import { busName, type Context, functionName, tableName } from '#shared/names.ts'
import { makePublisher } from '#shared/outbox.ts'
import { DELIVERED_AND_PAID, expectEnd, PLAIN_MAILS } from '#support/ends.ts'
import { eventually } from '#support/eventually.ts'
import { testOutputs } from '#support/outputs.ts'
import { carrierDelivers, warehouseShips } from '#support/outside.ts'
import { givenGoods, openShop, orderThatIs, placeOrder, type Shop } from '#support/shop.ts'
import { redrive } from '../../tools/redrive/redrive.ts'
import { historySince, republish } from '../../tools/republish/history.ts'

const outputs = testOutputs()
const shop: Shop = openShop(outputs)
const aws = clientConfig(outputs.awsEndpoint)
const [sqs, lambda] = [new SQSClient(aws), new LambdaClient(aws)]
const stage = outputs.tables['orders']?.split('-')[1] ?? ''

/** Does something while a function gets nothing from its queue or stream. */
async function whileNothingReaches(context: Context, name: string, act: () => Promise<void>): Promise<void> {
  const FunctionName = functionName(stage, context, name)
  const { EventSourceMappings = [] } = await lambda.send(new ListEventSourceMappingsCommand({ FunctionName }))
  const turn = async (Enabled: boolean) => {
    for (const { UUID } of EventSourceMappings)
      await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled }))
  }
  expect(EventSourceMappings).toHaveLength(1)
  await turn(false)
  await act().finally(() => turn(true))
}

async function queueNamed(part: string): Promise<string> {
  const { QueueUrls = [] } = await sqs.send(
    new ListQueuesCommand({ QueueNamePrefix: `cartwright-${stage}-`, MaxResults: 1_000 }),
  )
  const [only, ...others] = QueueUrls.filter((url) => url.includes(part))
  if (!only || others.length > 0) throw new Error(`not one queue is called ${part}`)
  return only
}

/** As SQS does with what was received as often as is allowed; answers the messages, once there are some. */
async function letDie(queue: string, deadLetters: string): Promise<readonly Message[]> {
  const moved: Message[] = []
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queue, MaxNumberOfMessages: 10, WaitTimeSeconds: 2 }),
    )
    if (Messages.length === 0 && moved.length > 0) return moved
    for (const { Body, ReceiptHandle } of Messages) {
      await sqs.send(new SendMessageCommand({ QueueUrl: deadLetters, MessageBody: Body }))
      await sqs.send(new DeleteMessageCommand({ QueueUrl: queue, ReceiptHandle }))
    }
    moved.push(...Messages)
  }
}

async function expectDelivered(id: string, sku: string, amount: number): Promise<void> {
  await warehouseShips(shop, id)
  await carrierDelivers(shop, id)
  await expectEnd(
    shop,
    { id },
    {
      ...DELIVERED_AND_PAID,
      stock: { [sku]: {} },
      ledger: { authorized: amount, captured: amount },
      mails: { ja: PLAIN_MAILS.ja },
    },
  )
}

test('what a consumer left in its dead-letter queue is brought back by redrive', async () => {
  const { sku, quote } = await givenGoods(shop)
  const queue = await queueNamed('-fulfillment-EventsQueue')
  const deadLetters = await queueNamed('-fulfillment-EventsDeadLetters')
  let placed: Awaited<ReturnType<typeof placeOrder>> | undefined
  await whileNothingReaches('fulfillment', 'on-event', async () => {
    placed = await placeOrder(shop, quote)
    await orderThatIs(shop, placed.id, 'confirmed')
    await eventually('the order is among what has died', async () =>
      (await letDie(queue, deadLetters)).some(({ Body }) => Body?.includes(placed?.id ?? 'no order')),
    )
  })
  if (!placed) throw new Error('nothing was placed')
  const { moved, refused } = await redrive(
    sqs,
    deadLetters.slice(deadLetters.lastIndexOf('/') + 1),
    () => undefined,
  )
  expect({ moved: moved > 0, refused }).toEqual({ moved: true, refused: 0 })
  await expectDelivered(placed.id, sku, placed.totals.total.amount)
})

test('what no stream brought is brought by republish, and what both bring is done once', async () => {
  const { sku, quote } = await givenGoods(shop)
  const since = new Date().toISOString()
  let placed: Awaited<ReturnType<typeof placeOrder>> | undefined
  await whileNothingReaches('orders', 'publish-outbox', async () => {
    placed = await placeOrder(shop, quote)
    const history = historySince(new DynamoDBClient(aws), tableName(stage, 'orders'), since)
    const publisher = makePublisher(new EventBridgeClient(aws), busName(stage))
    expect(await republish(history, publisher)).toEqual({ sent: 1, unreadable: [], lost: [] })
    await orderThatIs(shop, placed.id, 'confirmed')
  })
  if (!placed) throw new Error('nothing was placed')
  await expectDelivered(placed.id, sku, placed.totals.total.amount)
})
