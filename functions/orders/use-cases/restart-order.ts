import { SYSTEM } from '#shared/actor.ts'
import type { Cause } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import type { Fact } from '../domain/facts.ts'
import type { Order } from '../domain/order.ts'
import { TERMINAL } from '../domain/status.ts'
import { changeOrder } from './change-order.ts'
import type { OrderDeps } from './ports.ts'

/** What the state machine left when it began to wait: a new run must not find it. */
export const WAIT = ['taskToken', 'waitingFor', 'waitingSince']

/**
 * What a change that asks for a new run comes to. An order that was on the attention list is not on it any more,
 * unless it is there for something beside its course, and nobody but the sweeper asks.
 */
export function newRun(
  { attention }: Order,
  reason: string,
  { actor }: Cause,
): { facts: Fact[]; drop: string[] } {
  const settles = attention && !(attention.beside && actor.kind === SYSTEM.kind)
  return {
    facts: [
      { type: 'restarted', reason },
      ...(settles ? [{ type: 'attention_settled', reason } as const] : []),
    ],
    drop: WAIT,
  }
}

/**
 * Asks for a new run: one versioned write counts the run up and drops the stored token; the starter,
 * told by `order.restarted`, ends the old run and starts the new one, which passes over what is done.
 */
export const restartOrder = (deps: OrderDeps, id: OrderId, reason: string, cause: Cause) =>
  changeOrder(deps, id, cause, (order) =>
    TERMINAL.has(order.status)
      ? { facts: [], restarted: false }
      : { ...newRun(order, reason, cause), restarted: true },
  )
