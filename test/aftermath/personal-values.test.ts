import { beforeAll, expect, test } from 'vitest'
import { type Finding, findings, type Trace } from '#support/aftermath/findings.ts'
import { oneWholeOrder } from '#support/aftermath/one-order.ts'
import { personalValues } from '#support/aftermath/personal-values.ts'
import { executionSteps, logLines, metricNames, queuedMessages } from '#support/aftermath/traces.ts'
import { outputs, shop } from '#support/running.ts'
import { unique } from '#support/shop.ts'

const customer = {
  name: unique('Planted Person'),
  email: `${unique('planted')}@example.com`,
  phone: '+819012345678',
}
const address = { name: customer.name, line1: unique('千代田 planted') }

let orderId: string
let values: string[]
let traces: Record<'logs' | 'executions' | 'queues' | 'metrics', Trace[]>

/** One order of its own, so that there is something to find; then all that the whole run has left. */
beforeAll(async () => {
  orderId = (await oneWholeOrder(shop, { customer, address })).id
  const [logs, executions, queues, metrics] = await Promise.all([
    logLines(outputs),
    executionSteps(outputs),
    queuedMessages(outputs),
    metricNames(outputs),
  ])
  traces = { logs, executions, queues, metrics }
  values = await personalValues(outputs)
})

const where = (found: readonly Finding[]) => found.map(({ place, excerpt }) => `${place}: ${excerpt}`)

test('the values that were planted are looked for, in places that tell of their order', () => {
  expect(values).toEqual(expect.arrayContaining([...Object.values(customer), address.line1]))
  expect(findings([orderId], traces.logs)).not.toEqual([])
  expect(traces.logs.length).toBeGreaterThan(100)
  expect(findings([orderId], traces.executions)).not.toEqual([])
  expect(traces.executions.length).toBeGreaterThan(5)
  console.info(
    `personal values: ${values.length} looked for in ${Object.entries(traces)
      .map(([kind, { length }]) => `${length} ${kind}`)
      .join(', ')}`,
  )
})

test.each(['logs', 'executions', 'queues', 'metrics'] as const)(
  'no value of a person stands in %s',
  (kind) => {
    expect(where(findings(values, traces[kind]))).toEqual([])
  },
)
