import * as z from 'zod/mini'
import type { CustomerId } from '#shared/ids.ts'
import { sealed } from '#shared/personal.ts'
import { EXISTS, type Key, queryAll, type Store } from '#shared/store/store.ts'
import { SESSION_LIFE, type Session } from '../domain/session.ts'
import { customerKey } from './customer-items.ts'

const SESSION = 'SESSION#'
const sessionKey = (customer: CustomerId, id: string): Key => ({
  ...customerKey(customer),
  sk: `${SESSION}${id}`,
})

const stored = z.object({
  id: z.string(),
  startedAt: z.string(),
  lastUsedAt: z.string(),
  /** Which browser it was. */
  device: sealed,
})
export type StoredSession = z.infer<typeof stored>

const ttlAfter = (from: string): number => Math.ceil((Date.parse(from) + SESSION_LIFE) / 1_000)

export async function keepSession(store: Store, customer: CustomerId, session: StoredSession): Promise<void> {
  const put = { ...sessionKey(customer, session.id), ...session, ttl: ttlAfter(session.startedAt) }
  await store.commit([{ put }])
}

export async function readSession(
  store: Store,
  customer: CustomerId,
  id: string,
): Promise<StoredSession | undefined> {
  const item = await store.get(sessionKey(customer, id))
  return item && stored.parse(item)
}

export async function readSessions(store: Store, customer: CustomerId): Promise<StoredSession[]> {
  const { pk } = customerKey(customer)
  const items = await queryAll(store, { partition: pk, sort: { beginsWith: SESSION } })
  return items.map((item) => stored.parse(item))
}

/** False where it has ended meanwhile. */
export async function noteUse(
  store: Store,
  customer: CustomerId,
  { id, lastUsedAt }: Pick<Session, 'id' | 'lastUsedAt'>,
) {
  const { ok } = await store.commit([{ update: sessionKey(customer, id), set: { lastUsedAt }, when: EXISTS }])
  return ok
}

export async function forgetSession(store: Store, customer: CustomerId, id: string): Promise<void> {
  await store.commit([{ delete: sessionKey(customer, id) }])
}
