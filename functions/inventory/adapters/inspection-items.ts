import type { ShipmentId } from '#shared/ids.ts'
import type { Key } from '#shared/store/store.ts'

/** What came back with a shipment, in one of the commits that it took. */
export const inspectionKey = (id: ShipmentId, number: number): Key => ({
  pk: `INSPECTION#${id}#${number}`,
  sk: 'HEADER',
})
