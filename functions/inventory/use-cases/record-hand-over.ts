import type { fulfillmentOrderHandedOver } from '#contexts/fulfillment/contract/events.ts'
import { SYSTEM } from '#shared/actor.ts'
import { causedBy, type EventOf, happened } from '#shared/events.ts'
import type { FulfillmentOrderId } from '#shared/ids.ts'
import { Fault } from '#shared/outcomes.ts'
import type { Write } from '#shared/store/store.ts'
import { type FoundReservation, leftWrite, readLeft } from '../adapters/reservation-items.ts'
import { levelWrite, movementWrite } from '../adapters/stock-items.ts'
import { stockChanged } from '../contract/events.ts'
import { byPlace, isAmong, type Portion, shipping } from '../domain/level.ts'
import { type Chunk, chunksOf, shipped, stillReserved, summed } from '../domain/reservation.ts'
import { type Step, type StockDeps, stepByStep } from './reservation-steps.ts'

type HandedOver = EventOf<typeof fulfillmentOrderHandedOver>

/**
 * Stock leaves the house with a fulfillment order, once. Primary course:
 * 1. Find what was handed over and is not marked as left.
 * 2. Take it off what is on hand and reserved, chunk by chunk, each with its mark and `stock.changed`.
 * 3. When all of the reservation has left, it is `consumed`.
 * Goods that nothing is reserved for are a fault: the books and the shelf differ, a person must look.
 */
export const makeRecordHandOver =
  (deps: StockDeps) =>
  async (event: HandedOver): Promise<void> => {
    const { orderId, fulfillmentOrderId } = event.data
    const handedOver = portionsOf(event.data)
    await stepByStep<'left'>(deps, { orderId, cause: causedBy(event, SYSTEM) }, async (found) => {
      const left = await readLeft(deps.store, orderId)
      const before = left.filter((portion) => portion.fulfillmentOrderId === fulfillmentOrderId)
      const [chunk] = chunksOf(handedOver.filter((portion) => !isAmong(portion, before)))
      if (!chunk) return { answer: 'left' }
      if (!found)
        throw new Fault(`${fulfillmentOrderId} was handed over, but nothing was reserved for ${orderId}`)
      const changed = found.changes.flatMap(({ portions }) => portions)
      refuseUnreserved(fulfillmentOrderId, chunk, stillReserved([...found.chunks.flat(), ...changed], left))
      const mark = leftWrite(orderId, fulfillmentOrderId, { before: before.length, portions: chunk })
      return { step: leaving(deps, found, { chunk, fulfillmentOrderId, mark }) }
    })
  }

function leaving(
  { clock }: StockDeps,
  { header }: FoundReservation,
  goods: { chunk: Chunk; fulfillmentOrderId: FulfillmentOrderId; mark: Write },
): Step {
  const movements = goods.chunk.map(shipping)
  const at = clock.now().toISOString()
  return {
    after: shipped(header, goods.chunk),
    events: [happened(stockChanged, { movements, reason: 'shipped', orderId: header.orderId })],
    writes: [
      goods.mark,
      ...movements.flatMap((movement) => [
        levelWrite(movement, [['reserved', '>=', -movement.reserved]]),
        movementWrite(movement, `shipped:${goods.fulfillmentOrderId}`, at),
      ]),
    ],
  }
}

const portionsOf = ({ locationId, lines }: HandedOver['data']): Portion[] =>
  summed(lines.map(({ sku, picked }) => ({ sku, locationId, quantity: picked })))
    .filter(({ quantity }) => quantity > 0)
    .sort(byPlace)

function refuseUnreserved(
  fulfillmentOrderId: string,
  chunk: readonly Portion[],
  held: readonly Portion[],
): void {
  const [excess] = stillReserved(chunk, held)
  if (excess)
    throw new Fault(
      `${fulfillmentOrderId} handed over ${excess.quantity} of ${excess.sku} at ${excess.locationId} more than is reserved`,
    )
}
