import * as z from 'zod/mini'
import type { Clock } from '#shared/clock.ts'
import type { Cause } from '#shared/events.ts'
import type { ShipmentId } from '#shared/ids.ts'
import { queryAll, type Store } from '#shared/store/store.ts'
import { PARKED, parkedKey, trackingKey, trackingPk } from '../adapters/keys.ts'
import type { ChangeParcel } from '../adapters/parcel-repository.ts'
import type { News } from '../domain/carrier.ts'
import { observed } from '../domain/shipment.ts'

/** The parcel that a stored webhook tells of; undefined where it tells of none. */
export type TrackerOf = (webhookId: string) => Promise<{ trackingNumber: string; news: News } | undefined>

/** How long news of an unknown parcel wait for it; then the table forgets them. */
const DAYS = 30

/** Keeps where the news of a parcel are that nobody here knows. `false`: it has become known meanwhile. */
export const makeParkNews =
  (deps: { store: Store; clock: Clock }) =>
  async (trackingNumber: string, webhookId: string): Promise<boolean> => {
    const ttl = Math.floor(deps.clock.now().getTime() / 1_000) + DAYS * 86_400
    const result = await deps.store.commit([
      { put: { ...parkedKey(trackingNumber, webhookId), entity: 'parked', webhookId, ttl } },
      { check: trackingKey(trackingNumber), when: [['pk', 'absent']] },
    ])
    return result.ok
  }

export type TakeParkedNews = (trackingNumber: string, id: ShipmentId, cause: Cause) => Promise<void>

const parked = z.object({ pk: z.string(), sk: z.string(), webhookId: z.string() })

/** Tells a shipment what came before its tracking number was known. */
export const makeTakeParkedNews =
  (deps: { store: Store; clock: Clock; change: ChangeParcel; trackerOf: TrackerOf }): TakeParkedNews =>
  async (trackingNumber, id, cause) => {
    const waiting = await queryAll(deps.store, {
      partition: trackingPk(trackingNumber),
      sort: { beginsWith: PARKED },
    })
    for (const { pk, sk, webhookId } of waiting.map((item) => parked.parse(item))) {
      const told = await deps.trackerOf(webhookId)
      if (told) await deps.change(id, (it) => observed(it, told.news, deps.clock.now().toISOString()), cause)
      await deps.store.commit([{ delete: { pk, sk } }])
    }
  }
