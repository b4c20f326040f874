import type { WaitEnded, WorkflowInput } from '#contexts/orders/use-cases/ports.ts'
import { orderWorkflow } from '#lib/workflows/order-workflow.ts'
import { makeMemoryStore } from '#shared/store/memory-store.ts'
import type { Model, Step } from '../checker/model.ts'
import type { Call } from '../checker/processes.ts'
import { makeRunner, type Port, type Process, portOn } from '../checker/runner.ts'
import { nearest } from '../checker/search.ts'
import { performOnTable, type Table } from '../checker/table.ts'
import { makeMachine, PASSED, type Run, tokenOf } from '../checker/workflow.ts'
import { makeActs } from './order-acts.ts'
import { afterEvents, paymentNews, withNews } from './order-news.ts'
import { PROGRAMS } from './order-programs.ts'
import { brokenOf, CLOCK, ORDER } from './order-records.ts'
import {
  beginnings,
  changedHeader,
  type Happening,
  headerOf,
  isAsked,
  isOver,
  isQuiet,
  type OrderBounds,
  type OrderWorld,
  placed,
  runNumber,
  statusOf,
  tidy,
  UNDISTURBED,
  withoutTimes,
} from './order-world.ts'
import { type OutsideState, performOutside } from './orders-outside.ts'

/** From where an order has come by itself a search with faults comes further than from its placing. */
export async function orderModel({ from, ...happening }: OrderBounds): Promise<Model<OrderWorld>> {
  const model = await modelFromPlacing(happening)
  if (from === undefined) return model
  const undisturbed = await modelFromPlacing({ ...happening, ...UNDISTURBED })
  const there = await nearest(
    undisturbed,
    (world) => statusOf(world) === from && (from === 'confirmed' || isQuiet(world)),
  )
  const { faults, left } = model.initial
  return { ...model, name: `${model.name}, from ${from}`, initial: { ...there, faults, left } }
}

async function modelFromPlacing(bounds: Happening): Promise<Model<OrderWorld>> {
  const machine = makeMachine(
    orderWorkflow({
      functionArn: ({ name }) => name,
      tableName: 'orders',
      capturePolicy: bounds.capturePolicy,
      deadlines: { payment: 1, review: 1, shipment: 1, delivery: 1 },
    }),
  )

  const performRuns = async (world: OrderWorld, { method, args }: Call) => {
    const [name = '', more] = args as [string, unknown]
    const { runs } = world
    const run = runs[name]
    switch (method) {
      case 'start':
        return {
          world: run ? world : { ...world, runs: { ...runs, [name]: machine.begin(more as WorkflowInput) } },
          answer: undefined,
        }
      case 'stop':
        return {
          world: run?.status === 'running' ? { ...world, runs: { ...runs, [name]: overRun(run) } } : world,
          answer: undefined,
        }
      case 'isRunning':
        return { world, answer: run?.status === 'running' }
      case 'resume': {
        const waiting = Object.entries(runs).find(([, one]) => one.token === name)
        if (!waiting) return { world, answer: undefined }
        const [its, found] = waiting
        return {
          world: { ...world, runs: { ...runs, [its]: machine.next(found, more as WaitEnded) } },
          answer: undefined,
        }
      }
      default:
        throw new RangeError(`runs cannot ${method}`)
    }
  }

  const ports: Readonly<Record<string, Port<OrderWorld>>> = {
    orders: portOn<OrderWorld, Table>(
      ({ orders }) => orders,
      performOnTable,
      (world, orders, told) => afterEvents({ ...world, orders: withoutTimes(orders) }, told),
    ),
    warehouse: portOn<OrderWorld, Table>(
      ({ warehouse }) => warehouse,
      performOnTable,
      (world, warehouse, told) => afterEvents({ ...world, warehouse }, told),
    ),
    outside: portOn<OrderWorld, OutsideState>(
      ({ outside }) => outside,
      performOutside,
      (world, outside, told) => withNews({ ...world, outside }, paymentNews(told)),
    ),
    runs: performRuns,
  }

  const runner = makeRunner<OrderWorld>({ programs: PROGRAMS, ports, together: bounds.together, ended })
  const acts = makeActs(runner, bounds)

  /** A task's answer leads its run on, where that run is still there. */
  function ended(world: OrderWorld, { task }: Process, value: unknown): OrderWorld {
    const [name = '', state] = task.split(' in ')
    const run = world.runs[name]
    if (state === undefined || run?.status !== 'running' || run.state !== state) return world
    return { ...world, runs: { ...world.runs, [name]: machine.next(run, value) } }
  }

  async function runsGoOn(world: OrderWorld): Promise<Step<OrderWorld>[]> {
    const steps: Step<OrderWorld>[] = []
    for (const [name, run] of Object.entries(world.runs)) {
      if (run.status !== 'running') continue
      const become = (after: Run, from = world): OrderWorld => ({
        ...from,
        runs: { ...from.runs, [name]: after },
      })
      const doing = machine.doing(run)
      const command = `run ${run.state}`
      const detail = name.slice(ORDER.length + 1)
      if (run.token !== undefined) {
        const late = timePasses(world, run)
        if (late)
          steps.push({
            ...{ kind: late.kind, command, detail: `${detail} waits no longer` },
            world: become(machine.caught(run, 'States.Timeout'), late.world),
          })
        continue
      }
      if (doing.type === 'wait') {
        const store = makeMemoryStore(world.orders)
        const { ok } = await store.commit([doing.update])
        const begun: Run = { ...run, waits: run.waits + 1, token: tokenOf(runNumber(run), run) }
        const after = ok
          ? become(begun, { ...world, orders: store.all() })
          : become(machine.caught(run, 'DynamoDb.ConditionalCheckFailedException'))
        steps.push({
          kind: 'progress',
          command,
          detail: `${detail} ${ok ? 'begins to wait' : 'need not wait'}`,
          world: after,
        })
      }
      if (doing.type === 'attention') {
        const attention = { attention: { reason: doing.reason, since: CLOCK.now().toISOString() } }
        const isMine = headerOf(world)?.['run'] === runNumber(run)
        const orders = isMine ? changedHeader(world.orders, attention) : world.orders
        steps.push({ kind: 'progress', command, detail, world: become(overRun(run), { ...world, orders }) })
      }
      if (doing.type !== 'task') continue
      if (doing.name in PROGRAMS) {
        const after = await runner.ask(world, `${name} in ${run.state}`, doing.name, {
          request: doing.request,
        })
        if (after)
          steps.push({ kind: 'progress', command, detail: `${detail} begins ${doing.name}`, world: after })
      } else {
        const port = ports['outside']
        if (!port) throw new RangeError('there is nothing outside')
        const done = await port(world, { port: 'outside', method: doing.name, args: [doing.request] })
        steps.push({
          kind: 'progress',
          command,
          detail,
          world: become(machine.next(run, done.answer), done.world),
        })
        if (world.faults > 0) {
          const faults = world.faults - 1
          steps.push({
            kind: 'fault',
            command,
            detail: `${detail}, and its answer is lost`,
            world: { ...done.world, faults },
          })
        }
      }
      if (world.faults > 0 && !(`${name} in ${run.state}` in world.tasks))
        steps.push({
          ...{ kind: 'fault', command, detail: `${detail} fails as often as it is tried` },
          world: become(machine.caught(run, 'Lambda.Unknown'), { ...world, faults: world.faults - 1 }),
        })
    }
    return steps
  }
  return {
    name: nameOf(bounds),
    initial: await placed(bounds),
    status: statusOf,
    isSettled: (world) =>
      isQuiet(world) &&
      (bounds.republish
        ? isOver(world) && !isAsked(world) && world.lost.length === 0
        : isOver(world) || isAsked(world)),
    async violations(world) {
      if (world.error) return [world.error]
      const quiet = isQuiet(world) && isOver(world) && world.lost.length === 0
      return brokenOf(world.orders, world.warehouse, world.outside, quiet)
    },
    async steps(world) {
      if (!world.isBegun) return beginnings(world, bounds.ordered)
      const all = [...(await runner.steps(world)), ...(await runsGoOn(world)), ...(await acts(world))]
      return all.map((step) => ({ ...step, world: tidy(step.world) }))
    },
  }
}

const nameOf = ({ ordered, capturePolicy, losses, shortPicks }: Happening): string =>
  [
    `orders of ${ordered.replace('_', ' ')}`,
    `captured ${capturePolicy}`,
    ...(losses > 0 ? ['events lost'] : []),
    ...(shortPicks > 0 ? ['units not found'] : []),
  ].join(', ')

const overRun = ({ state }: Run): Run => ({ status: 'ended', state, input: null, variables: {}, waits: 0 })
const waitingFor = ({ state }: Run): string => state
const isWritten = (world: OrderWorld, { token }: Run): boolean => headerOf(world)?.['taskToken'] === token

/**
 * A wait comes to its deadline: the payer's always, others as often as `timeouts` says, and where nothing else
 * happens any more as something was lost.
 */
function timePasses(world: OrderWorld, run: Run): Pick<Step<OrderWorld>, 'kind' | 'world'> | undefined {
  const passed = { deadline: PASSED, gsi2sk: PASSED }
  const after = (change: object): OrderWorld =>
    isWritten(world, run) ? { ...world, orders: changedHeader(world.orders, change) } : world
  if (waitingFor(run) === 'AwaitPayment')
    return { kind: 'progress', world: after({ ...passed, paymentDeadline: PASSED }) }
  if (world.lost.length > 0 && isQuiet(world) && !isAsked(world))
    return { kind: 'progress', world: after(passed) }
  if (world.left.timeouts === 0) return undefined
  const left = { ...world.left, timeouts: world.left.timeouts - 1 }
  return { kind: 'act', world: { ...after(passed), left } }
}
