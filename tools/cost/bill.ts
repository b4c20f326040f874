import type { CostFigures } from '../quality/figures.ts'
import type { Consumed } from './capacity.ts'
import type { Invocations } from './invocations.ts'
import { PRICES, type Price } from './prices.ts'

/** What one order consumed, as it was counted. */
export interface Consumption {
  readonly transitions: number
  readonly requests: number
  readonly functions: readonly (Invocations & { readonly name: string; readonly memoryMb: number })[]
  readonly tables: readonly Consumed[]
  /** In steps of 64 kB. */
  readonly events: number
  readonly queueRequests: number
  readonly keyRequests: number
  readonly secretRequests: number
  readonly mails: number
  readonly publishes: number
}

/** The item that is told apart from all others. */
export const MAILS = 'SES: mails'

type Item = CostFigures['perOrder']['items'][number]

const item = (name: string, quantity: number, price: Omit<Price, 'what'>): Item => ({
  name: price.fromMemory ? `${name} [M]` : name,
  quantity,
  usd: quantity * price.usd,
})

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** The bill of one order at list prices; what costs nothing is left out. */
export function billOf(used: Consumption): CostFigures {
  const mails = item(MAILS, used.mails, PRICES.mail)
  const items = [
    item('Step Functions: state transitions', used.transitions, PRICES.transition),
    item('API Gateway: HTTP requests', used.requests, PRICES.httpRequest),
    item('Lambda: requests', sum(used.functions.map(({ count }) => count)), PRICES.lambdaRequest),
    ...lambdaTime(used),
    ...tableUnits(used),
    item('EventBridge: events', used.events, PRICES.event),
    item('SQS: requests', used.queueRequests, PRICES.queueRequest),
    item('KMS: requests', used.keyRequests, PRICES.keyRequest),
    item('Secrets Manager: requests', used.secretRequests, PRICES.secretRequest),
    item('SNS: publishes', used.publishes, PRICES.publish),
    logs(used),
    mails,
  ].filter(({ quantity }) => quantity > 0)
  const total = sum(items.map(({ usd }) => usd))
  return {
    perOrder: { total, withoutMail: total - mails.usd, items },
    transitions: used.transitions,
    requests: used.requests,
  }
}

/** Milliseconds, the dearest function first. */
const lambdaTime = ({ functions }: Consumption): Item[] =>
  functions
    .map(({ name, ms, memoryMb }) =>
      item(`Lambda: ms of ${name} (${memoryMb} MB)`, ms, {
        usd: (memoryMb / 1_024 / 1_000) * PRICES.lambdaGbSecond.usd,
      }),
    )
    .toSorted((a, b) => b.usd - a.usd)

function tableUnits({ tables }: Consumption): Item[] {
  const byTable = [...Map.groupBy(tables, ({ table }) => table)]
  const units = (kind: 'reads' | 'writes', price: Price) =>
    byTable
      .map(([table, some]) =>
        item(
          `DynamoDB: ${kind === 'reads' ? 'read' : 'write'} units of ${table}`,
          sum(some.map((one) => one[kind])),
          price,
        ),
      )
      .toSorted((a, b) => b.usd - a.usd)
  return [...units('writes', PRICES.writeUnit), ...units('reads', PRICES.readUnit)]
}

function logs({ functions }: Consumption): Item {
  const kB = sum(functions.map(({ logBytes }) => logBytes)) / 1_000
  return item('CloudWatch Logs: kB', kB, PRICES.logKb)
}
