import * as z from 'zod/mini'
import type { CustomerId } from '#shared/ids.ts'
import { inParallel } from '#shared/in-parallel.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import { forgetSession, keepSession, readSession, readSessions } from '../adapters/session-items.ts'
import type { SessionResource } from '../contract/session-operations.ts'
import type { SignedInAs } from './fresh.ts'
import type { CustomerDeps, CustomerPool } from './ports.ts'

const DEVICE_LENGTH = 200

/** Keeps that somebody is signed in: as long as it is kept, their tokens are renewed. */
export async function beginSession(
  { store, clock, personal }: CustomerDeps,
  customer: CustomerId,
  { id, device }: { id: string; device: string },
): Promise<void> {
  const now = clock.now().toISOString()
  const box = await personal.seal(customer, device.slice(0, DEVICE_LENGTH))
  await keepSession(store, customer, { id, startedAt: now, lastUsedAt: now, device: box })
}

/** Where somebody is signed in, the one used last first. */
export const makeListSessions =
  ({ store, personal }: Pick<CustomerDeps, 'store' | 'personal'>) =>
  async ({ id, session: current }: SignedInAs): Promise<{ items: SessionResource[] }> => {
    const sessions = await readSessions(store, id)
    const items = await Promise.all(
      sessions.map(async ({ device, ...session }) => ({
        ...session,
        device: (await personal.open(device, z.string())) ?? '',
        current: session.id === current,
      })),
    )
    return { items: items.toSorted((a, b) => (a.lastUsedAt < b.lastUsedAt ? 1 : -1)) }
  }

/** Signs out of one device. Refusal: `not_found`. */
export const makeEndSession =
  ({ store }: Pick<CustomerDeps, 'store'>) =>
  async (customer: CustomerId, id: string): Promise<Outcome<{ ended: number }, 'not_found'>> => {
    if (!(await readSession(store, customer, id))) return refuse('not_found', `There is no session ${id}.`)
    await forgetSession(store, customer, id)
    return success({ ended: 1 })
  }

const AT_ONCE = 10

/** Signs out everywhere; answers of how many devices. */
export async function endAllSessions(
  { store, pool }: Pick<CustomerDeps, 'store'> & { readonly pool: Pick<CustomerPool, 'signOut'> },
  customer: CustomerId,
): Promise<number> {
  const sessions = await readSessions(store, customer)
  await inParallel(AT_ONCE, sessions.length, async (index) => {
    const session = sessions[index]
    if (session) await forgetSession(store, customer, session.id)
  })
  await pool.signOut(customer)
  return sessions.length
}
