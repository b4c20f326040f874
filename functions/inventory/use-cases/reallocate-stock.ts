import { SYSTEM } from '#shared/actor.ts'
import type { AnswerOf, RequestOf } from '#shared/calls.ts'
import { Fault } from '#shared/outcomes.ts'
import { inOrderOfPriority } from '../adapters/location-items.ts'
import { changeWrite, type FoundReservation, type ReservationChange } from '../adapters/reservation-items.ts'
import { readLevelsOf } from '../adapters/stock-items.ts'
import type { reallocateStock } from '../contract/calls.ts'
import { byPlace, isAmong, type Level, type Portion, placeName } from '../domain/level.ts'
import { allocationsOf, changed, chunksOf, summed } from '../domain/reservation.ts'
import { type Demand, demandsOf, type WholeSkus, wholeSkus } from '../domain/sourcing.ts'
import { type Step, type StockDeps, stepByStep } from './reservation-steps.ts'
import { holdingLess, taking, takingOff } from './stock-moves.ts'

type Request = RequestOf<typeof reallocateStock>
type Answer = AnswerOf<typeof reallocateStock>

/**
 * Changes what is reserved for an order, once per `key`. Primary course:
 * 1. Take what is missing off the books, on hand and reserved, chunk by chunk; never more than the order
 *    holds there.
 * 2. Of what is wanted, reserve each SKU whole where locations have it, or note that nobody does; as many
 *    SKUs with one commit as it can write. A place that was just found empty is not asked. Where all or
 *    nothing is wanted, look first whether all is there, and else answer without a trace; where it takes several
 *    commits, and the rest is sold meanwhile, the answer has what is reserved beside what is short.
 * 3. Answer from what was written under the key; asked again, the same.
 * Each commit is a change of the reservation, beside its plan, so that whoever comes after an attempt that
 * died goes on from there; where levels changed meanwhile, the rest is sourced anew.
 * Refusal: `already_released`.
 */
export const makeReallocateStock =
  (deps: StockDeps) =>
  (request: Request): Promise<Answer> => {
    const { orderId, key } = request
    const cause = { correlationId: orderId, causationId: key, actor: SYSTEM }
    const missing = portionsOf(request.missing)
    const demands = demandsOf(request.wanted)
    return stepByStep<Answer>(deps, { orderId, cause }, async (found) => {
      if (!found) throw new Fault(`nothing is reserved for ${orderId} that could be reallocated`)
      const { status } = found.header
      if (status === 'released' || status === 'releasing') return { answer: { outcome: 'already_released' } }
      if (status === 'pending' || status === 'retreating')
        throw new Fault(`the stock of ${orderId} is ${status}: it cannot be reallocated before it is held`)
      const own = found.changes.filter((change) => change.key === key)
      const [gone] = chunksOf(missing.filter((portion) => !isLess(own, portion)))
      if (gone) {
        const cause = `short_pick:${orderId}:${key}`
        return { step: await holdingLess(deps, found, { key, portions: gone, move: takingOff, cause }) }
      }
      const open = demands.filter((demand) => !isSettled(own, demand))
      if (open.length === 0) return { answer: answerOf(own) }
      const levels = await levelsElsewhere(deps, open, missing)
      const more = await sourced(deps, open, levels)
      if (request.whole && more.short.length > 0 && !holdsAny(own))
        return { answer: { outcome: 'reallocated', allocations: [], short: [...more.short] } }
      return { step: reserveMore(deps, found, { key, levels, more }) }
    })
  }

const portionsOf = (missing: Request['missing']): Portion[] => summed(missing).sort(byPlace)

const isLess = (own: readonly ReservationChange[], portion: Portion): boolean =>
  own.some(({ portions }) =>
    portions.some(({ quantity, ...place }) => quantity <= 0 && placeName(place) === placeName(portion)),
  )

const isSettled = (own: readonly ReservationChange[], { sku }: Demand): boolean =>
  own.some(
    ({ portions, short }) =>
      portions.some((portion) => portion.quantity > 0 && portion.sku === sku) ||
      short.some((shortage) => shortage.sku === sku),
  )

const holdsAny = (own: readonly ReservationChange[]): boolean =>
  own.some(({ portions }) => portions.some(({ quantity }) => quantity > 0))

function reserveMore(
  deps: StockDeps,
  { header }: FoundReservation,
  { key, levels, more }: { key: string; levels: readonly Level[]; more: WholeSkus },
): Step {
  const { orderId } = header
  const { portions, short } = more
  const after = changed(header, portions)
  const at = deps.clock.now().toISOString()
  const moves = taking(portions, { orderId, cause: `reallocated:${orderId}:${key}`, at, levels })
  const mark = changeWrite(orderId, after.changes, { key, portions: [...portions], short: [...short] })
  return { after, events: moves.events, writes: [mark, ...moves.writes] }
}

async function levelsElsewhere(
  { store }: StockDeps,
  open: readonly Demand[],
  missing: readonly Portion[],
): Promise<Level[]> {
  const levels = (await Promise.all(open.map(({ sku }) => readLevelsOf(store, sku)))).flat()
  return levels.filter((level) => level.available > 0 && !isAmong(level, missing))
}

const sourced = async (
  { store }: StockDeps,
  open: readonly Demand[],
  levels: readonly Level[],
): Promise<WholeSkus> =>
  wholeSkus(
    open,
    levels,
    await inOrderOfPriority(
      store,
      levels.map(({ locationId }) => locationId),
    ),
  )

const answerOf = (own: readonly ReservationChange[]): Answer => ({
  outcome: 'reallocated',
  allocations: allocationsOf([
    own.flatMap(({ portions }) => portions).filter(({ quantity }) => quantity > 0),
  ]),
  short: own.flatMap(({ short }) => short),
})
