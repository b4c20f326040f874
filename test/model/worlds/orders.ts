import { makeCopies } from '#contexts/fulfillment/adapters/copies.ts'
import { makeFulfillmentOrderRepository } from '#contexts/fulfillment/adapters/fulfillment-order-repository.ts'
import { makeOrderChanges } from '#contexts/fulfillment/adapters/order-changes.ts'
import {
  fulfillmentOrderCancelled,
  fulfillmentOrderCreated,
  fulfillmentOrderHandedOver,
} from '#contexts/fulfillment/contract/events.ts'
import { fulfillmentOrderIdOf } from '#contexts/fulfillment/domain/plan.ts'
import { makeAttachLabel } from '#contexts/fulfillment/use-cases/attach-label.ts'
import { makeEndFulfillment } from '#contexts/fulfillment/use-cases/end-fulfillment.ts'
import { type HandOverDeps, makeHandOver } from '#contexts/fulfillment/use-cases/hand-over.ts'
import { makePackParcels } from '#contexts/fulfillment/use-cases/pack-parcels.ts'
import { makePickItems } from '#contexts/fulfillment/use-cases/pick-items.ts'
import { makePlanFulfillment } from '#contexts/fulfillment/use-cases/plan-fulfillment.ts'
import { makeOrderIndex } from '#contexts/orders/adapters/order-index.ts'
import { makeOrderRepository } from '#contexts/orders/adapters/order-repository.ts'
import {
  orderCancelling,
  orderConfirmed,
  orderRejecting,
  orderRestarted,
} from '#contexts/orders/contract/events.ts'
import { makeCancelOrder } from '#contexts/orders/use-cases/cancel-order.ts'
import { makeChoosePayment } from '#contexts/orders/use-cases/choose-payment.ts'
import { makeClaimHandOver } from '#contexts/orders/use-cases/claim-hand-over.ts'
import { makeHoldOrder, makeReleaseHolds } from '#contexts/orders/use-cases/hold-order.ts'
import { makeNoteFulfillmentOrder, makeNoteShipment } from '#contexts/orders/use-cases/note-events.ts'
import { makeNotePayment } from '#contexts/orders/use-cases/note-payment.ts'
import type { Outside } from '#contexts/orders/use-cases/outside.ts'
import type { OrderDeps, WaitEnded, WorkflowInput } from '#contexts/orders/use-cases/ports.ts'
import { makeRepairOrder } from '#contexts/orders/use-cases/repair-order.ts'
import { makeStartRun } from '#contexts/orders/use-cases/start-run.ts'
import { makeSweep } from '#contexts/orders/use-cases/sweep.ts'
import {
  makeClose,
  makeComplete,
  makeConfirm,
  makeLook,
  makeScreen,
} from '#contexts/orders/use-cases/workflow-steps.ts'
import { shipmentIdOf } from '#contexts/shipping/domain/shipment.ts'
import { orderWorkflow } from '#lib/workflows/order-workflow.ts'
import { SYSTEM } from '#shared/actor.ts'
import { days } from '#shared/clock.ts'
import type { Envelope } from '#shared/events.ts'
import { eventId, makeIds } from '#shared/ids.ts'
import { makeMemoryStore } from '#shared/store/memory-store.ts'
import type { Model, Step } from '../checker/model.ts'
import type { Ask, Call, Program } from '../checker/processes.ts'
import { makeRunner, type Port, type Process, portOn, type Running, throughAll } from '../checker/runner.ts'
import { nearest } from '../checker/search.ts'
import { openPersonal, performOnTable, storeOf, type Table, withFreshVersions } from '../checker/table.ts'
import { makeMachine, NOT_PASSED, PASSED, type Run, tokenOf } from '../checker/workflow.ts'
import { brokenOf, CLOCK, DETAILS, ORDER, PLACED, TOKYO } from './order-records.ts'
import { newOutside, type OutsideState, payerActs, performOutside } from './orders-outside.ts'

/** One order from its placing on: its table, its runs, the warehouse, all who hear of it, and what is outside. */
export interface OrderWorld extends Running {
  readonly orders: Table
  readonly warehouse: Table
  readonly outside: OutsideState
  readonly runs: Readonly<Record<string, Run>>
  /** Events that did not come yet: they come in any order. */
  readonly news: readonly News[]
  /** How often what people and others do by themselves may still happen. */
  readonly left: Readonly<Record<Whim, number>>
  readonly isBegun: boolean
}

const WHIMS = ['cancels', 'chooses', 'holds', 'retries', 'timeouts', 'copies'] as const
type Whim = (typeof WHIMS)[number]
export type OrderBounds = Happening & {
  /** The status to which the order has come before anything happens to it; absent: it is only placed. */
  readonly from?: 'confirmed' | 'processing' | 'delivered'
}

type Happening = Readonly<Record<Whim, number>> & {
  readonly together: number
  readonly faults: number
  /** Whether the sweeper looks at orders that stand still: without faults nothing needs it. */
  readonly sweeper: boolean
  readonly capturePolicy: 'on_delivery' | 'on_hand_over'
}

/** What is on its way to who hears of it. */
interface News {
  readonly program: keyof typeof PROGRAMS
  readonly data: object
  readonly sequence: number
}

interface Given {
  readonly by: string
}

const CAUSE = { correlationId: 'model', causationId: 'model', actor: SYSTEM }

function depsOf(ask: Ask, { by }: Given, table: 'orders' | 'warehouse') {
  let drawn = 0
  const ids = makeIds(() => {
    drawn += 1
    return `${by}${drawn}`.padStart(26, '0')
  })
  return { store: storeOf(ask, table), clock: CLOCK, ids, personal: openPersonal }
}

function ordersDeps(ask: Ask, given: Given): OrderDeps & Outside {
  const commit = depsOf(ask, given, 'orders')
  const outside = (method: string) => (request: unknown) => ask<never>('outside', method, request)
  return {
    ...commit,
    orders: makeOrderRepository(commit),
    workflow: {
      start: (name, input) => ask('runs', 'start', name, input),
      stop: (name) => ask('runs', 'stop', name),
      isRunning: (name) => ask('runs', 'isRunning', name),
      resume: (token, news) => ask('runs', 'resume', token, news),
    },
    deadlines: {
      ...{ step: days(1), payment: days(1), shipment: days(1), claim: days(1), delayedPayment: days(3) },
      ...{ paymentReminder: days(1), review: days(2), answer: days(3), authorizationMargin: days(1) },
      ...{ download: days(7), withdrawal: days(14) },
    },
    policy: { grace: 0, captureAfter: undefined, holdRules: {}, offered: [] },
    authorize: outside('authorize'),
    renew: outside('renew'),
    capture: outside('capture'),
    void: outside('void'),
    refund: outside('refund'),
    reallocate: outside('reallocate'),
    redeemPromotions: outside('redeemPromotions'),
    releasePromotions: outside('releasePromotions'),
    withdrawGiftCards: outside('withdrawGiftCards'),
    changeRecipient: outside('changeRecipient'),
  }
}

const screenDeps = (ask: Ask, given: Given) => {
  const deps = ordersDeps(ask, given)
  return { ...deps, index: makeOrderIndex(deps.store) }
}

function warehouseDeps(ask: Ask, given: Given): HandOverDeps {
  const commit = depsOf(ask, given, 'warehouse')
  return {
    ...commit,
    fulfillmentOrders: makeFulfillmentOrderRepository(commit),
    orderChanges: makeOrderChanges(commit.store),
    copies: makeCopies(commit.store),
    claim: (request) => makeClaimHandOver(ordersDeps(ask, given))(request),
  }
}

const WORK = fulfillmentOrderIdOf(ORDER, TOKYO)
const SHIPMENT = shipmentIdOf(WORK, `${WORK}-1`)
const BOX = { lengthMm: 300, widthMm: 200, heightMm: 100, weightGrams: 900 }
const work = { id: WORK, ifMatch: undefined, cause: CAUSE }

interface Heard extends Given {
  readonly data: never
  readonly sequence: number
}

/** An event as who hears of it reads it. */
const heard = ({ data, sequence }: Heard) => ({
  ...{ id: eventId.parse(`evt_${'0'.repeat(26)}`), type: 'news', schema: 1, source: 'model', subject: ORDER },
  ...{ sequence, occurredAt: CLOCK.now().toISOString(), ...CAUSE, data, personal: undefined },
})

type Requested = Given & { readonly request: never }

const PROGRAMS = {
  screen: (ask: Ask, given: Requested) => makeScreen(screenDeps(ask, given))(given.request),
  confirm: (ask: Ask, given: Requested) =>
    makeConfirm({ ...ordersDeps(ask, given), ordersWithinAnHour: async () => 0 })(given.request),
  look: (ask: Ask, given: Requested) => makeLook(ordersDeps(ask, given))(given.request),
  complete: (ask: Ask, given: Requested) => makeComplete(ordersDeps(ask, given))(given.request),
  close: (ask: Ask, given: Requested) => makeClose(ordersDeps(ask, given))(given.request),
  start: (ask: Ask, given: Given & { data: { run: number } }) =>
    makeStartRun(ordersDeps(ask, given))(ORDER, given.data.run),
  sweep: (ask: Ask, given: Given) => makeSweep(ordersDeps(ask, given))({ all: true }),
  cancel: (ask: Ask, given: Given) =>
    makeCancelOrder(ordersDeps(ask, given))({ id: ORDER, reason: 'too late', cause: CAUSE }),
  choose: (ask: Ask, given: Given) =>
    makeChoosePayment(ordersDeps(ask, given))({
      ...{ id: ORDER, cause: CAUSE, choice: { kind: 'card', paymentMethodId: 'pm_other_card' } },
    }),
  hold: (ask: Ask, given: Given) =>
    makeHoldOrder(ordersDeps(ask, given))({
      id: ORDER,
      reason: 'look at it',
      cause: CAUSE,
      deadline: NOT_PASSED,
    }),
  letGo: (ask: Ask, given: Given) =>
    makeReleaseHolds(ordersDeps(ask, given))({ id: ORDER, reason: 'all is well', cause: CAUSE }),
  retry: (ask: Ask, given: Given) =>
    makeRepairOrder(ordersDeps(ask, given))({ id: ORDER, action: 'retry', reason: 'go on', cause: CAUSE }),
  notePayment: (ask: Ask, given: Heard) => makeNotePayment(ordersDeps(ask, given))(heard(given)),
  noteWork: (ask: Ask, given: Heard) => makeNoteFulfillmentOrder(ordersDeps(ask, given))(heard(given)),
  noteShipment: (ask: Ask, given: Heard) =>
    makeNoteShipment(ordersDeps(ask, given))({ ...heard(given), personal: {} }),
  plan: (ask: Ask, given: Heard) => makePlanFulfillment(warehouseDeps(ask, given))(heard(given)),
  end: (ask: Ask, given: Heard) => makeEndFulfillment(warehouseDeps(ask, given))(heard(given)),
  /** Picked, packed and labeled: nothing of it asks anybody else. */
  prepare: async (ask: Ask, given: Given) => {
    const deps = warehouseDeps(ask, given)
    const scans = [{ code: 'BOOK', quantity: 1 }]
    await makePickItems(deps)({ ...work, body: { scans }, idempotencyKey: '', requestHash: '' })
    await makePackParcels(deps)({ ...work, body: { parcels: [BOX] } })
    const label = { fulfillmentOrderId: WORK, parcelId: `${WORK}-1`, shipmentId: SHIPMENT }
    await makeAttachLabel(deps)(heard({ ...given, sequence: 1, data: label as never }))
  },
  handOver: (ask: Ask, given: Given) => makeHandOver(warehouseDeps(ask, given))(work),
} satisfies Record<string, Program>

const headerOf = ({ orders }: OrderWorld) => orders.find(({ sk }) => sk === 'HEADER')
const workStatus = ({ warehouse }: OrderWorld) =>
  warehouse.find(({ pk, sk }) => pk.endsWith(WORK) && sk === 'HEADER')?.['status']
const statusOf = (world: OrderWorld): string => String(headerOf(world)?.['status'])
const isOver = (world: OrderWorld): boolean =>
  ['completed', 'rejected', 'cancelled', 'returned'].includes(statusOf(world))

/** Nothing is on its way. */
const isQuiet = ({ processes, news, tasks }: OrderWorld): boolean =>
  processes.length === 0 && news.length === 0 && Object.keys(tasks).length === 0

/** Who hears of which event; what nobody here hears of, or hears only to show it, is left out. */
const HEARERS: Readonly<Record<string, keyof typeof PROGRAMS>> = {
  [orderRestarted.type]: 'start',
  [orderConfirmed.type]: 'plan',
  [orderCancelling.type]: 'end',
  [orderRejecting.type]: 'end',
  [fulfillmentOrderCreated.type]: 'noteWork',
  [fulfillmentOrderHandedOver.type]: 'noteWork',
  [fulfillmentOrderCancelled.type]: 'noteWork',
}

function withNews(world: OrderWorld, more: readonly News[]): OrderWorld {
  const all = new Map([...world.news, ...more].map((one) => [JSON.stringify(one), one]))
  return { ...world, news: [...all].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one) }
}

function newsOf(told: readonly unknown[]): News[] {
  return (told as readonly Envelope[]).flatMap(({ type, data, sequence }) => {
    const program = HEARERS[type]
    return program ? [{ program, data: data as object, sequence: program === 'noteWork' ? sequence : 0 }] : []
  })
}

/** Deadlines have passed or not; timers, which only sweeps look at, ring for nobody here. */
function withoutTimes(orders: Table): Table {
  return orders
    .filter(({ entity }) => entity !== 'timer')
    .map((item) => {
      if (item.sk !== 'HEADER') return item
      const { timers: _, ...header } = item
      const passed = (at: unknown) => (String(at) <= CLOCK.now().toISOString() ? PASSED : NOT_PASSED)
      const deadline = header['deadline'] && passed(header['deadline'])
      const by = header['paymentDeadline'] && passed(header['paymentDeadline'])
      return {
        ...{ ...header, sequence: 0 },
        ...(deadline ? { deadline, gsi2sk: deadline } : {}),
        ...(by ? { paymentDeadline: by } : {}),
      }
    })
}

const changedHeader = (orders: Table, change: object): Table =>
  orders.map((item) => (item.sk === 'HEADER' ? { ...item, ...change } : item))

/** Nobody does anything to an order by themselves. */
export const NO_WHIMS = { cancels: 0, chooses: 0, holds: 0, retries: 0, timeouts: 0, copies: 0 } as const
const UNDISTURBED = { ...NO_WHIMS, together: 1, faults: 0, sweeper: false }

/** From where an order has come by itself a search with faults comes further than from its placing. */
export async function orderModel({ from, ...happening }: OrderBounds): Promise<Model<OrderWorld>> {
  const model = await modelFromPlacing(happening)
  if (from === undefined) return model
  const undisturbed = await modelFromPlacing({ ...happening, ...UNDISTURBED })
  const there = await nearest(undisturbed, (world) => statusOf(world) === from)
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
      (world, orders, told) => withNews({ ...world, orders: withoutTimes(orders) }, newsOf(told)),
    ),
    warehouse: portOn<OrderWorld, Table>(
      ({ warehouse }) => warehouse,
      performOnTable,
      (world, warehouse, told) => {
        const news = newsOf(told)
        const isGone = news.some(({ data }) => 'status' in data && data.status === 'handed_over')
        const outside: OutsideState = isGone ? { ...world.outside, goods: 'left' } : world.outside
        return withNews({ ...world, warehouse, outside }, news)
      },
    ),
    outside: portOn<OrderWorld, OutsideState>(
      ({ outside }) => outside,
      performOutside,
      (world, outside, told) => withNews({ ...world, outside }, paymentNews(told)),
    ),
    runs: performRuns,
  }

  const runner = makeRunner<OrderWorld>({ programs: PROGRAMS, ports, together: bounds.together, ended })

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
        const wait = waitingFor(run)
        const mayPass = wait === 'AwaitPayment' || world.left.timeouts > 0
        if (!mayPass) continue
        const left =
          wait === 'AwaitPayment' ? world.left : { ...world.left, timeouts: world.left.timeouts - 1 }
        const change = wait === 'AwaitPayment' ? { paymentDeadline: PASSED } : {}
        const orders = isWritten(world, run)
          ? changedHeader(world.orders, { deadline: PASSED, gsi2sk: PASSED, ...change })
          : world.orders
        const kind = wait === 'AwaitPayment' ? 'progress' : 'act'
        const after = become(machine.caught(run, 'States.Timeout'), { ...world, orders, left })
        steps.push({ kind, command, detail: `${detail} waits no longer`, world: after })
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

  async function whims(world: OrderWorld): Promise<Step<OrderWorld>[]> {
    const steps: Step<OrderWorld>[] = []
    const { left, outside } = world
    const ask = async (kind: Step<OrderWorld>['kind'], program: keyof typeof PROGRAMS, whim?: Whim) => {
      if (whim && left[whim] === 0) return
      const less = whim ? { ...left, [whim]: left[whim] - 1 } : left
      const after = await runner.ask({ ...world, left: less }, program, program, {})
      if (after) steps.push({ kind, command: program, world: after })
    }
    if (!isOver(world)) {
      await ask('act', 'cancel', 'cancels')
      await ask('act', 'retry', 'retries')
      await ask('act', 'hold', 'holds')
      if (isHeld(world)) await ask('progress', 'letGo')
      if (statusOf(world) === 'payment_required') await ask('act', 'choose', 'chooses')
      if (bounds.sweeper && standsStill(world)) await ask('progress', 'sweep')
    }
    if (workStatus(world) === 'open') {
      const begun = await runner.ask(world, 'prepare', 'prepare', {})
      if (begun)
        steps.push({
          kind: 'progress',
          command: 'prepare',
          world: await throughAll(runner, begun, 'prepare'),
        })
    }
    if (workStatus(world) === 'labeled') await ask('progress', 'handOver')
    if (outside.payment.status === 'requires_action' && !outside.isClosed)
      for (const does of ['confirms', 'fails'] as const) {
        const { part, told } = payerActs(outside, does)
        const after = withNews({ ...world, outside: part }, paymentNews(told))
        steps.push({ kind: 'act', command: `payer ${does}`, world: after })
      }
    if (workStatus(world) === 'handed_over' && !isKnown(world, 'SHIPMENT#')) {
      const after = withNews(world, [{ program: 'noteShipment', data: DELIVERED, sequence: 2 }])
      if (after.news.length > world.news.length)
        steps.push({ kind: 'progress', command: 'carrier delivers', world: after })
    }
    return steps
  }

  async function deliveries(world: OrderWorld): Promise<Step<OrderWorld>[]> {
    const steps: Step<OrderWorld>[] = []
    for (const [index, { program, data, sequence }] of world.news.entries()) {
      const come = async (kind: 'progress' | 'fault', detail: string, change: Partial<OrderWorld>) => {
        const about = 'run' in data ? `${program} ${data.run}` : `${program} ${sequence}`
        const after = await runner.ask({ ...world, ...change }, about, program, { data, sequence })
        if (after) steps.push({ kind, command: program, detail: `${about} ${detail}`, world: after })
      }
      await come('progress', 'comes', { news: world.news.toSpliced(index, 1) })
      if (world.left.copies > 0)
        await come('fault', 'comes, and will come once more', {
          left: { ...world.left, copies: world.left.copies - 1 },
        })
    }
    return steps
  }

  const broken = new WeakMap<Table, Map<string, Promise<string[]>>>()
  return {
    name: `orders, captured ${bounds.capturePolicy}`,
    initial: await placed(bounds),
    status: statusOf,
    isSettled: (world) => isQuiet(world) && (isOver(world) || headerOf(world)?.['attention'] !== undefined),
    async violations(world) {
      if (world.error) return [world.error]
      const quiet = isQuiet(world) && isOver(world)
      const key = JSON.stringify([world.warehouse, world.outside, quiet])
      const known = broken.get(world.orders) ?? new Map<string, Promise<string[]>>()
      broken.set(world.orders, known)
      const found = known.get(key) ?? brokenOf(world.orders, world.warehouse, world.outside, quiet)
      known.set(key, found)
      return found
    },
    async steps(world) {
      if (!world.isBegun) return beginnings(world)
      const all = [
        ...(await runner.steps(world)),
        ...(await runsGoOn(world)),
        ...(await deliveries(world)),
        ...(await whims(world)),
      ]
      return all.map((step) => ({ ...step, world: tidy(step.world) }))
    },
  }
}

const DELIVERED = {
  ...{ shipmentId: SHIPMENT, orderId: ORDER, fulfillmentOrderId: WORK, parcelId: `${WORK}-1` },
  ...{ carrier: 'Yamato', service: 'TA-Q-BIN', trackingNumber: '1Z', status: 'delivered', scans: [] },
  deliveredAt: CLOCK.now().toISOString(),
}

const isHeld = (world: OrderWorld): boolean => {
  const holds: unknown = headerOf(world)?.['holds']
  return Array.isArray(holds) && holds.length > 0
}

/** How it begins: what the payer's card will do, and what is on the shelf. */
const beginnings = (world: OrderWorld): Step<OrderWorld>[] =>
  (
    [
      ['authorized', 'full'],
      ['declined', 'full'],
      ['requires_action', 'full'],
      ['authorized', 'empty'],
    ] as const
  ).map(([card, shelf]) => ({
    ...{ kind: 'progress', command: 'begin', detail: `the card is ${card}, the shelf ${shelf}` },
    world: { ...world, outside: newOutside(card, shelf), isBegun: true },
  }))

const overRun = ({ state }: Run): Run => ({ status: 'ended', state, input: null, variables: {}, waits: 0 })
const waitingFor = ({ state }: Run): string => state
const runNumber = ({ variables }: Run): unknown =>
  new Map(Object.entries(variables['order'] ?? {})).get('run')
const isWritten = (world: OrderWorld, { token }: Run): boolean => headerOf(world)?.['taskToken'] === token
const isKnown = ({ orders, tasks }: OrderWorld, prefix: string): boolean =>
  orders.some(({ sk }) => sk.startsWith(prefix)) || 'noteShipment 2' in tasks

/** The sweeper looks at an order whose deadline has passed, and after an outage at all: here where no run goes on. */
const standsStill = (world: OrderWorld): boolean =>
  Object.values(world.runs).every(({ status, token }) => status !== 'running' || token !== undefined) &&
  !world.news.some(({ program }) => program === 'start')

const paymentNews = (told: readonly unknown[]): News[] =>
  (told as OutsideState['payment'][]).map((payment) => ({
    ...{ program: 'notePayment', sequence: payment.sequence },
    data: { orderId: ORDER, currency: 'JPY', payment },
  }))

function tidy(world: OrderWorld): OrderWorld {
  if (world.processes.length > 0) return world
  return { ...world, orders: withFreshVersions(world.orders), warehouse: withFreshVersions(world.warehouse) }
}

async function placed({
  faults,
  together: _,
  capturePolicy: __,
  sweeper: ___,
  ...left
}: Happening): Promise<OrderWorld> {
  const store = makeMemoryStore()
  const commit = { store, clock: CLOCK, ids: makeIds(() => '0'.repeat(26)), personal: openPersonal }
  const orders = makeOrderRepository(commit)
  await orders.commit({
    ...{ before: undefined, after: PLACED, events: [], cause: CAUSE },
    writes: [orders.detailsWrite(ORDER, DETAILS)],
  })
  return {
    ...{ orders: withoutTimes(store.all()), warehouse: [], outside: newOutside('authorized', 'full') },
    ...{ runs: {}, news: [{ program: 'start', data: { run: 1 }, sequence: 0 }] },
    ...{ processes: [], tasks: {}, faults, error: '', left, isBegun: false },
  }
}
