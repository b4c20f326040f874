import * as z from 'zod/mini'
import { type Actor, actor } from '#shared/actor.ts'
import type { Clock } from '#shared/clock.ts'
import { time } from '#shared/http/schemas.ts'
import { type Ids, type OrderId, orderId } from '#shared/ids.ts'
import { commitAll, IS_NEW, type Query, type Store } from '#shared/store/store.ts'
import { type Access, access, type PersonalKey, personalKey } from '../contract/desk-types.ts'

const reading = z.object({
  id: z.string(),
  at: time,
  actor,
  what: access,
  orderId: z.optional(orderId),
  by: z.optional(z.array(personalKey)),
})
export type Reading = z.infer<typeof reading>

export interface NewReading {
  readonly actor: Actor
  readonly what: Access
  /** Absent for a search, which is of no order. */
  readonly orderId?: OrderId
  readonly by?: readonly PersonalKey[]
}

const nameOf = ({ id, kind }: Actor): string => id ?? kind
const dayOf = (at: string): string => at.slice(0, 10)

/** Who read what of whom: items that are written once, and never changed. */
export function makeAccessLog({
  store,
  clock,
  ids,
}: {
  store: Store
  clock: Clock
  ids: Pick<Ids, 'unique'>
}) {
  const list = async (query: Query): Promise<{ items: Reading[]; nextCursor: string | null }> => {
    const { items, nextCursor } = await store.query({ ...query, order: 'backward' })
    return { items: items.map((item) => reading.parse(item)), nextCursor }
  }
  return {
    /** Returns when the readings are written down: only then may they be answered. */
    async record(readings: readonly NewReading[]): Promise<void> {
      const at = clock.now().toISOString()
      const items = readings.map((one) => {
        const id = ids.unique()
        const place = `${at}#${id}`
        const days = `READINGS#${dayOf(at)}`
        return {
          put: {
            pk: `ACCESS#${one.orderId ?? one.what}`,
            sk: place,
            gsi1pk: days,
            gsi1sk: place,
            gsi2pk: `${days}#${nameOf(one.actor)}`,
            gsi2sk: place,
            entity: 'access',
            ...one,
            id,
            at,
          },
          when: IS_NEW,
        }
      })
      await commitAll(store, items)
    },

    /** The newest readings of an order up to a place `<at>#<id>`, that one included. */
    ofOrder: (id: OrderId, page: { limit: number; upTo?: string }) =>
      list({
        partition: `ACCESS#${id}`,
        limit: page.limit,
        ...(page.upTo ? { sort: { from: ' ', to: page.upTo } } : {}),
      }),

    /** The readings of a day (`YYYY-MM-DD`, UTC), of one actor or of all. */
    ofDay: (day: string, page: { actor?: string; limit: number; cursor?: string }) => {
      const { actor: who, ...rest } = page
      return list(
        who === undefined
          ? { index: 'gsi1', partition: `READINGS#${day}`, ...rest }
          : { index: 'gsi2', partition: `READINGS#${day}#${who}`, ...rest },
      )
    },
  }
}
export type AccessLog = ReturnType<typeof makeAccessLog>
