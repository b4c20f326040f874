import { untilNoConflict, wasCaused } from '#shared/aggregate.ts'
import { after, type Clock, seconds } from '#shared/clock.ts'
import { type Cause, happened } from '#shared/events.ts'
import type { JobId, OrderId } from '#shared/ids.ts'
import { takePart } from '#shared/job.ts'
import { note } from '#shared/observability.ts'
import type { Outcome } from '#shared/outcomes.ts'
import type { JobItems, StoredJob } from '../adapters/job-items.ts'
import type { OrderRepository } from '../adapters/order-repository.ts'
import type { JobResult } from '../contract/desk-operations.ts'
import type { JobAction } from '../contract/desk-types.ts'
import { orderJobContinued, orderJobFinished } from '../contract/events.ts'

/** What a job does to one of its orders. */
export type Act = (request: {
  id: OrderId
  reason: string
  tags: readonly string[]
  cause: Cause
}) => Promise<Outcome<unknown>>

export interface WorkDeps {
  readonly jobs: JobItems
  readonly orders: OrderRepository
  readonly acts: Readonly<Record<JobAction, Act>>
  readonly clock: Clock
}

/** Rows of a chunk, and how long one is worked on: both fit the time limit of the function several times. */
const CHUNK = 25
const WORKED_ON = seconds(4)

/**
 * Works on the chunk of a job that begins with row `from`. Primary course:
 * 1. takes the chunk for itself, for a minute;
 * 2. does the act to each order that has no result yet, and writes the result down, row by row;
 * 3. moves the job on, and asks for the next chunk, or ends the job.
 *
 * It may die at any place: the event comes again, and rows that have a result are passed over. An act that
 * was done and not written down is found in the order's history by its cause, so it is neither done twice
 * nor called refused. A chunk that is past changes nothing; one that somebody else has is a Fault, so that
 * the event comes again and finds the chunk past, or left.
 */
export const makeWorkJob =
  (deps: WorkDeps) =>
  async (id: JobId, from: number, cause: Cause): Promise<void> => {
    const job = await takePart(deps, id, from)
    if (!job) return
    const worked = await workOn(deps, job, after(deps.clock.now(), WORKED_ON))
    note({ count: worked })
    await moveOn(deps, id, { from, next: from + worked }, cause)
  }

/** The number of rows, from the job's next on, that have a result now. */
async function workOn(deps: WorkDeps, job: StoredJob, until: string): Promise<number> {
  const [orderIds, results] = await Promise.all([
    deps.jobs.orderIds(job.id),
    deps.jobs.results(job.id, job.next, job.next + CHUNK),
  ])
  let place = job.next
  for (const orderId of orderIds.slice(job.next, job.next + CHUNK)) {
    if (!results.has(place)) await deps.jobs.writeRow(job.id, place, await actOn(deps, job, orderId))
    place += 1
    if (deps.clock.now().toISOString() >= until) break
  }
  return place - job.next
}

async function actOn({ acts, orders }: WorkDeps, job: StoredJob, orderId: OrderId): Promise<JobResult> {
  const cause = {
    correlationId: job.correlationId,
    causationId: `${job.id}/${orderId}`,
    actor: job.requestedBy,
  }
  const done = { orderId, result: 'done' as const }
  // An order's history says what caused each change.
  const history = (page: { cursor?: string }) => orders.history(orderId, page)
  if (await wasCaused(history, cause)) return done
  const outcome = await acts[job.action]({ id: orderId, reason: job.reason, tags: job.tags ?? [], cause })
  if (outcome.ok || (await wasCaused(history, cause))) return done
  return { orderId, result: 'refused', code: outcome.code, detail: outcome.detail }
}

/** Where somebody else has moved the job on, nothing is left to do. */
async function moveOn(
  { jobs, clock }: WorkDeps,
  id: JobId,
  { from, next }: { from: number; next: number },
  cause: Cause,
): Promise<void> {
  await untilNoConflict(async () => {
    const job = await jobs.load(id)
    if (!job || job.next !== from) return { ok: true as const }
    const now = clock.now().toISOString()
    const ended = next >= job.total
    const { done, refused } = job
    const event = ended
      ? happened(orderJobFinished, { jobId: id, done, refused })
      : happened(orderJobContinued, { jobId: id, from: next })
    const status = ended ? ('done' as const) : job.status
    return jobs.commit(job, { ...job, next, status, leasedUntil: now, progressAt: now }, event, cause)
  })
}
