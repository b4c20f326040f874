import { createHmac } from 'node:crypto'
import type { BoughtLabel, Carrier, LabelRequest, News, Offer } from '#contexts/shipping/domain/carrier.ts'
import { RATE_TABLES } from '#contexts/shipping/domain/rate-tables.ts'
import type { TrackedScan } from '#contexts/shipping/domain/tracking.ts'
import type { Clock } from '#shared/clock.ts'
import type { ShipmentId } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import { Fault } from '#shared/outcomes.ts'
import type { Webhook } from './gateway.ts'

export const EASYPOST_SECRET = 'the secret of the simulated carrier'

/** A parcel as the carrier has it. */
export interface Consigned {
  readonly reference: string
  readonly request: LabelRequest
  label?: BoughtLabel
  voided: boolean
  readonly scans: TrackedScan[]
  signedBy?: string
  /** `YYYY-MM-DD`. */
  expectedOn?: string
}

export type CarrierHouse = ReturnType<typeof makeCarrierHouse>

const USD = currency.parse('USD')

/** What every carrier of the rate tables offers, at a price that nothing depends on. */
const OFFERS = [
  ...new Map(
    RATE_TABLES.flatMap(({ services }) => services).map(({ carrier, service }) => [
      `${carrier} ${service}`,
      { carrier, service },
    ]),
  ).values(),
]

/** As EasyPost calls our statuses. */
const theirWord = (status: TrackedScan['status']): string =>
  ({ returned_to_sender: 'return_to_sender', delivery_attempted: 'failure' })[String(status)] ?? status

/** All carriers behind one door, as EasyPost is: it sells labels, scans parcels, and tells of them by webhooks. */
export function makeCarrierHouse(clock: Clock, tell: (webhook: Webhook) => void) {
  const consigned = new Map<string, Consigned>()
  const byTracking = new Map<string, Consigned>()
  const byShipment = new Map<ShipmentId, Consigned[]>()
  let events = 0
  let declines: string | undefined

  const known = (reference: string): Consigned => {
    const found = consigned.get(reference)
    if (!found) throw new Fault(`the carrier knows no consignment ${reference}`)
    return found
  }
  const offersOf = (reference: string): Offer[] =>
    OFFERS.map(({ carrier, service }) => ({
      id: `${reference}-${carrier}-${service}`,
      carrier,
      service,
      price: { amount: 700, currency: USD },
    }))
  const consignmentOf = ({ reference, label }: Consigned) => ({
    reference,
    offers: offersOf(reference),
    label,
  })
  const newsOf = ({ scans, signedBy, expectedOn }: Consigned): News => ({
    scans: [...scans],
    signedBy,
    expectedOn,
  })

  const carrier: Carrier = {
    async open(request) {
      if (declines) return { outcome: 'declined', code: declines }
      const reference = `shp_easypost_${consigned.size + 1}`
      const made: Consigned = { reference, request, voided: false, scans: [] }
      consigned.set(reference, made)
      byShipment.set(request.shipmentId, [...(byShipment.get(request.shipmentId) ?? []), made])
      return { outcome: 'opened', consignment: consignmentOf(made) }
    },
    find: async (reference) => consignmentOf(known(reference)),
    async buy(reference, offer) {
      const parcel = known(reference)
      const trackingNumber = `TRACK${reference.slice('shp_easypost_'.length).padStart(8, '0')}`
      parcel.label ??= {
        carrier: offer.carrier,
        service: offer.service,
        trackingNumber,
        trackerId: `trk_${reference}`,
        postage: offer.price,
        news: newsOf(parcel),
      }
      byTracking.set(trackingNumber, parcel)
      return { outcome: 'bought', label: parcel.label }
    },
    async void(reference) {
      const parcel = known(reference)
      if (!parcel.label) return 'nothing_bought'
      if (parcel.scans.length > 0) return 'too_late'
      parcel.voided = true
      return 'voided'
    },
    async track(trackerId) {
      const parcel = consigned.get(trackerId.slice('trk_'.length))
      return parcel && newsOf(parcel)
    },
  }

  function tellOf({ label, scans, signedBy, expectedOn }: Consigned): void {
    events += 1
    const last = scans.at(-1)
    const result = {
      object: 'Tracker',
      id: label?.trackerId,
      tracking_code: label?.trackingNumber,
      status: last && theirWord(last.status),
      updated_at: last?.at,
      signed_by: signedBy,
      ...(expectedOn ? { est_delivery_date: expectedOn } : {}),
      carrier: label?.carrier,
      tracking_details: scans.map(({ status, at, description, code }) => ({
        status: theirWord(status),
        datetime: at,
        description,
        carrier_code: code,
      })),
    }
    const raw = Buffer.from(
      JSON.stringify({ id: `evt_easypost_${events}`, description: 'tracker.updated', result }),
    )
    const digest = createHmac('sha256', EASYPOST_SECRET).update(raw).digest('hex')
    tell({ provider: 'easypost', raw, sign: () => ({ 'x-hmac-signature': `hmac-sha256-hex=${digest}` }) })
  }

  return {
    carrier,
    consigned: () => [...consigned.values()],

    /** The label that is in force for a parcel of ours. */
    labelOf: (id: ShipmentId): BoughtLabel | undefined =>
      byShipment.get(id)?.findLast(({ label, voided }) => label && !voided)?.label,

    /** A parcel is scanned now, and whoever asked to be told is told of all its scans. */
    scan(trackingNumber: string, status: TrackedScan['status'], signedBy?: string): void {
      const parcel = byTracking.get(trackingNumber)
      if (!parcel) throw new Fault(`the carrier has no parcel ${trackingNumber}`)
      parcel.scans.push({
        at: clock.now().toISOString(),
        status,
        description: `The parcel is ${status}`,
        carrier: parcel.label?.carrier ?? '',
        code: status,
      })
      if (signedBy) parcel.signedBy = signedBy
      tellOf(parcel)
    },

    /** The carrier expects to deliver a parcel on another day, `YYYY-MM-DD`. */
    expect(trackingNumber: string, day: string): void {
      const parcel = byTracking.get(trackingNumber)
      if (!parcel) throw new Fault(`the carrier has no parcel ${trackingNumber}`)
      parcel.expectedOn = day
      tellOf(parcel)
    },

    /** The carrier takes no parcel as long as it has such a code to decline it with. */
    decline(code: string | undefined): void {
      declines = code
    },
  }
}
