import * as z from 'zod/mini'
import type { CommitDeps } from '#shared/aggregate.ts'
import { type OrderId, type ShipmentId, shipmentId } from '#shared/ids.ts'
import { type Outcome, type Refusal, refuse, success } from '#shared/outcomes.ts'
import { ordersShipments, trackingKey } from '../adapters/keys.ts'
import { loadParcel, type StoredParcel } from '../adapters/parcel-repository.ts'
import type { ShipmentResource } from '../contract/operations.ts'
import { describe } from '../domain/announce.ts'
import type { Inspection } from '../domain/shipment.ts'

type Deps = Pick<CommitDeps, 'store' | 'personal'>

/** A shipment as the staff reads it. */
export function toResource(parcel: StoredParcel): ShipmentResource {
  const { shipment, signedBy } = parcel
  const inspection = shipment.inspection && withoutRequest(shipment.inspection)
  const { shipmentId: id, trackingNumber, problem: _, ...told } = describe(parcel)
  return {
    id,
    ...told,
    level: shipment.level,
    ...(trackingNumber ? { trackingNumber } : {}),
    ...(signedBy ? { proof: { signedBy } } : {}),
    ...(shipment.problem ? { problem: shipment.problem } : {}),
    ...(shipment.voided ? { voided: shipment.voided } : {}),
    ...(shipment.handedOverAt ? { handedOverAt: shipment.handedOverAt } : {}),
    ...(inspection ? { inspection } : {}),
    ...(shipment.postage ? { postage: shipment.postage } : {}),
    ...(shipment.labelUrl ? { carrierLabelUrl: shipment.labelUrl } : {}),
    version: shipment.version,
  }
}

const withoutRequest = ({ request: _, ...inspection }: Inspection): Omit<Inspection, 'request'> => inspection

export const noShipment = (id: ShipmentId): Refusal<'not_found'> =>
  refuse('not_found', `There is no shipment ${id}.`)

/** Reads one shipment. Refusal: `not_found`. */
export const makeReadShipment =
  (deps: Deps) =>
  async (id: ShipmentId): Promise<Outcome<ShipmentResource, 'not_found'>> => {
    const parcel = await loadParcel(deps, id)
    return parcel ? success(toResource(parcel)) : noShipment(id)
  }

export interface Wanted {
  readonly orderId?: OrderId | undefined
  readonly trackingNumber?: string | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}

const named = z.object({ shipmentId })

/** Lists an order's shipments, or finds the one with a tracking number. */
export const makeListShipments =
  (deps: Deps) =>
  async ({ orderId, trackingNumber = '', limit, cursor }: Wanted) => {
    const { items, nextCursor } = orderId
      ? await deps.store.query({
          index: 'gsi1',
          partition: ordersShipments(orderId),
          limit,
          ...(cursor ? { cursor } : {}),
        })
      : { items: [await deps.store.get(trackingKey(trackingNumber))], nextCursor: null }
    const ids = items.flatMap((item) => (item ? [named.parse(item).shipmentId] : []))
    const parcels = await Promise.all(ids.map((id) => loadParcel(deps, id)))
    return { items: parcels.flatMap((parcel) => (parcel ? [toResource(parcel)] : [])), nextCursor }
  }
