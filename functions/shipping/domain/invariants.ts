import { rulesOf, violationsOf } from '#shared/invariants.ts'
import type { Parcel } from './shipment.ts'
import { deliveredAt, scanKey, statusOf } from './tracking.ts'

/** What is wrong with a shipment and its scans; nothing, always. */
export const violations = violationsOf<Parcel>(
  rulesOf(inWords, {
    'the status is what the scans say': (parcel) =>
      !isFollowed(parcel) || parcel.shipment.status === statusOf(parcel.scans, 'pre_transit'),
    'the time of delivery is what the scans say': (parcel) =>
      !isFollowed(parcel) || parcel.shipment.deliveredAt === deliveredAt(parcel.scans),
    'a scan is kept once': ({ scans }) => new Set(scans.map(scanKey)).size === scans.length,
    'a parcel without a label has nothing that a label brings': ({ shipment }) =>
      shipment.trackingNumber !== undefined ||
      (shipment.trackerId === undefined && shipment.labelUrl === undefined && shipment.postage === undefined),
    'a parcel that was declined or whose label was given back has no label': ({ shipment }) =>
      shipment.trackingNumber === undefined ||
      (shipment.problem === undefined && shipment.voided === undefined),
  }),
)

/** Its carrier tells where it is: it has a label, which was not given back. */
const isFollowed = ({ shipment: { trackingNumber, status } }: Parcel): boolean =>
  trackingNumber !== undefined && status !== 'cancelled'

function inWords({ shipment, scans }: Parcel): string {
  const { shipmentId, status, trackingNumber } = shipment
  const told = scans.map((scan) => scan.status).join(', ')
  return `${shipmentId} is ${status}, ${trackingNumber ? 'labeled' : 'without a label'}, its scans are ${told || 'none'}`
}
