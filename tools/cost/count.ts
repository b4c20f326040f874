import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { marshall } from '@aws-sdk/util-dynamodb'
import { clientConfig } from '#local/aws.ts'
import type { Outputs } from '#local/outputs.ts'
import { inParallel } from '#shared/in-parallel.ts'
import { busName, stateMachineName } from '#shared/names.ts'
import { aCustomer, openShop } from '#support/shop.ts'
import { stockUp } from '../measure/goods.ts'
import { headerOf } from '../measure/order-items.ts'
import { buy, fulfill } from '../measure/order-life.ts'
import { watchTable } from '../measure/table-watch.ts'
import { progress } from '../measure/world.ts'
import type { Consumption } from './bill.ts'
import { type Consumed, capacityOf, waitCapacity } from './capacity.ts'
import { type Call, type CountingProxy, startCountingProxy } from './counting-proxy.ts'
import { deliveriesOf, patternsOf, publishedEvents } from './deliveries.ts'
import { type DeployedFunction, deployedFunctions, redirect } from './deployed-functions.ts'
import { invocationsOf } from './invocations.ts'
import { executionOf } from './transitions.ts'

/** The stage that is deployed where an order is counted. */
const STAGE = 'local'
/** Orders before the counted one, some at once, so that all workers are warm and know their secrets. */
const WARM_UP = { orders: 8, atOnce: 4 }

/**
 * Plays an order of one line from quote to completed, and counts what it consumes. Functions that run by the
 * clock are not counted: what they cost does not grow with orders. The functions of this world are of no use
 * afterwards, as they look for AWS where the counting was.
 */
export async function countOneOrder(outputs: Outputs): Promise<Consumption> {
  const { awsEndpoint } = outputs
  const lambda = new LambdaClient(clientConfig(awsEndpoint))
  const proxy = await startCountingProxy(awsEndpoint)
  const all = await deployedFunctions(lambda, awsEndpoint)
  const functions = all.filter(({ trigger }) => trigger !== 'schedule')
  try {
    for (const one of functions) await redirect(lambda, one, proxy.endpointFor(one.name))
    const { orderId, since } = await playOrders(outputs, proxy)
    return await tally(outputs, { functions, orderId, since, calls: proxy.take() })
  } finally {
    lambda.destroy()
    await proxy.stop()
  }
}

/** Plays the orders of the warm-up, and then the one that is counted, which starts at `since`. */
async function playOrders(
  outputs: Outputs,
  proxy: CountingProxy,
): Promise<{ orderId: string; since: number }> {
  const shop = openShop(outputs)
  const watch = watchTable(outputs.awsEndpoint, outputs.tables['orders'] ?? '')
  const customer = aCustomer({ phone: undefined })
  const play = async () => {
    const { id } = await buy({ shop, watch }, sku, { customer })
    await fulfill({ shop, watch }, id)
    await proxy.quiet()
    return id
  }
  progress('stocking the shelves')
  const [sku = ''] = await stockUp(shop, 1)
  try {
    progress(`warming up with ${WARM_UP.orders} orders`)
    await inParallel(WARM_UP.atOnce, WARM_UP.orders, play)
    proxy.take()
    progress('counting one order')
    const since = Date.now()
    return { orderId: await play(), since }
  } finally {
    watch.close()
  }
}

interface Seen {
  readonly functions: readonly DeployedFunction[]
  readonly orderId: string
  readonly since: number
  readonly calls: readonly Call[]
}

async function tally(outputs: Outputs, seen: Seen): Promise<Consumption> {
  const { functions, orderId, since, calls } = seen
  const endpoint = outputs.awsEndpoint
  const ordersTable = outputs.tables['orders'] ?? ''
  const header = await readHeader(endpoint, ordersTable, orderId)
  const execution = await executionOf(endpoint, {
    ...{ machine: stateMachineName(STAGE), orderId, runs: Number(header['run']?.N ?? 1) },
  })
  const invoked = await Promise.all(
    functions.map(async (one) => ({ ...one, ...(await invocationsOf(endpoint, one.name, since)) })),
  )
  const runsOf = (trigger: DeployedFunction['trigger']) =>
    invoked.filter((one) => one.trigger === trigger).reduce((sum, { count }) => sum + count, 0)
  const events = publishedEvents(calls)
  const deliveries = deliveriesOf(events, await patternsOf(endpoint, busName(STAGE)))
  const called = (pattern: RegExp) => calls.filter(({ operation }) => pattern.test(operation)).length
  const waits: Consumed[] = Array.from({ length: execution.waits }, () => waitCapacity(ordersTable, header))
  return {
    transitions: execution.transitions,
    requests: runsOf('http'),
    functions: invoked.filter(({ count }) => count > 0).map((one) => ({ ...one, name: short(one.name) })),
    tables: [...calls.filter(isDynamoDb).flatMap(capacityOf), ...waits].map((one) => ({
      ...one,
      table: short(one.table),
    })),
    events: events.reduce((sum, { Detail }) => sum + Math.ceil(Buffer.byteLength(Detail) / EVENT_BYTES), 0),
    // EventBridge sends each message, and Lambda receives and deletes what one invocation gets.
    queueRequests: deliveries + 2 * runsOf('queue'),
    keyRequests: called(/^TrentService\./),
    secretRequests: called(/^secretsmanager\./),
    mails: called(/^\/v2\/email\/outbound-emails/),
    publishes: calls.filter(({ request }) => request.startsWith('Action=Publish&')).length,
  }
}

const EVENT_BYTES = 64 * 1024

const isDynamoDb = ({ operation }: Call): boolean => operation.startsWith('DynamoDB_')

/** `orders/on-event` for `cartwright-local-orders-on-event`, and `orders` for a table. */
const short = (name: string): string => name.replace(`cartwright-${STAGE}-`, '').replace('-', '/')

async function readHeader(endpoint: string, TableName: string, orderId: string) {
  const client = new DynamoDBClient(clientConfig(endpoint))
  try {
    const { Item } = await client.send(new GetItemCommand({ TableName, Key: marshall(headerOf(orderId)) }))
    if (!Item) throw new Error(`${TableName} has no order ${orderId}.`)
    return Item
  } finally {
    client.destroy()
  }
}
