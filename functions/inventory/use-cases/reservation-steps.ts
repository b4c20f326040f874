import { setTimeout as sleep } from 'node:timers/promises'
import { type CommitDeps, commitChange } from '#shared/aggregate.ts'
import type { Cause, NewEvent } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import { Fault } from '#shared/outcomes.ts'
import type { Write } from '#shared/store/store.ts'
import { type FoundReservation, findReservation, reservationKey } from '../adapters/reservation-items.ts'
import type { Reservation } from '../domain/reservation.ts'

export interface StockDeps extends CommitDeps {
  /** Waits so many milliseconds; of tests, not at all. */
  readonly wait?: (milliseconds: number) => Promise<unknown>
}

/** One commit of a reservation. */
export interface Step {
  readonly after: Reservation
  readonly events: readonly NewEvent[]
  readonly writes: readonly Write[]
}

export type Decision<Answer> = { readonly answer: Answer } | { readonly step: Step }

/** How often a step may fail because others changed what it was decided on. */
const SETBACKS = 20

/**
 * Leads a reservation on, one commit at a time, until there is an answer. Each step is decided on what
 * is stored, so whoever comes after an attempt that died goes on where it stopped; and each step is
 * committed on condition of the version it was decided on, so attempts side by side do no step twice.
 */
export async function stepByStep<Answer>(
  deps: StockDeps,
  about: { readonly orderId: OrderId; readonly cause: Cause },
  decide: (found: FoundReservation | undefined) => Promise<Decision<Answer>>,
): Promise<Answer> {
  const { orderId, cause } = about
  const wait = deps.wait ?? sleep
  for (let setbacks = 0; setbacks < SETBACKS; ) {
    const found = await findReservation(deps.store, orderId)
    const decision = await decide(found)
    if ('answer' in decision) return decision.answer
    const { after, events, writes } = decision.step
    const key = reservationKey(orderId)
    const change = { key, subject: orderId, before: found?.header, after, events, cause, writes }
    if ((await commitChange(deps, change)).ok) continue
    setbacks += 1
    await wait(Math.random() * Math.min(500, 5 * 2 ** setbacks))
  }
  throw new Fault(`the stock of ${orderId} was changed by others ${SETBACKS} times in a row`)
}
