import { loadParcel } from '#contexts/shipping/adapters/parcel-repository.ts'
import { violations } from '#contexts/shipping/domain/invariants.ts'
import { shipmentId } from '#shared/ids.ts'
import { reading } from '../snapshot.ts'
import { walkAggregates } from '../subjects.ts'

export const walkShipments = walkAggregates({
  ...{ context: 'shipping', kind: 'shipment', prefix: 'SHIPMENT#' },
  look: async (world, { store }, id) => {
    const parcel = await loadParcel(reading(store, world), shipmentId.parse(id))
    return parcel ? violations(parcel) : []
  },
})
