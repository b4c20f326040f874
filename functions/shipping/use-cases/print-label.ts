import type { CommitDeps } from '#shared/aggregate.ts'
import type { ShipmentId } from '#shared/ids.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import { loadParcel } from '../adapters/parcel-repository.ts'
import type { LABEL_FORMATS } from '../contract/operations.ts'
import { type Label, labelOf } from '../domain/label.ts'
import type { Shipment } from '../domain/shipment.ts'
import type { LabelRequestOf } from './label-request.ts'
import { noShipment } from './read-shipments.ts'

export type LabelFormat = (typeof LABEL_FORMATS)[number]

interface Deps extends Pick<CommitDeps, 'store' | 'personal'> {
  readonly labelRequestOf: LabelRequestOf
  readonly print: Readonly<Record<LabelFormat, (label: Label) => Promise<string | Uint8Array>>>
}

/**
 * Prints a shipment's label from what we know of it, so that it can be printed again at any time.
 * 1. Read the shipment; it must have a label that was not given back.
 * 2. Gather sender, recipient and parcel, and print them.
 * Refusals: `not_found`, `label_not_ready`.
 */
export const makePrintLabel =
  (deps: Deps) =>
  async (id: ShipmentId, format: LabelFormat): Promise<Outcome<string | Uint8Array>> => {
    const parcel = await loadParcel(deps, id)
    if (!parcel) return noShipment(id)
    const { trackingNumber } = parcel.shipment
    if (!trackingNumber || parcel.shipment.status === 'cancelled')
      return refuse('label_not_ready', whyNone(parcel.shipment))
    const label = labelOf(parcel.shipment, trackingNumber, await deps.labelRequestOf(parcel.shipment))
    return success(await deps.print[format](label))
  }

function whyNone({ problem, voided, status }: Shipment): string {
  if (status === 'cancelled') return 'The shipment is cancelled, its label was given back: do not use it.'
  if (voided)
    return `The label was voided at ${voided.at} (${voided.reason}). Buy another, and print that one.`
  return problem?.detail ?? 'The label is being bought: ask again in a moment.'
}
