import type { orderAddressCorrected } from '#contexts/orders/contract/events.ts'
import { SYSTEM } from '#shared/actor.ts'
import type { CommitDeps } from '#shared/aggregate.ts'
import { each } from '#shared/each.ts'
import { causedBy, type EventOf } from '#shared/events.ts'
import { type ChangeParcel, shipmentsOfOrder } from '../adapters/parcel-repository.ts'
import { readRecipient } from '../adapters/recipients.ts'
import { type Shipment, wantedAgain } from '../domain/shipment.ts'
import type { BuyLabel } from './buy-label.ts'

type Corrected = Pick<EventOf<typeof orderAddressCorrected>, 'id' | 'correlationId' | 'data'>

/**
 * An order's address was corrected, as `change-recipient` had allowed.
 * 1. Find its shipments that the carrier declined for an older address, or whose label is wanted again: an earlier
 *    try may have ended before it was bought.
 * 2. Buy their labels again, for the new one.
 */
export const makeRetryDeclined =
  (deps: CommitDeps & { readonly change: ChangeParcel; readonly buyLabel: BuyLabel }) =>
  async (event: Corrected): Promise<void> => {
    const { orderId } = event.data
    const cause = causedBy(event, SYSTEM)
    const { version } = await readRecipient(deps, orderId)
    const shipments = await shipmentsOfOrder(deps, orderId)
    const wanting = shipments.filter(({ shipment }) => lacksLabel(shipment, version))
    await each(wanting, 'labels', async ({ shipment: { shipmentId } }) => {
      await deps.change(shipmentId, wantedAgain, cause)
      await deps.buyLabel(shipmentId, cause)
    })
  }

/** It has none, and waits for no person: what was declined was so for an older address. */
const lacksLabel = (shipment: Shipment, version: number): boolean => {
  const { trackingNumber, voided, problem, status, declinedUnder = 0 } = shipment
  return !trackingNumber && !voided && status !== 'cancelled' && (!problem || declinedUnder < version)
}
