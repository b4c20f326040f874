import type { shipmentInspected } from '#contexts/shipping/contract/events.ts'
import { SYSTEM } from '#shared/actor.ts'
import { type CommitDeps, commitChange } from '#shared/aggregate.ts'
import { causedBy, type EventOf, happened } from '#shared/events.ts'
import { inspectionKey } from '../adapters/inspection-items.ts'
import { levelWrite, movementWrite } from '../adapters/stock-items.ts'
import { stockChanged } from '../contract/events.ts'
import { byPlace, type Movement } from '../domain/level.ts'
import { chunksOf, summed } from '../domain/reservation.ts'

type Inspected = EventOf<typeof shipmentInspected>

/**
 * Goods that came back and can be sold again are on hand at the location that had sent them, once for each
 * shipment. Primary course:
 * 1. Take what is to be restocked; what is damaged stays gone.
 * 2. Add it, chunk by chunk, each with its ledger entries, its mark and `stock.changed`; one that is marked
 *    already is passed over.
 */
export const makeTakeBack =
  (deps: CommitDeps) =>
  async (event: Inspected): Promise<void> => {
    const { shipmentId, orderId } = event.data
    const at = deps.clock.now().toISOString()
    for (const [number, chunk] of chunksOf(restocked(event.data)).entries()) {
      const movements = chunk.map(
        ({ quantity, ...place }): Movement => ({ ...place, onHand: quantity, reserved: 0 }),
      )
      await commitChange(deps, {
        key: inspectionKey(shipmentId, number),
        subject: shipmentId,
        before: undefined,
        after: { shipmentId, movements },
        events: [happened(stockChanged, { movements, reason: 'inspection', orderId })],
        cause: causedBy(event, SYSTEM),
        writes: movements.flatMap((movement) => [
          levelWrite(movement),
          movementWrite(movement, `inspection:${shipmentId}`, at),
        ]),
      })
    }
  }

const restocked = ({ locationId, lines }: Inspected['data']) =>
  summed(
    lines
      .filter(({ disposition }) => disposition === 'restock')
      .map(({ sku, quantity }) => ({ sku, locationId, quantity })),
  ).sort(byPlace)
