import * as z from 'zod/mini'
import { parcel as packedParcel } from '#contexts/fulfillment/contract/events.ts'
import { type CommitDeps, commitChange, untilNoConflict } from '#shared/aggregate.ts'
import { type Cause, happened } from '#shared/events.ts'
import type { ShipmentId, Sku } from '#shared/ids.ts'
import { type FieldError, type Outcome, refuse, success } from '#shared/outcomes.ts'
import { contentKey, shipmentKey } from '../adapters/keys.ts'
import { indexed, loadParcel, type StoredParcel } from '../adapters/parcel-repository.ts'
import { shipmentInspected } from '../contract/events.ts'
import type { InspectionBody, ShipmentResource } from '../contract/operations.ts'
import type { Shipment } from '../domain/shipment.ts'
import { noShipment, toResource } from './read-shipments.ts'

export interface RecordInspection {
  readonly shipmentId: ShipmentId
  readonly body: InspectionBody
  readonly idempotencyKey: string
  readonly requestHash: string
}

type Inspected = Outcome<ShipmentResource>

/**
 * Records what became of goods that came back, once for each shipment. Primary course:
 * 1. Answer a repeat as it was answered.
 * 2. Look whether the parcel came back, or may have, and held what was inspected.
 * 3. Write it with `shipment.inspected`, by which inventory takes in what can be sold again.
 * Refusals: `not_found`, `idempotency_key_reused`, `conflict` (it did not come back, or was inspected),
 * `impossible` (more than it held).
 */
export const makeRecordInspection =
  (deps: CommitDeps) =>
  (command: RecordInspection, cause: Cause): Promise<Inspected> =>
    untilNoConflict(() => tryToRecord(deps, command, cause))

async function tryToRecord(
  deps: CommitDeps,
  { shipmentId, body, idempotencyKey, requestHash }: RecordInspection,
  cause: Cause,
): Promise<Inspected | { ok: false; code: 'version_conflict' }> {
  const before = await loadParcel(deps, shipmentId)
  if (!before) return noShipment(shipmentId)
  const { shipment } = before
  if (shipment.inspection) return repeated(before, { key: idempotencyKey, hash: requestHash })
  if (!CAME_BACK.includes(shipment.status))
    return refuse(
      'conflict',
      `The shipment is ${shipment.status}; goods are inspected of one that is ${CAME_BACK.join(', ')}.`,
    )
  const excess = excessOf(body, await contentOf(deps, shipmentId))
  if (excess.length > 0) return refuse('impossible', excess.map(({ detail }) => detail).join(' '), excess)

  const { orderId, fulfillmentOrderId, locationId } = shipment
  const at = deps.clock.now().toISOString()
  const inspection = { at, ...body, request: { key: idempotencyKey, hash: requestHash } }
  const after: Shipment = { ...shipment, inspection }
  const event = { shipmentId, orderId, fulfillmentOrderId, locationId, ...body }
  const committed = await commitChange(deps, {
    key: shipmentKey(shipmentId),
    subject: shipmentId,
    before: indexed(shipment),
    after: indexed(after),
    events: [happened(shipmentInspected, event)],
    cause,
  })
  if (!committed.ok) return { ok: false, code: 'version_conflict' }
  return success(toResource({ ...before, shipment: committed.state }))
}

/** Sent back as undeliverable, found again after it was lost, or sent back by its customer. */
const CAME_BACK: readonly Shipment['status'][] = ['returned_to_sender', 'lost', 'delivered']

function repeated(parcel: StoredParcel, given: { key: string; hash: string }): Inspected {
  const { at, request } = parcel.shipment.inspection ?? { at: '', request: given }
  if (request.key !== given.key)
    return refuse('conflict', `The shipment was inspected at ${at}: goods come back once.`)
  if (request.hash !== given.hash)
    return refuse(
      'idempotency_key_reused',
      'This Idempotency-Key came with another inspection. Each shipment is inspected once.',
    )
  return success(toResource(parcel))
}

const content = z.object({ parcel: packedParcel })

async function contentOf({ store }: CommitDeps, id: ShipmentId): Promise<ReadonlyMap<Sku, number>> {
  const { lines } = content.parse(await store.get(contentKey(id))).parcel
  return new Map(lines.map(({ sku, quantity }) => [sku, quantity]))
}

function excessOf({ lines }: InspectionBody, held: ReadonlyMap<Sku, number>): FieldError[] {
  const counted = new Map<Sku, number>()
  return lines.flatMap(({ sku, quantity }, index) => {
    const sum = (counted.get(sku) ?? 0) + quantity
    counted.set(sku, sum)
    const most = held.get(sku) ?? 0
    const detail = `The parcel held ${most} of ${sku}, ${sum} were inspected.`
    return sum > most ? [{ pointer: `/lines/${index}/quantity`, code: 'too_many', detail }] : []
  })
}
