import * as z from 'zod/mini'
import { type CommitDeps, commitChange, untilNoConflict } from '#shared/aggregate.ts'
import type { Cause } from '#shared/events.ts'
import { type FulfillmentOrderId, type OrderId, type ShipmentId, shipmentId } from '#shared/ids.ts'
import { Fault } from '#shared/outcomes.ts'
import { sealed } from '#shared/personal.ts'
import { type Item, queryAll, type Store, type Write } from '#shared/store/store.ts'
import { announcement } from '../domain/announce.ts'
import { holdsLabel, type Parcel, type ParcelChange, type Shipment, shipment } from '../domain/shipment.ts'
import { isOver, scanKey, type TrackedScan, trackedScan } from '../domain/tracking.ts'
import {
  AWAITING_NEWS,
  fulfillmentPk,
  ITS_PARCELS,
  ordersShipments,
  proofKey,
  SCANS,
  shipmentKey,
  shipmentPk,
  trackingKey,
} from './keys.ts'
import { labelsWrite, readRecipient } from './recipients.ts'

const header = z.object({ ...shipment.shape, version: z.int(), sequence: z.int() })
export type StoredParcel = Parcel & { readonly shipment: z.infer<typeof header> }

const scanItem = z.object({ scan: trackedScan })
const proofItem = z.object({ personal: sealed })
const proof = z.object({ signedBy: z.string() })

export const readHeader = (item: Item): StoredParcel['shipment'] => header.parse(item)

/**
 * A shipment with its scans and who signed for it; undefined where there is none. The header is read
 * first: whatever is written after that is told by its version.
 */
export async function loadParcel(
  deps: Pick<CommitDeps, 'store' | 'personal'>,
  id: ShipmentId,
): Promise<StoredParcel | undefined> {
  const item = await deps.store.get(shipmentKey(id))
  if (!item) return undefined
  const [scans, signed] = await Promise.all([readScans(deps.store, id), deps.store.get(proofKey(id))])
  const proven = signed && (await deps.personal.open(proofItem.parse(signed).personal, proof))
  return { shipment: readHeader(item), scans, signedBy: proven?.signedBy }
}

async function readScans(store: Store, id: ShipmentId): Promise<TrackedScan[]> {
  const items = await queryAll(store, { partition: shipmentPk(id), sort: { beginsWith: SCANS } })
  return items.map((item) => scanItem.parse(item).scan)
}

const named = z.object({ shipmentId })

/** The shipments of an order; one that was made a moment ago may be missing. */
export async function shipmentsOfOrder(
  deps: Pick<CommitDeps, 'store' | 'personal'>,
  id: OrderId,
): Promise<StoredParcel[]> {
  const items = await queryAll(deps.store, { index: 'gsi1', partition: ordersShipments(id) })
  const found = await Promise.all(items.map((item) => loadParcel(deps, named.parse(item).shipmentId)))
  return found.filter((parcel) => parcel !== undefined)
}

/** The shipments of a fulfillment order: one per parcel. */
export async function shipmentsOf(store: Store, id: FulfillmentOrderId): Promise<ShipmentId[]> {
  const items = await queryAll(store, { partition: fulfillmentPk(id), sort: { beginsWith: ITS_PARCELS } })
  return items.map((item) => named.parse(item).shipmentId)
}

/** A header with the keys it has in the indexes: only what news are waited for is in the second. */
export const indexed = <S extends Shipment>(it: S) => ({
  ...it,
  gsi1pk: ordersShipments(it.orderId),
  gsi1sk: it.shipmentId,
  ...(it.trackingNumber && !isOver(it.status) ? { gsi2pk: AWAITING_NEWS, gsi2sk: it.lookedAt } : {}),
})

export type ChangeParcel = (
  id: ShipmentId,
  decide: (parcel: Parcel) => ParcelChange,
  cause: Cause,
) => Promise<StoredParcel>

/**
 * Changes a shipment as the domain decides, anew where others changed it in between. What was decided for
 * a recipient that is another now is not made: the shipment is answered as it was. Throws a Fault where
 * there is no such shipment.
 */
export const makeChangeParcel =
  (deps: CommitDeps): ChangeParcel =>
  async (id, decide, cause) => {
    const done = await untilNoConflict(async () => {
      const before = await loadParcel(deps, id)
      if (!before) throw new Fault(`there is no shipment ${id}`)
      const change = decide(before)
      if (change.shipment === before.shipment) return { ok: true, parcel: before }
      const recipientWrites = await writesOfRecipient(deps, before, change)
      if (!recipientWrites) return { ok: true, parcel: before }
      return commit(deps, before, change, { cause, writes: recipientWrites })
    })
    return done.parcel
  }

/** A commit takes 100 writes at most: the older ones of very many scans are written ahead of it. */
const SCANS_AT_ONCE = 80

async function commit(
  deps: CommitDeps,
  before: StoredParcel,
  change: ParcelChange,
  { cause, writes }: { cause: Cause; writes: readonly Write[] },
) {
  const id = change.shipment.shipmentId
  const known = new Set(before.scans.map(scanKey))
  const fresh = change.scans.filter((scan) => !known.has(scanKey(scan))).map((scan) => scanWrite(id, scan))
  for (let first = 0; first < fresh.length - SCANS_AT_ONCE; first += SCANS_AT_ONCE)
    await deps.store.commit(fresh.slice(first, Math.min(first + SCANS_AT_ONCE, fresh.length - SCANS_AT_ONCE)))
  const committed = await commitChange(deps, {
    key: shipmentKey(id),
    subject: id,
    before: indexed(before.shipment),
    after: indexed(change.shipment),
    events: change.announce.map((definition) => announcement(definition, change)),
    cause,
    writes: [
      ...writes,
      ...fresh.slice(-SCANS_AT_ONCE),
      ...(await proofWrites(deps, before, change)),
      ...trackingWrites(before, change),
    ],
  })
  return committed.ok
    ? { ok: true as const, parcel: { ...change, shipment: committed.state } }
    : { ok: false as const, code: 'version_conflict' as const }
}

/**
 * Counts with its order's recipient that a label is made, or is not any more; undefined where it was
 * decided for another recipient.
 */
async function writesOfRecipient(
  deps: CommitDeps,
  { shipment: before }: Parcel,
  { shipment: after, under }: ParcelChange,
): Promise<Write[] | undefined> {
  const change = Number(holdsLabel(after)) - Number(holdsLabel(before))
  if (change === 0 && under === undefined) return []
  const found = await readRecipient(deps, after.orderId)
  if (under !== undefined && under !== found.version) return undefined
  return [labelsWrite(after.orderId, found, change > 0 ? 1 : change < 0 ? -1 : 0)]
}

const scanWrite = (id: ShipmentId, scan: TrackedScan): Write => ({
  put: { pk: shipmentPk(id), sk: `${SCANS}${scan.at}#${scanKey(scan)}`, entity: 'scan', scan },
})

const proofWrites = async (
  deps: CommitDeps,
  before: Parcel,
  { shipment, signedBy }: Parcel,
): Promise<Write[]> =>
  signedBy === undefined || signedBy === before.signedBy
    ? []
    : [
        {
          put: {
            ...proofKey(shipment.shipmentId),
            entity: 'proof',
            personal: await deps.personal.seal(shipment.orderId, { signedBy }),
          },
        },
      ]

/** A tracking number leads to the shipment that got it last, as carriers use numbers again; that of a voided label nowhere. */
const trackingWrites = (
  { shipment: before }: Parcel,
  { shipment: { shipmentId, trackingNumber, carrier } }: Parcel,
): Write[] => {
  if (trackingNumber === before.trackingNumber) return []
  return [
    ...(before.trackingNumber ? [{ delete: trackingKey(before.trackingNumber) }] : []),
    ...(trackingNumber
      ? [{ put: { ...trackingKey(trackingNumber), entity: 'tracking-number', shipmentId, carrier } }]
      : []),
  ]
}
