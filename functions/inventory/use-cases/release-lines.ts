import type { orderLinesCancelled, orderStockSpared } from '#contexts/orders/contract/events.ts'
import { SYSTEM } from '#shared/actor.ts'
import { causedBy, type FactsOf } from '#shared/events.ts'
import { Fault } from '#shared/outcomes.ts'
import { byPlace, isAmong, type Portion } from '../domain/level.ts'
import { chunksOf, summed } from '../domain/reservation.ts'
import { type StockDeps, stepByStep } from './reservation-steps.ts'
import { givingBack, holdingLess } from './stock-moves.ts'

type Released = FactsOf<typeof orderLinesCancelled | typeof orderStockSpared>

/**
 * Some of an order will not be sent: its stock is given back, once per change. Primary course:
 * 1. Find what is to be released and is not marked with this change.
 * 2. Give it back, chunk by chunk, each with its mark and `stock.released`; never more than the order holds.
 * After a release of the whole order, or when all has left, it changes nothing.
 */
export const makeReleaseLines =
  (deps: StockDeps) =>
  async (event: Released): Promise<void> => {
    const { orderId, released } = event.data
    const key = keyOf(event.data)
    const wanted = portionsOf(released)
    if (wanted.length === 0) return
    await stepByStep<'released'>(deps, { orderId, cause: causedBy(event, SYSTEM) }, async (found) => {
      if (!found) throw new Fault(`lines of ${orderId} are cancelled before anything was reserved for it`)
      if (found.header.status !== 'held') return { answer: 'released' }
      const own = found.changes.filter((known) => known.key === key)
      const marked = own.flatMap(({ portions }) => portions)
      const [chunk] = chunksOf(wanted.filter((portion) => !isAmong(portion, marked)))
      if (!chunk) return { answer: 'released' }
      const cause = `${key}:${orderId}`
      return { step: await holdingLess(deps, found, { key, portions: chunk, move: givingBack, cause }) }
    })
  }

const keyOf = (data: Released['data']): string =>
  'key' in data ? `spared:${data.key}` : `cancelled:${data.change}`

const portionsOf = (released: Released['data']['released']): Portion[] =>
  summed(
    released.flatMap(({ locationId, lines }) =>
      lines.map(({ sku, quantity }) => ({ sku, locationId, quantity })),
    ),
  ).sort(byPlace)
