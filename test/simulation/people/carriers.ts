import { fulfillmentOrderHandedOver } from '#contexts/fulfillment/contract/events.ts'
import type { ShipmentStatus } from '#contexts/shipping/contract/events.ts'
import { addScan } from '#contexts/shipping/contract/operations.ts'
import type { ShipmentId } from '#shared/ids.ts'
import type { World } from '../world.ts'
import { causeOf, STAFF } from './acts.ts'

const PACE = 60_000

/** The way of a parcel, scan by scan. */
export type Way = readonly ShipmentStatus[]
export const TO_THE_DOOR: Way = ['in_transit', 'out_for_delivery', 'delivered']

/** Carriers scan what was handed over to them, on the way that each parcel takes. */
export function driveParcels(
  world: World,
  { pace = PACE, wayOf = () => TO_THE_DOOR }: { pace?: number; wayOf?: (shipmentId: ShipmentId) => Way } = {},
): void {
  const { agenda, bus } = world
  const go = (shipmentId: ShipmentId, way: Way) => {
    const [status, ...rest] = way
    if (!status) return
    agenda.add({
      after: pace,
      name: `a parcel is ${status}`,
      soon: true,
      run: async () => {
        await scan(world, shipmentId, status)
        go(shipmentId, rest)
      },
    })
  }
  bus.observe(fulfillmentOrderHandedOver, ({ parcels }) => {
    for (const { shipmentId } of parcels) if (shipmentId) go(shipmentId, wayOf(shipmentId))
  })
}

/** By the carrier that has it; what nobody scans for us, by people of ours. */
export async function scan(world: World, shipmentId: ShipmentId, status: ShipmentStatus): Promise<void> {
  const { carrier } = world.outside
  const theirs = carrier.labelOf(shipmentId)
  const signedBy = status === 'delivered' ? 'H. YAMADA' : undefined
  if (theirs) return carrier.scan(theirs.trackingNumber, status, signedBy)
  const seen = addScan.body.parse({ status, ...(signedBy ? { signedBy } : {}) })
  await world.shipping.addShipmentScan({ shipmentId, scan: seen }, causeOf(world, STAFF))
}

/** Brings all parcels that are on their way to their doors at once. */
export async function deliverAll(world: World): Promise<void> {
  for (const { request, scans } of world.outside.carrier.consigned())
    for (const status of TO_THE_DOOR) {
      if (scans.some((one) => one.status === status)) continue
      await scan(world, request.shipmentId, status)
      await world.agenda.pass(PACE)
    }
  await world.agenda.settle()
}

/** A label that was bought elsewhere, and is typed in. */
export const byHand = ({ ids }: Pick<World, 'ids'>) => ({
  ...{ carrier: 'ByHand', service: 'by hand' },
  trackingNumber: `HAND${ids.unique()}`,
})
