import { TERMINAL } from '#contexts/orders/domain/status.ts'
import { minutes } from '#shared/clock.ts'
import type { Tables } from '#simulation/emulated-tables.ts'
import { attend } from '#simulation/people/staff.ts'
import { type Break, isTransaction, timesOf } from '#simulation/ports.ts'
import { violations } from '#simulation/violations.ts'
import { makeWorld, type World, type WorldOptions } from '#simulation/world.ts'
import { everybody, openedShop, type Scenario } from './scenario.ts'

/** A call that is broken, in one way. */
export interface Fault {
  /** Such as `orders.placeOrder > store.commit #1`. */
  readonly call: string
  readonly kind: Break
}

export interface Outcome {
  /** The names of all calls that an activity made, in the order of their first time. */
  readonly calls: readonly string[]
  /** How many of the faults came about. */
  readonly broken: number
  /** What the run itself failed at: then it says nothing of what would have held at its end. */
  readonly failures: readonly string[]
  /** Invariants that do not hold, and orders that ended otherwise than they were to. */
  readonly violations: readonly string[]
}

/** Calls that people make to see what there is to do belong to no use case. */
const isOfUseCase = (call: string): boolean => !call.startsWith('outside > ')

/** Each write of the state machine is an invocation of its own, which the machine's retriers make again. */
const isOfMachine = (call: string): boolean => call.startsWith('orders.state-machine > ')

/**
 * Runs a scenario in a world of its own in which these faults happen, each at the first time of its call; then
 * lets time pass until nothing is on its way and no order is open, staff attending to what asks for them.
 */
export async function run(
  scenario: Scenario,
  faults: readonly Fault[],
  {
    tables,
    ...around
  }: Pick<WorldOptions, 'aroundStore' | 'aroundGateway' | 'aroundRequest' | 'seed'> & {
    tables?: Tables
  } = {},
): Promise<Outcome> {
  const world = makeWorld({
    ...around,
    ...(tables ? { openTable: tables.openTable } : {}),
    from: await openedShop(),
    ...(scenario.stage ? { stage: scenario.stage } : {}),
    ...(scenario.start ? { start: scenario.start } : {}),
  })
  const calls = new Set<string>()
  const left = new Map(faults.map((fault) => [fault.call, { ...fault, times: timesOf(fault.kind) }]))
  let broken = 0
  /** What met another transaction, until it commits again. */
  let met: { readonly call: string; readonly invocation: object | undefined } | undefined
  world.ports.watch((call, invocation) => {
    if (!isOfUseCase(call)) return undefined
    calls.add(call)
    if (isTransaction(call) && invocation === met?.invocation) met = undefined
    const fault = left.get(call)
    if (!fault) return undefined
    if (fault.times === timesOf(fault.kind)) broken += 1
    fault.times -= 1
    if (fault.times === 0) left.delete(call)
    if (fault.kind === 'conflicts' && !isOfMachine(call)) met = { call, invocation }
    return fault.kind
  })
  const people = scenario.people ?? everybody
  people(world)
  const failures: string[] = []
  const violated: string[] = []
  try {
    await scenario.run(world)
    await comeToRest(world, tables)
    violated.push(...endedOtherwise(world, scenario))
  } catch (error) {
    failures.push(`it did not come to its end: ${describe(error)}`)
  }
  // A second fault may have ended it before it could.
  if (met && broken === 1) failures.push(`${met.call} met another transaction, and was not tried again`)
  try {
    await tables?.look(world)
    violated.unshift(...(await violations(world, { quiet: true })))
  } catch (error) {
    failures.push(`the books cannot be read: ${describe(error)}`)
  }
  return { calls: [...calls], broken, failures, violations: violated }
}

/** Longer than any step may take, and than any effect is late: the sweeper has come by then. */
const A_WHILE = minutes(16)
const ROUNDS = 12

async function comeToRest(world: World, tables: Tables | undefined): Promise<void> {
  await world.agenda.settle()
  await tables?.look(world)
  for (let round = 0; round < ROUNDS && openOrders(world).length > 0; round += 1) {
    await world.agenda.pass(A_WHILE)
    await attend(world)
    await world.agenda.settle()
    await tables?.look(world)
  }
  // What was too slow has its effect now, and the sweeper looks once more.
  await world.agenda.pass(minutes(3))
  await world.agenda.settle()
}

const ordersOf = (world: World) =>
  (world.tables.get('orders')?.all() ?? []).filter(({ entity }) => entity === 'order')

const openOrders = (world: World) =>
  ordersOf(world).filter(({ status }) => ![...TERMINAL].some((one) => one === status))

function endedOtherwise(world: World, { ends }: Scenario): string[] {
  return ordersOf(world)
    .filter(({ status }) => !ends.some((one) => one === status))
    .map(({ id, status }) => `${id} is ${status}; it was to be ${ends.join(' or ')}`)
}

const describe = (error: unknown): string =>
  error instanceof Error
    ? `${error.message}${error.cause ? `: ${describe(error.cause)}` : ''}`
    : String(error)
