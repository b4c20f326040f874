import { SYSTEM } from '#shared/actor.ts'
import { hours } from '#shared/clock.ts'
import type { OrderId } from '#shared/ids.ts'
import { count, note } from '#shared/observability.ts'
import { DUE_SHARDS, type StoredOrder } from '../adapters/order-repository.ts'
import { type AttentionReason, because } from '../domain/attention.ts'
import { askHowToGoOn } from '../domain/decided.ts'
import { changeOrder, resumeIfOver } from './change-order.ts'
import { type OrderDeps, runName } from './ports.ts'
import { restartOrder } from './restart-order.ts'
import { makeRingTimers, type TimerDeps } from './ring-timers.ts'

/** How often a run is given up for lost before a person is asked. */
const MAX_RUNS = 10

/** How many orders are looked at side by side. */
const SIDE_BY_SIDE = 8

/**
 * Finds orders that stand still. Of each open order whose deadline has passed (`all`: of every open
 * order, as after an outage):
 * 1. a wait whose fact has happened is ended;
 * 2. a run that no longer runs gets a new one, at most 10 times, unless it stopped for a person;
 * 3. all else goes to the attention list with its reason.
 * Then it does what the timers that ring ask for.
 */
export const makeSweep =
  (deps: TimerDeps) =>
  async ({ all }: { all: boolean }): Promise<{ looked: number }> => {
    const until = all ? '9999' : deps.clock.now().toISOString()
    const shards = await Promise.all(DUE_SHARDS.map((shard) => deps.orders.due(shard, until)))
    const late = shards.flatMap((shard) => shard.late)
    const ringing = shards.flatMap((shard) => shard.ringing)
    const faults = [
      ...(await sideBySide(late, (id) => lookAfter(deps, id))),
      ...(await sideBySide(ringing, makeRingTimers(deps))),
    ]
    note({ count: late.length + ringing.length, failed: faults.length })
    if (faults.length > 0) throw faults[0]
    return { looked: late.length }
  }

/** The faults of some orders, which keep no other from its turn. */
async function sideBySide(
  ids: readonly OrderId[],
  run: (id: OrderId) => Promise<void>,
): Promise<readonly unknown[]> {
  const faults: unknown[] = []
  for (let start = 0; start < ids.length; start += SIDE_BY_SIDE) {
    const batch = ids.slice(start, start + SIDE_BY_SIDE)
    const results = await Promise.allSettled(batch.map((id) => run(id)))
    faults.push(...results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : [])))
  }
  return faults
}

async function lookAfter(deps: OrderDeps, id: OrderId): Promise<void> {
  const order = await deps.orders.load(id)
  if (!order?.deadline) return
  if (await resumeIfOver(deps, id)) count('WaitsEndedBySweeper')
  const running = await deps.workflow.isRunning(runName(id, order.run))
  if (!running && order.run < MAX_RUNS && order.stoppedRun !== order.run) {
    await restartOrder(deps, id, 'The run of the workflow had ended.', causeOf(order))
    count('RunsRestarted')
  } else if (order.deadline <= deps.clock.now().toISOString()) await askForAttention(deps, order, running)
}

const causeOf = (order: StoredOrder) => ({
  correlationId: order.id,
  causationId: `sweep-${order.version}`,
  actor: SYSTEM,
})

async function askForAttention(deps: OrderDeps, order: StoredOrder, running: boolean): Promise<void> {
  const gaveUp = !running && order.run >= MAX_RUNS
  const reason = gaveUp ? because('runs_used_up', { runs: MAX_RUNS }) : whyLate(order)
  const later = new Date(deps.clock.now().getTime() + hours(1)).toISOString()
  await changeOrder(deps, order.id, causeOf(order), (current) => ({
    facts: current.attention ? [] : askHowToGoOn(current, reason),
    writes: [],
  }))
  await deps.orders.postpone(order.id, later)
}

const whyLate = (order: StoredOrder): AttentionReason =>
  order.claims.some((claim) => !order.handedOver.includes(claim))
    ? because('not_handed_over')
    : because('late', { status: order.status, deadline: order.deadline ?? '' })
