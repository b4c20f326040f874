import type { CommitDeps } from '#shared/aggregate.ts'
import { days } from '#shared/clock.ts'
import { type Cause, happened } from '#shared/events.ts'
import { ForeignCursor } from '#shared/foreign-cursor.ts'
import { type Ids, type JobId, jobId } from '#shared/ids.ts'
import { Fault, type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { JobItems } from '../adapters/job-items.ts'
import type { JobBody, JobView } from '../contract/desk-operations.ts'
import { orderJobContinued, orderJobRequested } from '../contract/events.ts'
import type { Job } from '../domain/job.ts'

export interface JobDeps extends Pick<CommitDeps, 'clock'> {
  readonly jobs: JobItems
  readonly ids: Pick<Ids, 'unique'>
}

/** How long the same request gets the same answer. */
const REPLAYED_FOR = days(30)

/**
 * Takes a job for many orders. Primary course: 1. writes the job, its orders, each once, and
 * `order_job.requested` in one commit; 2. answers it: the work begins when the event is heard.
 * Refusal: idempotency_key_reused. A replay answers the job that it made, as it is now.
 */
export const makeRequestJob =
  (deps: JobDeps) =>
  async (request: {
    body: JobBody
    idempotencyKey: string
    requestHash: string
    cause: Cause
  }): Promise<Outcome<JobView>> => {
    const { body, cause } = request
    const now = deps.clock.now()
    const orderIds = [...new Set(body.orderIds)]
    const job: Job = {
      id: jobId.parse(`job_${deps.ids.unique()}`),
      action: body.action,
      reason: body.reason,
      ...(body.action === 'tag' ? { tags: body.tags } : {}),
      requestedBy: cause.actor,
      correlationId: cause.correlationId,
      total: orderIds.length,
      done: 0,
      refused: 0,
      next: 0,
      leasedUntil: now.toISOString(),
      status: 'running',
      requestedAt: now.toISOString(),
      progressAt: now.toISOString(),
    }
    const { action, reason } = job
    const created = await deps.jobs.create(
      { job, orderIds },
      { ...request, ttl: Math.ceil((now.getTime() + REPLAYED_FOR) / 1_000) },
      { event: happened(orderJobRequested, { jobId: job.id, action, reason, orders: job.total }), cause },
    )
    return created ? success(present(job)) : replayOf(deps, request)
  }

async function replayOf(
  { jobs }: Pick<JobDeps, 'jobs'>,
  request: { idempotencyKey: string; requestHash: string },
): Promise<Outcome<JobView>> {
  const record = await jobs.replayOf(request.idempotencyKey)
  if (record?.requestHash !== request.requestHash)
    return refuse(
      'idempotency_key_reused',
      'This Idempotency-Key came with another request. Use a new key for a new job.',
    )
  const job = await jobs.load(record.jobId)
  if (!job) throw new Fault(`${record.jobId} was made, and is not there`)
  return success(present(job))
}

/** Reads how far a job is, and a page of its rows; the cursor is the place of the next row. Refusal: not_found. */
export const makeReadJob =
  ({ jobs }: Pick<JobDeps, 'jobs'>) =>
  async (id: JobId, { limit, cursor }: { limit: number; cursor?: string | undefined }) => {
    const job = await jobs.load(id)
    if (!job) return refuse('not_found', 'There is no such job that you may see.')
    if (cursor && !/^\d{1,3}$/.test(cursor)) throw new ForeignCursor()
    const from = Number(cursor || 0)
    const to = Math.min(from + limit, job.total)
    const [orderIds, results] = await Promise.all([
      jobs.orderIds(id),
      to > from ? jobs.results(id, from, to) : new Map<number, never>(),
    ])
    const items = orderIds
      .slice(from, to)
      .map((orderId, index) => results.get(from + index) ?? { orderId, result: 'waiting' as const })
    return success({ ...present(job), items, nextCursor: to < job.total ? String(to) : null })
  }

/**
 * Lets a job that stands still go on: asks for its next chunk again. A job that is done stays so.
 * Refusals: not_found; conflict while somebody works on it.
 */
export const makeContinueJob =
  (deps: Pick<JobDeps, 'jobs' | 'clock'>) =>
  async (id: JobId, cause: Cause): Promise<Outcome<JobView>> => {
    const job = await deps.jobs.load(id)
    if (!job) return refuse('not_found', 'There is no such job that you may see.')
    if (job.status === 'done') return success(present(job))
    const now = deps.clock.now().toISOString()
    if (job.leasedUntil > now)
      return refuse(
        'conflict',
        `The job is being worked on, until ${job.leasedUntil} at the latest. Read it then.`,
      )
    const asked = happened(orderJobContinued, { jobId: id, from: job.next })
    const committed = await deps.jobs.commit(job, job, asked, cause)
    return committed.ok
      ? success(present(job))
      : refuse('conflict', 'The job has just gone on by itself. Read it again.')
  }

const present = (job: Job): JobView => ({
  id: job.id,
  action: job.action,
  reason: job.reason,
  ...(job.tags ? { tags: job.tags } : {}),
  status: job.status,
  counts: {
    total: job.total,
    done: job.done,
    refused: job.refused,
    waiting: job.total - job.done - job.refused,
  },
  requestedBy: job.requestedBy,
  requestedAt: job.requestedAt,
  progressAt: job.progressAt,
})
