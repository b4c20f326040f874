import { after, type Clock, seconds } from './clock.ts'
import { Fault } from './outcomes.ts'
import type { Key, Write } from './store/store.ts'

/** Longer than any worker lives, and shorter than its event is delivered again. */
const LEASE = seconds(60)

/** How long a part of a job is its worker's alone, from now on; a worker that died is waited for no longer. */
export const leaseFrom = (now: Date): string => after(now, LEASE)

/** What a job says of itself that is worked on part after part, each asked for by an event of the one before. */
export interface Parted {
  readonly status: string
  /** Where the next part begins. */
  readonly next: number
}

export interface Lease {
  /** Where the part begins. */
  readonly from: number
  readonly now: string
  readonly until: string
}

/** Takes a part of a running job until a time; it fails where the part is past, or another has it. */
export const leaseOf = (job: Key, { from, now, until }: Lease): Write & { readonly update: Key } => ({
  update: job,
  set: { leasedUntil: until },
  when: [
    ['status', '=', 'running'],
    ['next', '=', from],
    ['leasedUntil', '<=', now],
  ],
})

export interface PartsOf<Id extends string, Job extends Parted> {
  load(id: Id): Promise<Job | undefined>
  /** Commits what `leaseOf` says; false where it fails. */
  lease(id: Id, lease: Lease): Promise<boolean>
}

/**
 * The job, for who has taken the part that begins at `from`; undefined where that part is past. One that somebody
 * else has is a Fault, so that the event comes again and finds the part past, or left.
 */
export async function takePart<Id extends string, Job extends Parted>(
  { jobs, clock }: { readonly jobs: PartsOf<Id, Job>; readonly clock: Clock },
  id: Id,
  from: number,
): Promise<Job | undefined> {
  const now = clock.now()
  const leased = await jobs.lease(id, { from, now: now.toISOString(), until: leaseFrom(now) })
  const job = await jobs.load(id)
  if (!job) throw new Fault(`${id} is to be worked on, and is not there`)
  if (job.next !== from || job.status !== 'running') return undefined
  if (!leased) throw new Fault(`${id} is being worked on from ${from}`)
  return job
}
