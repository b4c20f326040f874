import { globSync } from 'node:fs'
import { FULFILLMENT_ORDER_TRANSITIONS } from '#contexts/fulfillment/domain/status.ts'
import { FULFILLMENT_TRANSITIONS, STATUS_TRANSITIONS } from '#contexts/orders/domain/status.ts'
import { PAYMENT_TRANSITIONS } from '#contexts/payments/domain/status.ts'
import { ALL_OPERATIONS } from '#contexts/reference/domain/all-operations.ts'
import { type StageConfig, stageConfig } from '#lib/config.ts'
import { orderWorkflow } from '#lib/workflows/order-workflow.ts'
import type { EventDefinition } from '#shared/events.ts'
import { CONTEXTS } from '#shared/names.ts'
import { qualityParts } from '../quality/quality.ts'
import { configurationTable, functionsTable } from './configuration.ts'
import { contextsPicture, type Flow, transitionsPicture, workflowPicture } from './mermaid.ts'
import { taxTable } from './tax-table.ts'

/** All generated parts of the documents, by name. */
export async function generatedParts(): Promise<Record<string, string>> {
  const { published, heard } = await whoTellsWhom()
  return {
    contexts: contextsPicture(
      CONTEXTS.filter((context) => context !== 'reference'),
      flowsOf(heard),
    ),
    events: eventsTable(published, heard),
    'workflow-on-hand-over': workflowThatCaptures('on_hand_over'),
    'workflow-on-delivery': workflowThatCaptures('on_delivery'),
    'order-status': transitionsPicture(STATUS_TRANSITIONS, 'placed'),
    'payment-status': transitionsPicture(PAYMENT_TRANSITIONS, 'pending'),
    'fulfillment-status': transitionsPicture(FULFILLMENT_TRANSITIONS, 'unfulfilled'),
    'fulfillment-order-status': transitionsPicture(FULFILLMENT_ORDER_TRANSITIONS, 'open'),
    configuration: configurationTable(),
    'function-sizes': functionsTable(),
    'tax-rates': taxTable(),
    routes: `The API has ${ALL_OPERATIONS.length} operations, each a route of its own.`,
    ...qualityParts(),
  }
}

const workflowThatCaptures = (capturePolicy: StageConfig['capturePolicy']): string =>
  workflowPicture(
    orderWorkflow({
      functionArn: ({ context, name }) => `${context}.${name}`,
      tableName: 'orders',
      capturePolicy,
      deadlines: stageConfig('dev').deadlines,
    }),
  )

interface Hearing {
  readonly event: EventDefinition
  readonly by: string
}

const isEvent = (value: unknown): value is EventDefinition =>
  typeof value === 'object' && value !== null && 'source' in value && 'data' in value

async function whoTellsWhom(): Promise<{ published: EventDefinition[]; heard: Hearing[] }> {
  const published: EventDefinition[] = []
  const heard: Hearing[] = []
  for (const context of CONTEXTS) {
    for (const value of await exportsOf(`functions/${context}/contract/events.ts`))
      if (isEvent(value)) published.push(value)
    for (const value of await exportsOf(`functions/${context}/contract/subscriptions.ts`))
      if (Array.isArray(value)) heard.push(...value.filter(isEvent).map((event) => ({ event, by: context })))
  }
  return { published, heard }
}

async function exportsOf(pattern: string): Promise<unknown[]> {
  const [path] = globSync(pattern)
  return path ? Object.values(await import(`../../${path}`)) : []
}

function flowsOf(heard: readonly Hearing[]): Flow[] {
  const flows = Map.groupBy(
    heard.filter(({ event, by }) => event.source !== by),
    ({ event, by }) => `${event.source} ${by}`,
  )
  return [...flows.values()].flatMap((some) => {
    const [first] = some
    return first
      ? [{ from: first.event.source, to: first.by, events: some.map(({ event }) => event.type) }]
      : []
  })
}

function eventsTable(published: readonly EventDefinition[], heard: readonly Hearing[]): string {
  const rows = published.map((event) => {
    const listeners = heard.filter((one) => one.event.type === event.type).map(({ by }) => by)
    const personal = event.personal ? 'yes' : ''
    return `| \`${event.type}\` | ${event.source} | ${[...new Set(listeners)].join(', ') || '-'} | ${personal} |`
  })
  return ['| event | from | heard by | personal block |', '|---|---|---|---|', ...rows].join('\n')
}
