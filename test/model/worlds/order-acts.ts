import type { Step } from '../checker/model.ts'
import { type Runner, throughAll } from '../checker/runner.ts'
import { aboutOf, type News, paymentNews, shipmentNews, withNews } from './order-news.ts'
import type { OrderProgram } from './order-programs.ts'
import { ORDERED } from './order-records.ts'
import {
  type Happening,
  isHeld,
  isOver,
  isQuiet,
  type OrderWorld,
  statusOf,
  type Whim,
  worksOf,
} from './order-world.ts'
import { payerActs } from './orders-outside.ts'

/** What happens to an order beside its workflow: news come or are lost, people act, locations and carriers do their work. */
export function makeActs(runner: Runner<OrderWorld>, bounds: Happening) {
  async function deliveries(world: OrderWorld): Promise<Step<OrderWorld>[]> {
    const steps: Step<OrderWorld>[] = []
    for (const [index, one] of world.news.entries()) {
      const { program, data, sequence } = one
      const about = aboutOf(one)
      const others = world.news.toSpliced(index, 1)
      const come = async (kind: 'progress' | 'fault', detail: string, change: Partial<OrderWorld>) => {
        const after = await runner.ask({ ...world, ...change }, about, program, { data, sequence })
        if (after) steps.push({ kind, command: program, detail: `${about} ${detail}`, world: after })
      }
      await come('progress', 'comes', { news: others })
      if (world.left.copies > 0)
        await come('fault', 'comes, and will come once more', {
          left: { ...world.left, copies: world.left.copies - 1 },
        })
      if (world.left.losses > 0) {
        const left = { ...world.left, losses: world.left.losses - 1 }
        const after = { ...world, news: others, lost: [...world.lost, one], left }
        steps.push({
          kind: 'fault',
          command: `lose ${program}`,
          detail: `${about} never comes`,
          world: after,
        })
      }
    }
    if (bounds.republish && world.lost.length > 0 && isQuiet(world))
      steps.push({
        ...{ kind: 'progress', command: 'republish' },
        world: withNews({ ...world, lost: [] }, world.lost),
      })
    return steps
  }

  async function people(world: OrderWorld): Promise<Step<OrderWorld>[]> {
    const steps: Step<OrderWorld>[] = []
    const { left, outside } = world
    const ask = async (kind: Step<OrderWorld>['kind'], program: OrderProgram, whim?: Whim, args = {}) => {
      if (whim && left[whim] === 0) return
      const less = whim ? { ...left, [whim]: left[whim] - 1 } : left
      const after = await runner.ask({ ...world, left: less }, program, program, args)
      if (after) steps.push({ kind, command: program, world: after })
    }
    if (!isOver(world)) {
      await ask('act', 'cancel', 'cancels')
      await ask('act', 'cancelLine', 'lineCancels', ORDERED[bounds.ordered].at(-1))
      await ask('act', 'retry', 'retries')
      await ask('act', 'hold', 'holds')
      if (isHeld(world)) await ask('progress', 'letGo')
      if (statusOf(world) === 'payment_required') await ask('act', 'choose', 'chooses')
      if (bounds.sweeper && standsStill(world)) await ask('progress', 'sweep')
    }
    if (outside.payment.status === 'requires_action' && !outside.isClosed)
      for (const does of ['confirms', 'fails'] as const) {
        const { part, told } = payerActs(outside, does)
        const after = withNews({ ...world, outside: part }, paymentNews(told))
        steps.push({ kind: 'act', command: `payer ${does}`, world: after })
      }
    return steps
  }

  /** Each location does its work; not all that it is to pick is on its shelf. */
  async function warehouse(world: OrderWorld): Promise<Step<OrderWorld>[]> {
    const steps: Step<OrderWorld>[] = []
    for (const { id, locationId, status } of worksOf(world)) {
      const atOnce = async (
        kind: 'progress' | 'act',
        command: OrderProgram,
        detail: string,
        from: OrderWorld,
      ) => {
        const task = `${command} ${locationId}`
        const begun = await runner.ask(from, task, command, { work: id })
        if (begun) steps.push({ kind, command, detail, world: await throughAll(runner, begun, task) })
      }
      if (['open', 'picking', 'picked'].includes(status))
        await atOnce('progress', 'prepare', locationId, world)
      if (status === 'open' && world.left.shortPicks > 0) {
        const left = { ...world.left, shortPicks: world.left.shortPicks - 1 }
        for (const hasSpare of [false, true]) {
          const outside = { ...world.outside, stock: { ...world.outside.stock, hasSpare } }
          const detail = `${locationId}, ${hasSpare ? 'and another has it' : 'and nobody has it'}`
          await atOnce('act', 'shortPick', detail, { ...world, left, outside })
        }
      }
      if (status === 'labeled') {
        const after = await runner.ask(world, `handOver ${locationId}`, 'handOver', { work: id })
        if (after) steps.push({ kind: 'progress', command: 'handOver', detail: locationId, world: after })
      }
    }
    return steps
  }

  function carriers(world: OrderWorld): Step<OrderWorld>[] {
    const steps: Step<OrderWorld>[] = []
    for (const { id, status, parcelIds } of worksOf(world))
      for (const parcelId of status === 'handed_over' ? parcelIds : []) {
        const news = shipmentNews(id, parcelId, 'delivered')
        if (!isTold(world, news))
          steps.push({
            kind: 'progress',
            command: 'carrier delivers',
            detail: parcelId,
            world: withNews(world, [news]),
          })
      }
    return steps
  }

  return async (world: OrderWorld): Promise<Step<OrderWorld>[]> => [
    ...(await deliveries(world)),
    ...(await people(world)),
    ...(await warehouse(world)),
    ...carriers(world),
  ]
}

/** It is known, on its way, or lost. */
const isTold = ({ orders, tasks, news, lost }: OrderWorld, one: News): boolean =>
  orders.some(({ sk, status }) => sk === `SHIPMENT#${one.data['shipmentId']}` && status === 'delivered') ||
  aboutOf(one) in tasks ||
  [...news, ...lost].some((other) => aboutOf(other) === aboutOf(one))

/** The sweeper looks at an order whose deadline has passed, and after an outage at all: here where no run goes on. */
const standsStill = (world: OrderWorld): boolean =>
  Object.values(world.runs).every(({ status, token }) => status !== 'running' || token !== undefined) &&
  !world.news.some(({ program }) => program === 'start')
