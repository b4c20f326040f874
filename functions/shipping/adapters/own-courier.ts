import { shipmentId } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import type { Carrier, Consignment } from '../domain/carrier.ts'
import { ownTrackingNumber } from '../domain/own-courier-number.ts'
import { OWN_COURIER } from '../domain/rate-tables.ts'

/**
 * Our own courier takes every parcel, asks nobody, and is paid by the day. Its label follows from the
 * shipment, so that buying it twice gives the same one. Its people scan by `POST /v1/shipments/{id}/scans`.
 */
export const ownCourier: Carrier = {
  open: async (request) => ({ outcome: 'opened', consignment: consignmentOf(request.shipmentId) }),
  find: async (reference) => consignmentOf(reference),
  buy: async (reference) => ({
    outcome: 'bought',
    label: {
      ...OWN_COURIER,
      trackingNumber: ownTrackingNumber(shipmentId.parse(reference)),
      postage: NOTHING,
      news: { scans: [] },
    },
  }),
  void: async () => 'voided',
  track: async () => undefined,
}

const NOTHING = { amount: 0, currency: currency.parse('USD') }

const consignmentOf = (reference: string): Consignment => ({
  reference,
  offers: [{ id: reference, ...OWN_COURIER, price: NOTHING }],
})
