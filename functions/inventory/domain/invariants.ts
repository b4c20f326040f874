import { type Level, type Movement, type Place, type Portion, placeName } from './level.ts'
import { type Chunk, PORTIONS_PER_CHUNK, type Reservation, stillReserved } from './reservation.ts'

/** All that is written of stock, at one moment. */
export interface Books {
  readonly levels: readonly Level[]
  readonly ledger: readonly (Movement & { readonly cause: string })[]
  readonly reservations: readonly BookedReservation[]
}

export interface BookedReservation {
  readonly reservation: Reservation
  /** Its current plan. */
  readonly chunks: readonly Chunk[]
  /** What was changed beside the plan: more, or, below 0, less. */
  readonly changes: readonly Portion[]
  /** What has left the house of it. */
  readonly left: readonly Portion[]
}

/** What is wrong with the books; nothing, always. Each text names the rule, the place and the figures. */
export const violations = (books: Books): string[] => [
  ...books.levels.flatMap(levelIsSound),
  ...ledgerExplainsLevels(books),
  ...oneMovementPerCause(books),
  ...reservationsExplainReserved(books),
  ...books.reservations.flatMap(reservationIsSound),
]

const unless = (holds: boolean, violation: string): string[] => (holds ? [] : [violation])

/** 0 <= reserved <= on hand, and what is available is what those leave. */
function levelIsSound(level: Level): string[] {
  const { onHand, reserved, safety, available } = level
  const figures = `${placeName(level)}: ${onHand} on hand, ${reserved} reserved, ${safety} safety, ${available} available`
  return [
    ...unless(reserved >= 0 && reserved <= onHand, `0 <= reserved <= on hand does not hold of ${figures}`),
    ...unless(available === onHand - reserved - safety, `available is not what is left of ${figures}`),
  ]
}

/** The ledger's sums are the levels. */
function ledgerExplainsLevels({ levels, ledger }: Books): string[] {
  const onHand = sumsOf(ledger, (movement) => movement.onHand)
  const reserved = sumsOf(ledger, (movement) => movement.reserved)
  const known = new Map(levels.map((level) => [placeName(level), level]))
  return [...new Set([...known.keys(), ...onHand.keys()])].flatMap((place) => {
    const level = known.get(place)
    const [sumOnHand, sumReserved] = [onHand.get(place) ?? 0, reserved.get(place) ?? 0]
    return unless(
      sumOnHand === (level?.onHand ?? 0) && sumReserved === (level?.reserved ?? 0),
      `the ledger of ${place} sums to ${sumOnHand} on hand and ${sumReserved} reserved, its level says ${level?.onHand} and ${level?.reserved}`,
    )
  })
}

/** One cause moves a place at most once. */
function oneMovementPerCause({ ledger }: Books): string[] {
  const times = new Map<string, number>()
  for (const movement of ledger) {
    const entry = `${movement.cause} at ${placeName(movement)}`
    times.set(entry, (times.get(entry) ?? 0) + 1)
  }
  return [...times].flatMap(([entry, count]) => unless(count === 1, `${count} movements of ${entry}`))
}

/** What is reserved anywhere is what open reservations have taken and not sent. */
function reservationsExplainReserved({ levels, reservations }: Books): string[] {
  const outstanding = reservations.flatMap(({ reservation, chunks, changes, left }) =>
    stillReserved([...chunks.slice(0, reservation.taken).flat(), ...changes], left),
  )
  const promised = sumsOf(outstanding, ({ quantity }) => quantity)
  return levels.flatMap((level) =>
    unless(
      (promised.get(placeName(level)) ?? 0) === level.reserved,
      `${level.reserved} are reserved at ${placeName(level)}, open reservations hold ${promised.get(placeName(level)) ?? 0}`,
    ),
  )
}

/** A status and the chunks that are taken agree: all or nothing, but on the way. */
function reservationIsSound({ reservation, chunks, changes }: BookedReservation): string[] {
  const { orderId, status, taken, units } = reservation
  const all = taken === chunks.length
  const agrees = {
    pending: taken > 0 && !all,
    retreating: !all,
    held: taken > 0 && all,
    releasing: taken > 0,
    released: taken === 0,
    consumed: taken > 0 && all,
  }[status]
  const sum = [...chunks.flat(), ...changes].reduce((total, { quantity }) => total + quantity, 0)
  return [
    ...unless(
      !['held', 'consumed'].includes(status) || units === sum,
      `the reservation of ${orderId} says ${units} units, its plan and changes hold ${sum}`,
    ),
    ...unless(agrees, `the reservation of ${orderId} is ${status} with ${taken} of ${chunks.length} chunks`),
    ...unless(
      chunks.every((chunk) => chunk.length > 0 && chunk.length <= PORTIONS_PER_CHUNK),
      `the reservation of ${orderId} has an empty or an overlong chunk`,
    ),
  ]
}

function sumsOf<Entry extends Place>(
  entries: readonly Entry[],
  amount: (entry: Entry) => number,
): Map<string, number> {
  const sums = new Map<string, number>()
  for (const entry of entries) sums.set(placeName(entry), (sums.get(placeName(entry)) ?? 0) + amount(entry))
  return sums
}
