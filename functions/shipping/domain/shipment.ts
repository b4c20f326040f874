import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { days } from '#shared/clock.ts'
import { date, time } from '#shared/http/schemas.ts'
import { fulfillmentOrderId, locationId, orderId, type ShipmentId, shipmentId } from '#shared/ids.ts'
import { money } from '#shared/money.ts'
import {
  inspectedLine,
  type SHIPMENT_EVENTS,
  shipmentLabelCreated,
  shipmentLabelVoided,
  shipmentPromiseChanged,
  shipmentStatus,
  shipmentStatusChanged,
} from '../contract/events.ts'
import type { BoughtLabel, News } from './carrier.ts'
import {
  deliveredAt,
  inOrder,
  isOver,
  isWithCarrier,
  scanKey,
  statusOf,
  type TrackedScan,
} from './tracking.ts'

/** Why there is no label; `detail` is for the people who will see to it. */
const problem = z.strictObject({ at: time, code: z.string(), detail: z.string() })

/** What came back, and what became of it; `request` tells a repeat from another inspection. */
export const inspection = z.strictObject({
  at: time,
  reason: z.string(),
  lines: z.array(inspectedLine),
  request: z.strictObject({ key: z.string(), hash: z.string() }),
})

export type Inspection = z.infer<typeof inspection>

/** One parcel on its way: statuses and references. Its scans, content and proof are items of their own. */
export const shipment = z.object({
  shipmentId,
  orderId,
  fulfillmentOrderId,
  parcelId: z.string(),
  locationId,
  level: z.string(),
  /** As ordered; as bought once there is a label. */
  carrier: z.string(),
  service: z.string(),
  status: shipmentStatus,
  /** The last day the customer was promised. */
  promisedBy: date,
  /** The carrier's id for the parcel, kept before the label is bought. */
  carrierReference: z.optional(z.string()),
  trackingNumber: z.optional(z.string()),
  trackerId: z.optional(z.string()),
  labelUrl: z.optional(z.string()),
  postage: z.optional(money),
  /** The carrier's own date of delivery. */
  expectedOn: z.optional(date),
  deliveredAt: z.optional(time),
  problem: z.optional(problem),
  /** The version of the recipient that the carrier declined. */
  declinedUnder: z.optional(z.int()),
  /** Staff gave the label back: another is bought when they ask for it. */
  voided: z.optional(z.strictObject({ at: time, reason: z.string() })),
  /** Staff are giving the label back: the warehouse was asked to take it off the parcel. */
  withdrawn: z.optional(z.boolean()),
  /** Since then the carrier has the parcel, as far as the warehouse knows. */
  handedOverAt: z.optional(time),
  inspection: z.optional(inspection),
  /** Somebody wants the label back: none is bought any more. */
  cancelRequested: z.optional(z.boolean()),
  /** The last time there was news, or somebody asked for them. */
  lookedAt: time,
})
export type Shipment = z.infer<typeof shipment>

export interface Parcel {
  readonly shipment: Shipment
  readonly scans: readonly TrackedScan[]
  readonly signedBy?: string | undefined
}

/** What a decision makes of a parcel, and which of the shipment's events say so. */
export interface ParcelChange extends Parcel {
  readonly announce: readonly ShipmentEvent[]
  /** The version of the recipient it was decided for: it is not made once the parcels go elsewhere. */
  readonly under?: number | undefined
}

export type ShipmentEvent = (typeof SHIPMENT_EVENTS)[number]

/** The shipment of a parcel has the same id whoever makes it: 104 bits of a hash, in hexadecimal. */
export const shipmentIdOf = (fulfillmentOrder: string, parcelId: string): ShipmentId => {
  const hash = createHash('sha256').update(`${fulfillmentOrder}/${parcelId}`).digest('hex')
  return shipmentId.parse(`shp_${hash.slice(0, 26)}`)
}

/** A label is bought, or being bought: for the recipient as it is, who cannot be changed meanwhile. */
export const holdsLabel = ({ carrierReference, trackingNumber, status }: Shipment): boolean =>
  (carrierReference !== undefined || trackingNumber !== undefined) && status !== 'cancelled'

/** The carrier knows of the parcel, and who it is for: the label is about to be bought. */
export const opened = (parcel: Parcel, carrierReference: string, under: number): ParcelChange =>
  parcel.shipment.carrierReference || parcel.shipment.trackingNumber
    ? unchanged(parcel)
    : { ...changed(parcel, { carrierReference }), under }

/** A label was bought: the parcel has a tracking number, and with it a first status. */
export function labeled(parcel: Parcel, label: BoughtLabel, now: string): ParcelChange {
  if (parcel.shipment.trackingNumber || parcel.shipment.status === 'cancelled') return unchanged(parcel)
  const { carrier, service, trackingNumber, trackerId, url, postage, news } = label
  const own = { carrier, service, trackingNumber, trackerId, labelUrl: url, postage, ...UNTROUBLED }
  const bought = changed(parcel, { ...own, status: 'pre_transit', lookedAt: now })
  const told = observed(bought, news, now)
  const later = told.announce.filter((definition) => definition === shipmentPromiseChanged)
  return { ...told, announce: [shipmentLabelCreated, ...later] }
}

/** No label can be bought: people must see it. */
export function declined(parcel: Parcel, code: string, under: number, now: string): ParcelChange {
  const { trackingNumber, cancelRequested, problem } = parcel.shipment
  if (trackingNumber || cancelRequested || problem?.code === code) return unchanged(parcel)
  const detail = `No label could be bought: ${code}. Correct the address or the parcel, or ship it another way.`
  const by = { problem: { at: now, code, detail }, declinedUnder: under, carrierReference: undefined }
  return { ...changed(parcel, { status: 'exception', ...by }, [shipmentStatusChanged]), under }
}

/** What a declined or voided parcel is without its trouble: a label may be bought again. */
const UNTROUBLED = { problem: undefined, declinedUnder: undefined, voided: undefined } as const

/** A label is wanted again after the carrier declined the parcel, or after it was voided. */
export const wantedAgain = (parcel: Parcel): ParcelChange =>
  parcel.shipment.problem || parcel.shipment.voided
    ? changed(parcel, { ...UNTROUBLED, status: 'unknown' })
    : unchanged(parcel)

/** Staff are about to give the label back, unless the carrier has the parcel or it has another. */
export const labelWithdrawn = (parcel: Parcel, trackingNumber: string): ParcelChange =>
  parcel.shipment.withdrawn ||
  parcel.shipment.trackingNumber !== trackingNumber ||
  isWithCarrier(parcel.shipment.status)
    ? unchanged(parcel)
    : changed(parcel, { withdrawn: true })

/** Staff gave the label back before the carrier had the parcel: it has none now. */
export function labelVoided(
  parcel: Parcel,
  trackingNumber: string,
  reason: string,
  now: string,
): ParcelChange {
  if (parcel.shipment.trackingNumber !== trackingNumber) return unchanged(parcel)
  const label = { trackingNumber: undefined, trackerId: undefined, labelUrl: undefined, postage: undefined }
  const rest = { carrierReference: undefined, expectedOn: undefined, withdrawn: undefined }
  return changed(parcel, { ...label, ...rest, voided: { at: now, reason }, status: 'unknown' }, [
    shipmentLabelVoided,
  ])
}

/** A label that was to be given back stays, as the carrier has scanned the parcel: the warehouse hears of it anew. */
export const labelKept = (parcel: Parcel, trackingNumber: string): ParcelChange =>
  parcel.shipment.withdrawn && parcel.shipment.trackingNumber === trackingNumber
    ? changed(parcel, { withdrawn: undefined }, [shipmentLabelCreated])
    : unchanged(parcel)

/** The warehouse has given the parcel to its carrier. */
export const handedOver = (parcel: Parcel, at: string): ParcelChange =>
  parcel.shipment.handedOverAt ? unchanged(parcel) : changed(parcel, { handedOverAt: at })

/** What a carrier, a courier or an operator tells of a parcel; all that is known already changes nothing. */
export function observed(parcel: Parcel, news: News, now: string): ParcelChange {
  const known = new Set(parcel.scans.map(scanKey))
  const scans = inOrder([...parcel.scans, ...news.scans.filter((scan) => !known.has(scanKey(scan)))])
  const signedBy = news.signedBy ?? parcel.signedBy
  const expectedOn = news.expectedOn ?? parcel.shipment.expectedOn
  const hasNews = scans.length > known.size || signedBy !== parcel.signedBy
  if (!hasNews && expectedOn === parcel.shipment.expectedOn) return unchanged(parcel)
  const { cancelRequested, withdrawn, status: before } = parcel.shipment
  const status = cancelRequested && before === 'cancelled' ? before : statusOf(scans, 'pre_transit')
  const isLate =
    expectedOn !== undefined && expectedOn > (parcel.shipment.expectedOn ?? parcel.shipment.promisedBy)
  // Whoever was giving its label back has died, or comes too late: the warehouse hears of the label anew.
  const isKept = withdrawn && isWithCarrier(status)
  return {
    shipment: {
      ...{ ...parcel.shipment, status, expectedOn, deliveredAt: deliveredAt(scans), lookedAt: now },
      withdrawn: isKept ? undefined : withdrawn,
    },
    scans,
    signedBy,
    announce: [
      ...(isKept ? [shipmentLabelCreated] : []),
      ...(hasNews ? [shipmentStatusChanged] : []),
      ...(isLate && !isOver(status) ? [shipmentPromiseChanged] : []),
    ],
  }
}

/** Somebody asked for news, and there were none. */
export const lookedAt = (parcel: Parcel, now: string): ParcelChange => changed(parcel, { lookedAt: now })

/** A parcel that is on its way and was not scanned for so many days is lost, until a scan finds it again. */
export function lostIfSilent(parcel: Parcel, silentDays: number, now: Date): ParcelChange {
  const { status, carrier } = parcel.shipment
  const last = parcel.scans.at(-1)
  const isSilent = last && now.getTime() - Date.parse(last.at) > days(silentDays)
  if (!isSilent || isOver(status) || !isWithCarrier(status)) return unchanged(parcel)
  const description = `No scan for ${silentDays} days`
  const scan = { at: now.toISOString(), status: 'lost' as const, description, carrier, code: 'silent' }
  return observed(parcel, { scans: [scan] }, now.toISOString())
}

/** Its label was typed in: nobody tells us where it is but people. */
const isByHand = ({ trackingNumber, trackerId, postage }: Shipment): boolean =>
  trackingNumber !== undefined && trackerId === undefined && postage === undefined

const ON_ITS_WAY: readonly Shipment['status'][] = ['pre_transit', 'in_transit', 'out_for_delivery']

/** A parcel by hand that nobody has scanned to its end counts as delivered so many days after its hand-over. */
export function deliveredByPolicy(parcel: Parcel, afterDays: number, now: Date): ParcelChange {
  const { handedOverAt, carrier, status } = parcel.shipment
  const isDue = handedOverAt !== undefined && now.getTime() - Date.parse(handedOverAt) > days(afterDays)
  if (!isDue || !isByHand(parcel.shipment) || !ON_ITS_WAY.includes(status)) return unchanged(parcel)
  const description = `Counts as delivered, ${afterDays} days after it was handed over`
  const scan = { at: now.toISOString(), status: 'delivered' as const, description, carrier, code: 'policy' }
  return observed(parcel, { scans: [scan] }, now.toISOString())
}

/** What it means that nobody tells of a parcel: one by hand has arrived, another is lost. */
export function withoutNews(parcel: Parcel, after: Patience, now: Date): ParcelChange {
  const arrived = deliveredByPolicy(parcel, after.deliveredAfterDays, now)
  return arrived.announce.length > 0 ? arrived : lostIfSilent(parcel, after.lostAfterDays, now)
}

/** How long news are waited for. */
export interface Patience {
  /** Days without a scan after which a parcel on its way is lost. */
  readonly lostAfterDays: number
  /** Days since its hand-over after which a parcel by hand counts as delivered. */
  readonly deliveredAfterDays: number
}

/** The label is wanted back, unless the carrier has the parcel. */
export const cancelRequested = (parcel: Parcel): ParcelChange =>
  parcel.shipment.cancelRequested || isWithCarrier(withoutProblem(parcel.shipment))
    ? unchanged(parcel)
    : changed(parcel, { cancelRequested: true })

/** The label is given back, or was never bought. */
export const cancelled = (parcel: Parcel): ParcelChange =>
  parcel.shipment.status === 'cancelled'
    ? unchanged(parcel)
    : changed(parcel, { status: 'cancelled' }, [shipmentStatusChanged])

/** The carrier has scanned the parcel: its label stays. */
export const notCancellable = (parcel: Parcel): ParcelChange =>
  changed(parcel, { cancelRequested: undefined })

const withoutProblem = ({ status, trackingNumber }: Shipment): Shipment['status'] =>
  trackingNumber ? status : 'unknown'

/** Nothing happens: to read a parcel as it is. */
export const unchanged = (parcel: Parcel): ParcelChange => ({ ...parcel, announce: [] })

const changed = (
  parcel: Parcel,
  by: Partial<Shipment>,
  announce: ParcelChange['announce'] = [],
): ParcelChange => ({ ...parcel, shipment: { ...parcel.shipment, ...by }, announce })
