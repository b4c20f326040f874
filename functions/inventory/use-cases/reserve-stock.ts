import { SYSTEM } from '#shared/actor.ts'
import type { AnswerOf, RequestOf } from '#shared/calls.ts'
import type { Cause } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import type { Write } from '#shared/store/store.ts'
import { inOrderOfPriority } from '../adapters/location-items.ts'
import { changeWrite, type FoundReservation, planWrite } from '../adapters/reservation-items.ts'
import { readLevels, readLevelsOf } from '../adapters/stock-items.ts'
import type { releaseStock, reserveStock } from '../contract/calls.ts'
import { isAmong, type Level } from '../domain/level.ts'
import * as reservation from '../domain/reservation.ts'
import { demandsOf, source } from '../domain/sourcing.ts'
import { type Decision, type Step, type StockDeps, stepByStep } from './reservation-steps.ts'
import { givingBack, readHeld, taking } from './stock-moves.ts'

type Reserved = AnswerOf<typeof reserveStock>

/**
 * Takes all of an order's stock, or none of it. Primary course:
 * 1. Read what is there of each SKU, and plan which locations send what.
 * 2. Take the plan chunk by chunk, each chunk one commit: levels, ledger, how far it is, `stock.reserved`.
 * 3. Answer with what each location sends; asked again, with the same.
 * Where levels no longer hold what was planned: give back what was taken and plan anew.
 * Refusals: `out_of_stock` with every SKU that is short, nothing being held; `already_released`.
 */
export const makeReserveStock =
  (deps: StockDeps) =>
  ({ orderId, run, lines }: RequestOf<typeof reserveStock>): Promise<Reserved> => {
    return reserving(deps, { orderId, lines, cause: causeOf(orderId, run) })
  }

export interface Wanted extends Pick<reservation.Reservation, 'orderId' | 'kind'> {
  readonly lines: RequestOf<typeof reserveStock>['lines']
  readonly cause: Cause
  /** Written with the first chunk. */
  readonly beside?: readonly Write[]
}

/** Leads a reservation to its end: held, short, or found released. */
export function reserving(deps: StockDeps, wanted: Wanted): Promise<Reserved> {
  const { orderId, kind, cause } = wanted
  return stepByStep<Reserved>(deps, { orderId, cause }, async (found) => {
    switch (found?.header.status) {
      case 'released':
      case 'releasing':
        return { answer: { outcome: 'already_released' } }
      case 'held':
        if (found.header.kind === 'cart' && kind !== 'cart')
          return { step: { after: reservation.takenOver(found.header), events: [], writes: [] } }
        return { answer: { outcome: 'reserved', allocations: reservation.allocationsOf(found.chunks) } }
      case 'consumed':
        return { answer: { outcome: 'reserved', allocations: reservation.allocationsOf(found.chunks) } }
      case 'pending':
        return {
          step: (await takeNext(deps, found)) ?? (await giveBack(deps, found, reservation.retreated)),
        }
      case 'retreating':
        if (found.header.taken > 0) return { step: await giveBack(deps, found, reservation.retreated) }
    }
    return plan(deps, wanted, found)
  })
}

/**
 * Gives an order's stock back, also where it was only begun to be taken, and leaves a tombstone.
 * What has left the house already stays gone.
 */
export const makeReleaseStock =
  (deps: StockDeps) =>
  ({ orderId, run }: RequestOf<typeof releaseStock>): Promise<AnswerOf<typeof releaseStock>> =>
    stepByStep(deps, { orderId, cause: causeOf(orderId, run) }, async (found) => {
      if (!found) return { step: { after: reservation.tombstone(orderId), events: [], writes: [] } }
      const { status } = found.header
      if (status === 'released' || status === 'consumed') return { answer: { outcome: 'released' } }
      return {
        step: (await giveBackBesidePlan(deps, found)) ?? (await giveBack(deps, found, reservation.released)),
      }
    })

const causeOf = (orderId: OrderId, run: number): Cause => ({
  correlationId: orderId,
  causationId: `${orderId}-${run}`,
  actor: SYSTEM,
})

/** Plans from what is there now, and takes the first chunk of the plan. */
async function plan(
  deps: StockDeps,
  { orderId, kind, lines, beside = [] }: Wanted,
  found: FoundReservation | undefined,
): Promise<Decision<Reserved>> {
  const demands = demandsOf(lines)
  const levels = (await Promise.all(demands.map(({ sku }) => readLevelsOf(deps.store, sku)))).flat()
  const holding = levels.filter(({ available }) => available > 0).map(({ locationId }) => locationId)
  const sourced = source(demands, levels, await inOrderOfPriority(deps.store, holding))
  if (!sourced.ok) return { answer: { outcome: 'out_of_stock', lines: [...sourced.short] } }
  if (sourced.portions.length === 0) return { answer: { outcome: 'reserved', allocations: [] } }
  const chunks = reservation.chunksOf(sourced.portions)
  const after = reservation.planned(found?.header, orderId, chunks, kind)
  const step = take(deps, after, chunks, levels)
  return { step: { ...step, writes: [planWrite(orderId, after.plan, chunks), ...beside, ...step.writes] } }
}

/** Takes the next chunk of the plan, or nothing where the levels no longer hold it. */
async function takeNext(deps: StockDeps, { header, chunks }: FoundReservation): Promise<Step | undefined> {
  const chunk = chunks[header.taken] ?? []
  const levels = await readLevels(deps.store, chunk)
  const holds = chunk.every(({ quantity }, index) => (levels[index]?.available ?? 0) >= quantity)
  return holds ? take(deps, reservation.taken(header), chunks, levels) : undefined
}

/** Takes the chunk that makes the reservation what it is `after`. */
function take(
  { clock }: StockDeps,
  after: reservation.Reservation,
  chunks: readonly reservation.Chunk[],
  levels: readonly Level[],
): Step {
  const { orderId, plan, taken } = after
  const cause = `reserved:${orderId}:${plan}`
  const at = clock.now().toISOString()
  return { after, ...taking(chunks[taken - 1] ?? [], { orderId, cause, at, levels }) }
}

/** Gives back the last chunk that was taken, but for what has left the house, or was given back by a change. */
export async function giveBack(
  deps: StockDeps,
  found: FoundReservation,
  become: (before: reservation.Reservation) => reservation.Reservation,
): Promise<Step> {
  const { header, chunks } = found
  const { orderId, plan, taken } = header
  const held = await readHeld(deps.store, found)
  const portions = held.filter((portion) => isAmong(portion, chunks[taken - 1] ?? []))
  const at = deps.clock.now().toISOString()
  return {
    after: become(header),
    ...givingBack(portions, { orderId, cause: `released:${orderId}:${plan}`, at }),
  }
}

/** Gives back some of what changes have reserved beside the plan; nothing where there is none of it. */
async function giveBackBesidePlan(deps: StockDeps, found: FoundReservation): Promise<Step | undefined> {
  const { header, changes } = found
  const { orderId } = header
  const held = await readHeld(deps.store, found)
  const beside = reservation.besidePlan(
    changes.flatMap(({ portions }) => portions),
    held,
  )
  const [chunk] = reservation.chunksOf(beside)
  if (!chunk) return undefined
  const key = 'released'
  const after = reservation.releasedBesidePlan(header)
  const less = chunk.map((portion) => ({ ...portion, quantity: -portion.quantity }))
  const at = deps.clock.now().toISOString()
  const given = givingBack(chunk, { orderId, cause: `${key}:${orderId}:beside`, at })
  const mark = changeWrite(orderId, after.changes, { key, portions: less, short: [] })
  return { after, events: given.events, writes: [mark, ...given.writes] }
}
