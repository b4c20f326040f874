import type { Allocation } from '#contexts/orders/contract/types.ts'
import { chunked } from '#shared/chunked.ts'
import type { LocationId, OrderId } from '#shared/ids.ts'
import { Fault } from '#shared/outcomes.ts'
import { type Place, type Portion, placeName } from './level.ts'

/**
 * From each status the statuses that may follow.
 * `pending`: being taken, chunk by chunk. `retreating`: what was taken of a plan that no longer holds
 * is given back, then there is a new plan. `held`: all is taken. `releasing`: given back for good.
 * `released`: the tombstone; also of what was never taken. `consumed`: all goods have left; what is sent
 * once more makes it `held` again. What a cart holds goes from `held` to `retreating` when its time is over.
 */
export const RESERVATION_TRANSITIONS = {
  pending: ['pending', 'held', 'retreating', 'releasing', 'released'],
  retreating: ['retreating', 'pending', 'held', 'releasing', 'released'],
  held: ['held', 'retreating', 'consumed', 'releasing', 'released'],
  releasing: ['releasing', 'released'],
  released: [],
  consumed: ['consumed', 'held'],
} as const satisfies Record<string, readonly string[]>

export type ReservationStatus = keyof typeof RESERVATION_TRANSITIONS

/** What is promised to an order. Its plan, and what has left, are items of their own. */
export interface Reservation {
  readonly orderId: OrderId
  /** `cart`: of a cart that may become the order, whose time ends. Absent: of the order. */
  readonly kind?: 'cart' | undefined
  readonly status: ReservationStatus
  /** +1 per plan; 0 where nothing was ever planned. */
  readonly plan: number
  /** The chunks of the plan, and how many of them, from the first on, are taken. */
  readonly chunks: number
  readonly taken: number
  /** Units of the plan as it was changed, and how many of them have left the house. */
  readonly units: number
  readonly left: number
  /** How often it was changed beside its plan; each change is an item of its own. */
  readonly changes: number
}

/** Portions that are taken or given back together, in one commit. */
export type Chunk = readonly Portion[]

/**
 * A commit has 100 writes. A portion needs up to three (level, movement, `stock.low`),
 * and beside them stand the header, the plan or mark, one event, and a cart's hold: 3 x 32 + 4 = 100.
 */
export const PORTIONS_PER_CHUNK = 32

export const chunksOf = (portions: readonly Portion[]): readonly Chunk[] =>
  chunked(portions, PORTIONS_PER_CHUNK)

function transition<To extends ReservationStatus>(reservation: Reservation, to: To): To {
  const allowed: readonly ReservationStatus[] = RESERVATION_TRANSITIONS[reservation.status]
  if (allowed.includes(to)) return to
  throw new Fault(`a reservation that is ${reservation.status} cannot become ${to}: ${reservation.orderId}`)
}

/** A reservation with its first plan, or its next one, and the first chunk of it taken. */
export function planned(
  before: Reservation | undefined,
  orderId: OrderId,
  chunks: readonly Chunk[],
  kind?: Reservation['kind'],
): Reservation {
  const status = chunks.length === 1 ? 'held' : 'pending'
  return {
    orderId,
    ...(kind ? { kind } : {}),
    status: before ? transition(before, status) : status,
    plan: (before?.plan ?? 0) + 1,
    chunks: chunks.length,
    taken: 1,
    units: unitsOf(chunks.flat()),
    left: 0,
    changes: 0,
  }
}

/** The next chunk is taken. */
export const taken = (reservation: Reservation): Reservation => ({
  ...reservation,
  status: transition(reservation, reservation.taken + 1 === reservation.chunks ? 'held' : 'pending'),
  taken: reservation.taken + 1,
})

/** The last chunk that was taken is given back, so that another plan can be made. */
export const retreated = (reservation: Reservation): Reservation => ({
  ...reservation,
  status: transition(reservation, 'retreating'),
  taken: reservation.taken - 1,
})

/** The last chunk that was taken, if any, is given back for good. */
export const released = (reservation: Reservation): Reservation => ({
  ...reservation,
  status: transition(reservation, reservation.taken > 1 ? 'releasing' : 'released'),
  taken: Math.max(0, reservation.taken - 1),
})

/** An order was made of the cart: what was held is the order's. */
export const takenOver = ({ kind: _, ...reservation }: Reservation): Reservation => reservation

/** An order that ended before anything was reserved for it. */
export const tombstone = (orderId: OrderId): Reservation => ({
  orderId,
  status: 'released',
  plan: 0,
  chunks: 0,
  taken: 0,
  units: 0,
  left: 0,
  changes: 0,
})

/** Some of what is held has left the house. */
export function shipped(reservation: Reservation, portions: readonly Portion[]): Reservation {
  const left = reservation.left + unitsOf(portions)
  return {
    ...reservation,
    status: transition(reservation, left === reservation.units ? 'consumed' : 'held'),
    left,
  }
}

/** More is held beside the plan, or, of portions below 0, less of it. */
export function changed(reservation: Reservation, portions: readonly Portion[]): Reservation {
  const { left } = reservation
  const units = reservation.units + unitsOf(portions)
  const status = transition(reservation, left > 0 && left === units ? 'consumed' : 'held')
  return { ...reservation, status, units, changes: reservation.changes + 1 }
}

/** What is held beside the plan is given back for good; the plan follows, chunk by chunk. */
export const releasedBesidePlan = (reservation: Reservation): Reservation => ({
  ...reservation,
  status: transition(reservation, 'releasing'),
  changes: reservation.changes + 1,
})

/** What of `held` was reserved by changes, beside the plan. */
export const besidePlan = (changes: readonly Portion[], held: readonly Portion[]): Portion[] =>
  summed(changes).flatMap((more) => {
    const quantity = Math.min(more.quantity, quantityAt(held, more))
    return quantity > 0 ? [{ ...more, quantity }] : []
  })

/** How many units of these portions are at one place. */
export const quantityAt = (portions: readonly Portion[], place: Place): number =>
  unitsOf(portions.filter((portion) => placeName(portion) === placeName(place)))

/** What of these portions is still reserved after some of it has left. */
export const stillReserved = (portions: readonly Portion[], left: readonly Portion[]): Portion[] =>
  summed([...portions, ...left.map((gone) => ({ ...gone, quantity: -gone.quantity }))]).filter(
    ({ quantity }) => quantity > 0,
  )

/** A plan as other contexts read it: what each location sends. */
export function allocationsOf(chunks: readonly Chunk[]): Allocation[] {
  const byLocation = new Map<LocationId, Allocation['lines']>()
  for (const { sku, locationId, quantity } of chunks.flat())
    byLocation.set(locationId, [...(byLocation.get(locationId) ?? []), { sku, quantity }])
  return [...byLocation].map(([locationId, lines]) => ({ locationId, lines }))
}

/** Lines of one SKU at one place are one portion. */
export function summed(portions: readonly Portion[]): Portion[] {
  const byPlace = new Map<string, Portion>()
  for (const portion of portions) {
    const known = byPlace.get(placeName(portion))
    byPlace.set(placeName(portion), { ...portion, quantity: portion.quantity + (known?.quantity ?? 0) })
  }
  return [...byPlace.values()]
}

export const unitsOf = (portions: readonly Portion[]): number =>
  portions.reduce((sum, { quantity }) => sum + quantity, 0)
