import { untilNoConflict } from '#shared/aggregate.ts'
import type { Cause } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import { count } from '#shared/observability.ts'
import { Fault } from '#shared/outcomes.ts'
import type { Write } from '#shared/store/store.ts'
import type { StoredOrder, Waiting } from '../adapters/order-repository.ts'
import type { KeptAllocation } from '../domain/allocations.ts'
import { announce } from '../domain/announce.ts'
import type { Bill } from '../domain/bill.ts'
import { withDeadline } from '../domain/deadline.ts'
import { type OrderDetails, people } from '../domain/details.ts'
import { evolve } from '../domain/evolve.ts'
import type { Fact } from '../domain/facts.ts'
import type { Known } from '../domain/known.ts'
import type { Logistics } from '../domain/logistics.ts'
import { dueOf, type Order } from '../domain/order.ts'
import { timersOf } from '../domain/timers.ts'
import type { OrderDeps } from './ports.ts'

export interface Decided {
  readonly facts: readonly Fact[]
  readonly writes?: readonly Write[]
  /** As they are after `writes`, where the decision changes them. */
  readonly logistics?: Logistics
  /** What the decision makes of the bill, the allocations and the people, where it changes them. */
  readonly bill?: Bill
  readonly allocations?: readonly KeptAllocation[]
  readonly people?: OrderDetails['people']
  readonly drop?: readonly string[]
}

/**
 * Changes one order, the way every change is made:
 * 1. reads the order, and decides;
 * 2. writes the facts, their events and what belongs to them in one commit;
 * 3. where someone else was faster, begins again;
 * 4. ends the workflow's wait where what it waits for has happened, also when nothing was new,
 *    as who came before may have died in between.
 * Answers the order as it is then; undefined where there is none.
 */
export async function changeOrder<D extends Decided>(
  deps: OrderDeps,
  id: OrderId,
  cause: Cause,
  decide: (order: StoredOrder) => D | Promise<D>,
): Promise<{ readonly order: Order; readonly decision: D } | undefined> {
  const changed = await untilNoConflict(async () => {
    const before = await deps.orders.load(id)
    if (!before) return { ok: false as const, code: 'unknown' as const }
    const decision = await decide(before)
    if (decision.facts.length === 0 && writesOf(deps, id, decision).length === 0 && !decision.drop?.length)
      return { ok: true as const, value: { order: before as Order, decision } }
    const committed = await writeDown(deps, before, decision, cause)
    if (committed.ok) {
      if (decision.facts.some(({ type }) => type === 'attention_needed')) count('AttentionNeeded')
      return { ok: true as const, value: { order: committed.state as Order, decision } }
    }
    if (committed.code === 'version_conflict') return { ok: false as const, code: committed.code }
    throw new Fault(`a condition of a change of ${id} did not hold`)
  })
  if (!changed.ok) return undefined
  await resumeIfOver(deps, id)
  return changed.value
}

async function writeDown(deps: OrderDeps, before: StoredOrder, decision: Decided, cause: Cause) {
  const now = deps.clock.now()
  const at = now.toISOString()
  const { sealed, ...known } = await whatIsKnown(deps, before.id, decision)
  const ofNobody = apply(before, decision.facts, { ...known, people: undefined }, at)
  const { state, events } = ofNobody.events.some(({ definition }) => definition.personal)
    ? apply(before, decision.facts, { ...known, people: await deps.personal.open(sealed, people) }, at)
    : ofNobody
  return deps.orders.commit({
    before,
    after: withTimers(deps, withDeadline(state, decision.facts, now, deps.deadlines), now),
    events,
    cause,
    writes: writesOf(deps, before.id, decision),
    ...(decision.drop ? { drop: decision.drop } : {}),
  })
}

/** The order as it is after the facts, and what is announced of them. */
function apply(before: Order, facts: readonly Fact[], known: Known, at: string) {
  let state = before
  const events = facts.flatMap((fact) => {
    state = evolve(state, fact, at)
    return announce(fact, state, known) ?? []
  })
  return { state, events }
}

function withTimers({ deadlines, policy }: OrderDeps, order: Order, now: Date): Order {
  const { timers: _, ...rest } = order
  const timers = timersOf(order, now, { deadlines, captureAfter: policy.captureAfter })
  return timers ? { ...rest, timers } : rest
}

const writesOf = ({ orders }: OrderDeps, id: OrderId, decision: Decided): Write[] => [
  ...(decision.writes ?? []),
  ...(decision.bill ? [orders.billWrite(id, decision.bill)] : []),
  ...(decision.allocations ? [orders.allocationsWrite(id, decision.allocations)] : []),
  ...(decision.people ? [orders.peopleWrite(id, decision.people)] : []),
]

/** The people stay sealed: few announcements speak to them. */
async function whatIsKnown(deps: OrderDeps, id: OrderId, decision: Decided) {
  const needs = (type: Fact['type']) => decision.facts.some((fact) => fact.type === type)
  const [details, allocations, bill] = await Promise.all([
    deps.orders.details(id),
    needs('confirmed') ? deps.orders.allocations(id) : [],
    needs('completed') ? deps.orders.bill(id) : undefined,
  ])
  if (!details) throw new Fault(`the details of ${id} are missing`)
  return {
    details,
    allocations: allocations.map(({ locationId, lines }) => ({ locationId, lines })),
    logistics: decision.logistics ?? { fulfillmentOrders: [], shipments: [] },
    sealed: decision.people ?? details.people,
    grace: deps.policy.grace,
    cancelled: new Map(bill?.lines.map(({ lineId, cancelled }) => [lineId, cancelled])),
  } satisfies Omit<Known, 'people'> & { sealed: OrderDetails['people'] }
}

/** Looking and resuming may happen any number of times: a wait ends once. */
export async function resumeIfOver(
  deps: Pick<OrderDeps, 'orders' | 'workflow' | 'clock'>,
  id: OrderId,
): Promise<boolean> {
  const found = await deps.orders.loadWaiting(id)
  if (!found || !isOver(found.order, found.waiting, deps.clock.now().toISOString())) return false
  await deps.workflow.resume(found.waiting.taskToken, { due: dueOf(found.order) })
  return true
}

function isOver(order: Order, { waitingFor, waitingSince }: Waiting, now: string): boolean {
  if (order.endingAt || order.endedAt) return true
  switch (waitingFor) {
    case 'payment':
      return (
        order.choosing === true ||
        order.paymentSequence > (waitingSince ?? 0) ||
        (order.paymentDeadline ?? now) <= now
      )
    case 'review':
      return !order.held
    case 'shipment':
      return order.shippedAt !== undefined
    case 'delivery':
      return order.deliveredAt !== undefined
  }
}
