import { SYSTEM } from '#shared/actor.ts'
import type { AnswerOf, RequestOf } from '#shared/calls.ts'
import { each } from '#shared/each.ts'
import type { Cause } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import { holdRemoval, holdsOver, holdWrite } from '../adapters/reservation-items.ts'
import type { holdStock } from '../contract/calls.ts'
import { retreated } from '../domain/reservation.ts'
import { type StockDeps, stepByStep } from './reservation-steps.ts'
import { giveBack, reserving } from './reserve-stock.ts'

/**
 * Holds stock for a cart, under the id of the order that may be made of it, until its time is over; all of it or none.
 * What the cart held before, for orders that were not made, is given back first.
 * Refusals: `out_of_stock`, nothing being held.
 */
export const makeHoldStock =
  (deps: StockDeps) =>
  async ({
    orderId,
    lines,
    until,
    instead,
  }: RequestOf<typeof holdStock>): Promise<AnswerOf<typeof holdStock>> => {
    for (const before of instead) await giveUp(deps, before)
    const cause = holdCause(orderId)
    return reserving(deps, { orderId, kind: 'cart', lines, cause, beside: [holdWrite(orderId, until)] })
  }

/** Gives back what carts hold whose time is over; what an order was made of meanwhile is the order's. */
export const makeEndHolds = (deps: StockDeps) => async (): Promise<{ looked: number }> => {
  const over = await holdsOver(deps.store, deps.clock.now().toISOString())
  // What could not be given back is tried again by the next turn.
  await each(over, 'holds', (orderId) => endHold(deps, orderId))
  return { looked: over.length }
}

async function endHold(deps: StockDeps, orderId: OrderId): Promise<void> {
  await giveUp(deps, orderId)
  await deps.store.commit([holdRemoval(orderId)])
}

const giveUp = (deps: StockDeps, orderId: OrderId): Promise<'given up'> =>
  stepByStep(deps, { orderId, cause: holdCause(orderId) }, async (found) =>
    found && found.header.kind === 'cart' && found.header.taken > 0
      ? { step: await giveBack(deps, found, retreated) }
      : { answer: 'given up' },
  )

const holdCause = (orderId: OrderId): Cause => ({
  correlationId: orderId,
  causationId: `${orderId}-hold`,
  actor: SYSTEM,
})
