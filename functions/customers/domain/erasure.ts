import { after, minutes } from '#shared/clock.ts'
import type { CustomerId, OrderId } from '#shared/ids.ts'

/** A customer's wish to be erased. */
export interface Erasure {
  readonly customerId: CustomerId
  readonly status: 'waiting' | 'erased'
  readonly requestedAt: string
  readonly erasedAt?: string | undefined
  readonly waitingFor: readonly OpenOrder[]
  /** When it is to be looked at again; absent: never. */
  readonly due?: string | undefined
}

export interface OpenOrder {
  readonly orderId: OrderId
  readonly number: string
  readonly open: 'order' | 'refund' | 'dispute'
}

/** So many orders are named that are waited for. */
const NAMED = 20

/**
 * Longer than any token lives that was given out before: an order that was placed with one meanwhile is found when it
 * is looked again, and its people are erased too.
 */
const LOOK_AGAIN = minutes(10)

/**
 * What becomes of a wish at a time, where these orders are open: it waits, or the customer is erased now. One who is
 * erased is looked after until nothing of theirs is open any more.
 */
export function nextErasure(
  before: Erasure | undefined,
  { customerId, open, now }: { customerId: CustomerId; open: readonly OpenOrder[]; now: Date },
): Erasure {
  const at = now.toISOString()
  const common = {
    customerId,
    requestedAt: before?.requestedAt ?? at,
    waitingFor: open.slice(0, NAMED),
  }
  if (before?.status !== 'erased' && open.length > 0) return { ...common, status: 'waiting', due: at }
  const erasedAt = before?.erasedAt ?? at
  const lookAgain = after(new Date(erasedAt), LOOK_AGAIN)
  const isOver = open.length === 0 && lookAgain <= at
  return {
    ...common,
    status: 'erased',
    erasedAt,
    ...(isOver ? {} : { due: lookAgain > at ? lookAgain : at }),
  }
}
