import { happened, type NewEvent } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import type { Store, Write } from '#shared/store/store.ts'
import { changeWrite, type FoundReservation, readLeft } from '../adapters/reservation-items.ts'
import { levelWrite, movementWrite } from '../adapters/stock-items.ts'
import { stockChanged, stockLow, stockReleased, stockReserved } from '../contract/events.ts'
import {
  fallsToSafety,
  isAmong,
  type Level,
  type Portion,
  placeName,
  releasing,
  reserving,
  shipping,
} from '../domain/level.ts'
import { changed, quantityAt, stillReserved } from '../domain/reservation.ts'
import type { Step, StockDeps } from './reservation-steps.ts'

/** What a commit of a reservation writes of stock, and says of it. */
export interface Moves {
  readonly events: readonly NewEvent[]
  readonly writes: readonly Write[]
}

interface Why {
  readonly orderId: OrderId
  /** The ledger's cause: each moves a place once. */
  readonly cause: string
  readonly at: string
}

/**
 * Reserves portions, `levels` being what they were chosen from. The condition says whether the last of a
 * level is taken, so that exactly the one who does tells that stock is low.
 */
export function taking(
  portions: readonly Portion[],
  { orderId, cause, at, levels }: Why & { readonly levels: readonly Level[] },
): Moves {
  const movements = portions.map(reserving)
  const known = new Map(levels.map((level) => [placeName(level), level]))
  const emptied = movements.flatMap((movement) => {
    const level = known.get(placeName(movement))
    return level && fallsToSafety(level, movement) ? [level] : []
  })
  return {
    events: [
      ...(movements.length > 0 ? [happened(stockReserved, { movements, orderId })] : []),
      ...emptied.map(({ sku, locationId, safety }) =>
        happened(stockLow, { sku, locationId, available: 0, safety }),
      ),
    ],
    writes: movements.flatMap((movement) => [
      levelWrite(movement, [['available', isAmong(movement, emptied) ? '=' : '>', movement.reserved]]),
      movementWrite(movement, cause, at),
    ]),
  }
}

/** Gives reserved portions back to sale. */
export function givingBack(portions: readonly Portion[], { orderId, cause, at }: Why): Moves {
  const movements = portions.map(releasing)
  return {
    events: movements.length > 0 ? [happened(stockReleased, { movements, orderId })] : [],
    writes: movements.flatMap((movement) => [
      levelWrite(movement, [['reserved', '>=', -movement.reserved]]),
      movementWrite(movement, cause, at),
    ]),
  }
}

/** Takes reserved portions off the books, as they are not on their shelf. */
export function takingOff(portions: readonly Portion[], { orderId, cause, at }: Why): Moves {
  const movements = portions.map(shipping)
  return {
    events:
      movements.length > 0 ? [happened(stockChanged, { movements, reason: 'short_pick', orderId })] : [],
    writes: movements.flatMap((movement) => [
      levelWrite(movement, [['reserved', '>=', -movement.reserved]]),
      movementWrite(movement, cause, at),
    ]),
  }
}

/**
 * A reservation holds these portions no more, or as many of them as it holds: they are moved by `move`, and marked
 * with the key of the change.
 */
export async function holdingLess(
  deps: StockDeps,
  found: FoundReservation,
  change: {
    readonly key: string
    readonly portions: readonly Portion[]
    readonly move: typeof givingBack | typeof takingOff
    /** The ledger's. */
    readonly cause: string
  },
): Promise<Step> {
  const { orderId } = found.header
  const held = await readHeld(deps.store, found)
  const less = change.portions.map((portion) => ({
    ...portion,
    quantity: Math.min(portion.quantity, quantityAt(held, portion)),
  }))
  const portions = less.map((portion) => ({ ...portion, quantity: 0 - portion.quantity }))
  const after = changed(found.header, portions)
  const moves = change.move(
    less.filter(({ quantity }) => quantity > 0),
    { orderId, cause: change.cause, at: deps.clock.now().toISOString() },
  )
  const mark = changeWrite(orderId, after.changes, { key: change.key, portions, short: [] })
  return { after, events: moves.events, writes: [mark, ...moves.writes] }
}

/** What a reservation still holds, place by place: its plan as it is taken and was changed, but for what has left. */
export async function readHeld(
  store: Store,
  { header, chunks, changes }: FoundReservation,
): Promise<Portion[]> {
  const left = header.left > 0 ? await readLeft(store, header.orderId) : []
  const changed = changes.flatMap(({ portions }) => portions)
  return stillReserved([...chunks.slice(0, header.taken).flat(), ...changed], left)
}
