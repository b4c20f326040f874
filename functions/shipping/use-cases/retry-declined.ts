import type { orderAddressCorrected } from '#contexts/orders/contract/events.ts'
import { SYSTEM } from '#shared/actor.ts'
import type { CommitDeps } from '#shared/aggregate.ts'
import { causedBy, type EventOf } from '#shared/events.ts'
import { type ChangeParcel, shipmentsOfOrder } from '../adapters/parcel-repository.ts'
import { readRecipient } from '../adapters/recipients.ts'
import { wantedAgain } from '../domain/shipment.ts'
import type { BuyLabel } from './buy-label.ts'
import { each } from './each.ts'

type Corrected = Pick<EventOf<typeof orderAddressCorrected>, 'id' | 'correlationId' | 'data'>

/**
 * An order's address was corrected, as `change-recipient` had allowed.
 * 1. Find its shipments that the carrier declined for an older address.
 * 2. Buy their labels again, for the new one.
 */
export const makeRetryDeclined =
  (deps: CommitDeps & { readonly change: ChangeParcel; readonly buyLabel: BuyLabel }) =>
  async (event: Corrected): Promise<void> => {
    const { orderId } = event.data
    const cause = causedBy(event, SYSTEM)
    const { version } = await readRecipient(deps, orderId)
    const shipments = await shipmentsOfOrder(deps, orderId)
    const declined = shipments.filter(
      ({ shipment: { problem, status, declinedUnder = 0 } }) =>
        problem && status !== 'cancelled' && declinedUnder < version,
    )
    await each(declined, 'labels', async ({ shipment: { shipmentId } }) => {
      await deps.change(shipmentId, wantedAgain, cause)
      await deps.buyLabel(shipmentId, cause)
    })
  }
