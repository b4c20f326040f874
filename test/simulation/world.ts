import {
  DescribeExecutionCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn'
import { makeStateMachine as makeWorkflow } from '#contexts/orders/adapters/state-machine.ts'
import type { Gateway } from '#contexts/payments/use-cases/gateway.ts'
import { type StageConfig, stageConfig } from '#lib/config.ts'
import { orderWorkflow } from '#lib/workflows/order-workflow.ts'
import { type Context, functionName, tableName } from '#shared/names.ts'
import type { Store } from '#shared/store/store.ts'
import { type AgendaOptions, makeAgenda } from './agenda.ts'
import { makeChance } from './chance.ts'
import { openCatalog } from './contexts/catalog.ts'
import { openCheckout } from './contexts/checkout.ts'
import { openCustomers } from './contexts/customers.ts'
import { openDocuments } from './contexts/documents.ts'
import { openFulfillment } from './contexts/fulfillment.ts'
import { openInsights } from './contexts/insights.ts'
import { openInventory } from './contexts/inventory.ts'
import { openNotifications } from './contexts/notifications.ts'
import { openOrders } from './contexts/orders.ts'
import { openPayments } from './contexts/payments.ts'
import { openShipping } from './contexts/shipping.ts'
import { type AroundRequest, lambdaErrorOf, makeGround, type OpenTable, type Snapshot } from './ground.ts'
import { NotUnderstood, StatesError } from './machine/errors.ts'
import { makeStateMachine, Refused, type StateMachine } from './machine/interpreter.ts'
import { Conflict, makePorts, takeOverTimers } from './ports.ts'

export interface WorldOptions {
  /** What happens next, where there is a choice, follows from it. */
  readonly seed?: number
  readonly order?: AgendaOptions['order']
  readonly sideBySide?: number
  /** What the stage decides otherwise than the laptop's. */
  readonly stage?: Partial<StageConfig>
  readonly start?: Date
  /** Milliseconds between two looks at the orders that stand still. */
  readonly sweepEvery?: number
  /** Put between contexts and their tables, or the gateway, such as a table that looks at no condition. */
  readonly aroundStore?: (store: Store, context: Context) => Store
  readonly aroundGateway?: (gateway: Gateway) => Gateway
  /** Put between operations and their clients. */
  readonly aroundRequest?: AroundRequest
  /** Opens tables that are elsewhere than in memory. */
  readonly openTable?: OpenTable
  /** What is written in it from the start. */
  readonly from?: Snapshot
}

/** A Monday morning in Tokyo. */
const START = new Date('2026-11-30T01:00:00.000Z')

export type World = ReturnType<typeof makeWorld>

/**
 * All of Cartwright in memory: every context with its real use cases and its own table, wired as its handlers
 * wire it, the synthesized state machine, and a gateway, carriers and a post to talk to. Nothing in it waits for
 * real time, and the same seed makes the same things happen in the same order.
 */
export function makeWorld(options: WorldOptions = {}) {
  takeOverTimers()
  const { seed = 1, order = 'in_turn', sideBySide, start = START } = options
  const chance = makeChance(seed)
  const agenda = makeAgenda({ start, chance, order, ...(sideBySide ? { sideBySide } : {}) })
  const ports = makePorts(agenda)
  const config: StageConfig = { ...stageConfig('local'), ...options.stage }
  const ground = makeGround({ ...options, agenda, ports, chance, config })

  const orderTable = ground.commit('orders')
  const definition = orderWorkflow({
    functionArn: ({ context, name }) => functionName(config.stage, context, name),
    tableName: tableName(config.stage, 'orders'),
    capturePolicy: config.capturePolicy,
    deadlines: config.deadlines,
  })
  const machine: StateMachine = makeStateMachine(definition, {
    now: () => agenda.clock.now(),
    add: agenda.add,
    chance,
    invoke: async (name, payload) => {
      try {
        return await ground.run(name, payload)
      } catch (error) {
        throw new StatesError(lambdaErrorOf(error), error instanceof Error ? error.message : name)
      }
    },
    storeOf: (table) => {
      if (table !== tableName(config.stage, 'orders')) throw new NotUnderstood(`the table ${table}`)
      return directly(orderTable.table, (run) => ports.act('orders.state-machine', run))
    },
  })
  const arn = 'arn:aws:states:local:000000000000:stateMachine:order'
  const workflow = ports.through('workflow', makeWorkflow(stepFunctions(machine), arn))

  const contexts = {
    catalog: openCatalog(ground),
    checkout: openCheckout(ground),
    inventory: openInventory(ground),
    payments: openPayments(ground),
    fulfillment: openFulfillment(ground),
    shipping: openShipping(ground),
    notifications: openNotifications(ground),
    documents: openDocuments(ground),
    insights: openInsights(ground),
    customers: openCustomers(ground),
    orders: openOrders(ground, orderTable, workflow),
  }
  return { ...ground, ...contexts, machine, seed }
}

/** The machine's own writes: invocations of its own, whose faults are those of the service. */
const directly = (store: Store, act: <T>(run: () => Promise<T>) => Promise<T>): Store => ({
  ...store,
  commit: (writes) =>
    act(() => store.commit(writes)).catch((error: unknown) => {
      if (error instanceof Conflict) throw error
      throw new StatesError('DynamoDb.InternalServerErrorException', String(error))
    }),
})

/** The API of Step Functions, as far as the adapter uses it. */
function stepFunctions(machine: StateMachine): Pick<SFNClient, 'send'> {
  const nameIn = (executionArn = '') => executionArn.slice(executionArn.lastIndexOf(':') + 1)
  const send = async (command: unknown): Promise<unknown> => {
    if (command instanceof StartExecutionCommand) {
      const { name = '', input = '{}' } = command.input
      return machine.start(name, JSON.parse(input))
    }
    if (command instanceof StopExecutionCommand) return machine.stop(nameIn(command.input.executionArn))
    if (command instanceof DescribeExecutionCommand)
      return { status: machine.statusOf(nameIn(command.input.executionArn)) }
    if (command instanceof SendTaskSuccessCommand) {
      const { taskToken = '', output = '{}' } = command.input
      return machine.resume(taskToken, JSON.parse(output))
    }
    throw new Refused('UnknownOperationException')
  }
  return { send } as unknown as Pick<SFNClient, 'send'>
}
