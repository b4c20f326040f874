import type * as z from 'zod/mini'
import { happened, type NewEvent } from '#shared/events.ts'
import type { Scan, shipmentLabelCreated } from '../contract/events.ts'
import type { Parcel, ShipmentEvent } from './shipment.ts'
import { shown } from './tracking.ts'

/** A shipment as others hear of it: the whole of it as it is now; personal is who has signed, once somebody has. */
export const announcement = (definition: ShipmentEvent, parcel: Parcel): NewEvent => {
  const { signedBy, shipment } = parcel
  const proof = signedBy === undefined ? undefined : { subjectId: shipment.orderId, value: { signedBy } }
  return happened(definition, describe(parcel), proof)
}

export function describe({ shipment, scans }: Parcel): z.infer<typeof shipmentLabelCreated.data> {
  const { shipmentId, orderId, fulfillmentOrderId, parcelId, carrier, service, status } = shipment
  const { trackingNumber = '', expectedOn, deliveredAt, problem } = shipment
  return {
    shipmentId,
    orderId,
    fulfillmentOrderId,
    parcelId,
    carrier,
    service,
    trackingNumber,
    status,
    ...(expectedOn ? { promise: { earliest: expectedOn, latest: expectedOn } } : {}),
    scans: problem ? [asScan(problem)] : shown(scans),
    ...(deliveredAt ? { deliveredAt } : {}),
    ...(problem ? { problem: { code: problem.code, about: concernOf(problem.code) } } : {}),
  }
}

/** So that who follows the scans sees why nothing moves. */
const asScan = ({ at, detail }: { at: string; detail: string }): Scan => ({
  at,
  status: 'exception',
  description: detail,
})

/**
 * What a carrier's refusal is about. EasyPost's codes name what they concern; where nobody offers a service
 * of the level, it is the address that nobody reaches: https://docs.easypost.com/docs/errors
 */
const concernOf = (code: string): 'address' | 'parcel' =>
  code.startsWith('ADDRESS') || code === NO_SERVICE ? 'address' : 'parcel'

/** The code of a parcel for which no carrier offers a service of its level. */
export const NO_SERVICE = 'no_service_of_this_level'
