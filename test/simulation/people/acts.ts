import { createHash } from 'node:crypto'
import type { Actor } from '#shared/actor.ts'
import type { Cause } from '#shared/events.ts'
import type { World } from '../world.ts'

export const STAFF: Actor = { kind: 'staff', id: 'clerk' }
export const GUEST: Actor = { kind: 'guest' }

/** What a request of somebody causes. */
export function causeOf({ ids }: Pick<World, 'ids'>, actor: Actor): Cause {
  const id = `req-${ids.unique()}`
  return { correlationId: id, causationId: id, actor }
}

/** What makes a request known again when it is sent twice. */
export const keyed = ({ ids }: Pick<World, 'ids'>, body: unknown) => ({
  idempotencyKey: `key-${ids.unique()}`,
  requestHash: createHash('sha256').update(JSON.stringify(body)).digest('base64url'),
})
