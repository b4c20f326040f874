import { ofEach, rulesOf, violationsOf } from '#shared/invariants.ts'
import { type Level, type Movement, type Place, type Portion, placeName } from './level.ts'
import { type Chunk, PORTIONS_PER_CHUNK, type Reservation, stillReserved, unitsOf } from './reservation.ts'

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

const ofLevels = rulesOf<Level>(
  ({ onHand, reserved, safety, available, ...place }) =>
    `${placeName(place)} has ${onHand} on hand, ${reserved} reserved, ${safety} safety, ${available} available`,
  {
    '0 <= reserved <= on hand': ({ reserved, onHand }) => reserved >= 0 && reserved <= onHand,
    'available is what on hand, reserved and safety leave': ({ available, onHand, reserved, safety }) =>
      available === onHand - reserved - safety,
  },
)

const ofReservations = rulesOf<BookedReservation>(
  ({ reservation: { orderId, status, taken, units }, chunks, changes }) =>
    `the reservation of ${orderId} is ${status} with ${taken} of ${chunks.length} chunks; it says ${units} units, its plan and changes hold ${unitsOf([...chunks.flat(), ...changes])}`,
  {
    'a status and the chunks that are taken agree': ({ reservation: { status, taken }, chunks }) => {
      const all = taken === chunks.length
      return {
        pending: taken > 0 && !all,
        retreating: !all,
        held: taken > 0 && all,
        releasing: taken > 0,
        released: taken === 0,
        consumed: taken > 0 && all,
      }[status]
    },
    'units are those of plan and changes': ({ reservation: { status, units }, chunks, changes }) =>
      !['held', 'consumed'].includes(status) || units === unitsOf([...chunks.flat(), ...changes]),
    'no chunk is empty or too long for a commit': ({ chunks }) =>
      chunks.every((chunk) => chunk.length > 0 && chunk.length <= PORTIONS_PER_CHUNK),
  },
)

/** What is wrong with the books of stock; nothing, always. */
export const violations = violationsOf<Books>({
  ...ofEach(({ levels }) => levels, ofLevels),
  'the ledger sums to its level': ledgerBesideLevels,
  'one cause moves a place once': causesThatMovedMore,
  'what is reserved is what open reservations hold': reservedBesideReservations,
  ...ofEach(({ reservations }) => reservations, ofReservations),
})

const unless = (holds: boolean, inWords: string): string[] => (holds ? [] : [inWords])

function ledgerBesideLevels({ levels, ledger }: Books): string[] {
  const onHand = sumsOf(ledger, (movement) => movement.onHand)
  const reserved = sumsOf(ledger, (movement) => movement.reserved)
  const known = new Map(levels.map((level) => [placeName(level), level]))
  return [...new Set([...known.keys(), ...onHand.keys()])].flatMap((place) => {
    const level = known.get(place)
    const [sumOnHand, sumReserved] = [onHand.get(place) ?? 0, reserved.get(place) ?? 0]
    return unless(
      sumOnHand === (level?.onHand ?? 0) && sumReserved === (level?.reserved ?? 0),
      `${place} has ${sumOnHand} on hand and ${sumReserved} reserved in its ledger, ${level?.onHand ?? 0} and ${level?.reserved ?? 0} in its level`,
    )
  })
}

function causesThatMovedMore({ ledger }: Books): string[] {
  const times = new Map<string, number>()
  for (const movement of ledger) {
    const entry = `${movement.cause} at ${placeName(movement)}`
    times.set(entry, (times.get(entry) ?? 0) + 1)
  }
  return [...times].flatMap(([entry, count]) => unless(count === 1, `${count} movements of ${entry}`))
}

function reservedBesideReservations({ levels, reservations }: Books): string[] {
  const outstanding = reservations.flatMap(({ reservation, chunks, changes, left }) =>
    stillReserved([...chunks.slice(0, reservation.taken).flat(), ...changes], left),
  )
  const promised = sumsOf(outstanding, ({ quantity }) => quantity)
  return levels.flatMap((level) => {
    const held = promised.get(placeName(level)) ?? 0
    return unless(
      held === level.reserved,
      `${placeName(level)} has ${level.reserved} reserved, open reservations hold ${held}`,
    )
  })
}

function sumsOf<Entry extends Place>(
  entries: readonly Entry[],
  amount: (entry: Entry) => number,
): Map<string, number> {
  const sums = new Map<string, number>()
  for (const entry of entries) sums.set(placeName(entry), (sums.get(placeName(entry)) ?? 0) + amount(entry))
  return sums
}
