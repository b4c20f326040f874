import * as z from 'zod/mini'
import type { Clock } from '#shared/clock.ts'
import { causedBy, type EventOf } from '#shared/events.ts'
import { type ShipmentId, shipmentId } from '#shared/ids.ts'
import { note } from '#shared/observability.ts'
import { Fault } from '#shared/outcomes.ts'
import type { Store } from '#shared/store/store.ts'
import { trackingKey } from '../adapters/keys.ts'
import type { ChangeParcel } from '../adapters/parcel-repository.ts'
import type { shipmentWebhookReceived } from '../contract/events.ts'
import { observed } from '../domain/shipment.ts'
import type { TrackerOf } from './parked-news.ts'

interface Deps {
  readonly store: Store
  readonly clock: Clock
  readonly change: ChangeParcel
  readonly trackerOf: TrackerOf
  readonly park: (trackingNumber: string, webhookId: string) => Promise<boolean>
}

const pointer = z.object({ shipmentId })

/**
 * Does what a stored webhook tells.
 * 1. Pass over what tells of no parcel.
 * 2. Find the shipment by its tracking number, and tell it the news.
 * 3. News of a number nobody knows are parked: the shipment takes them when it gets that number, or
 *    they are forgotten after 30 days, as they were never ours.
 */
export const makeApplyWebhook =
  (deps: Deps) =>
  async (event: EventOf<typeof shipmentWebhookReceived>): Promise<void> => {
    const { id: webhookId, provider } = event.data
    const told = await deps.trackerOf(webhookId)
    if (!told) return note({ outcome: 'it tells of no parcel' })
    const { trackingNumber, news } = told
    const known = await shipmentWith(deps.store, trackingNumber)
    if (!known && (await deps.park(trackingNumber, webhookId))) return note({ outcome: 'parked' })
    const id = known ?? (await shipmentWith(deps.store, trackingNumber))
    if (!id) throw new Fault(`the tracking number of the webhook ${webhookId} came and went`)
    const cause = causedBy(event, { kind: 'carrier', id: provider })
    await deps.change(id, (parcel) => observed(parcel, news, deps.clock.now().toISOString()), cause)
  }

async function shipmentWith(store: Store, trackingNumber: string): Promise<ShipmentId | undefined> {
  const item = await store.get(trackingKey(trackingNumber))
  return item && pointer.parse(item).shipmentId
}
