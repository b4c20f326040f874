import type { orderLinesCancelled } from '#contexts/orders/contract/events.ts'
import { SYSTEM } from '#shared/actor.ts'
import { causedBy, type EventOf } from '#shared/events.ts'
import { Fault } from '#shared/outcomes.ts'
import { changeWrite, type FoundReservation } from '../adapters/reservation-items.ts'
import { byPlace, isAmong, type Portion } from '../domain/level.ts'
import { changed, chunksOf, quantityAt, summed } from '../domain/reservation.ts'
import { type Step, type StockDeps, stepByStep } from './reservation-steps.ts'
import { givingBack, readHeld } from './stock-moves.ts'

type LinesCancelled = Omit<EventOf<typeof orderLinesCancelled>, 'personal'>

/**
 * Some of an order will not be sent: its stock is given back, once per change of the order. Primary course:
 * 1. Find what is to be released and is not marked with this change.
 * 2. Give it back, chunk by chunk, each with its mark and `stock.released`; never more than the order holds.
 * After a release of the whole order, or when all has left, it changes nothing.
 */
export const makeReleaseLines =
  (deps: StockDeps) =>
  async (event: LinesCancelled): Promise<void> => {
    const { orderId, change, released } = event.data
    const key = `cancelled:${change}`
    const wanted = portionsOf(released)
    if (wanted.length === 0) return
    await stepByStep<'released'>(deps, { orderId, cause: causedBy(event, SYSTEM) }, async (found) => {
      if (!found) throw new Fault(`lines of ${orderId} are cancelled before anything was reserved for it`)
      if (found.header.status !== 'held') return { answer: 'released' }
      const own = found.changes.filter((known) => known.key === key)
      const marked = own.flatMap(({ portions }) => portions)
      const [chunk] = chunksOf(wanted.filter((portion) => !isAmong(portion, marked)))
      return chunk ? { step: await giveBack(deps, found, { key, chunk }) } : { answer: 'released' }
    })
  }

const portionsOf = (released: LinesCancelled['data']['released']): Portion[] =>
  summed(
    released.flatMap(({ locationId, lines }) =>
      lines.map(({ sku, quantity }) => ({ sku, locationId, quantity })),
    ),
  ).sort(byPlace)

async function giveBack(
  deps: StockDeps,
  found: FoundReservation,
  { key, chunk }: { key: string; chunk: readonly Portion[] },
): Promise<Step> {
  const { header } = found
  const { orderId } = header
  const held = await readHeld(deps.store, found)
  const back = chunk.map((portion) => ({
    ...portion,
    quantity: Math.min(portion.quantity, quantityAt(held, portion)),
  }))
  const portions = back.map((portion) => ({ ...portion, quantity: 0 - portion.quantity }))
  const after = changed(header, portions)
  const moves = givingBack(
    back.filter(({ quantity }) => quantity > 0),
    { orderId, cause: `${key}:${orderId}`, at: deps.clock.now().toISOString() },
  )
  const mark = changeWrite(orderId, after.changes, { key, portions, short: [] })
  return { after, events: moves.events, writes: [mark, ...moves.writes] }
}
