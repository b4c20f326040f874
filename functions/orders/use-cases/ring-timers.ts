import { SYSTEM } from '#shared/actor.ts'
import type { Cause } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import { decideDelay } from '../domain/decide-delay.ts'
import { decideExpiredHolds } from '../domain/decide-holds.ts'
import type { Fact } from '../domain/facts.ts'
import type { Order } from '../domain/order.ts'
import { TIMERS, type Timer } from '../domain/timers.ts'
import { capturePart } from './capture-part.ts'
import { changeOrder } from './change-order.ts'
import { payAtOnce } from './choose-payment.ts'
import { detailsOf } from './details-of.ts'
import { captureNow, guardAuthorization } from './guard-authorization.ts'
import type { Outside } from './outside.ts'
import type { RefundDeps } from './refund-order.ts'
import { type ReshipDeps, settleReship } from './reship-parcel.ts'
import { settleRefund } from './settle-refund.ts'

export type TimerDeps = RefundDeps & ReshipDeps & Pick<Outside, 'authorize' | 'renew' | 'capture'>

/**
 * Does what an order's timers ask for, one after the other. A timer follows from the order's state: what was done
 * takes it away, what failed leaves it to ring again.
 */
export const makeRingTimers =
  (deps: TimerDeps) =>
  async (id: OrderId): Promise<void> => {
    const order = await deps.orders.load(id)
    const now = deps.clock.now().toISOString()
    const ringing = TIMERS.filter((name) => (order?.timers?.[name] ?? '9999') <= now)
    if (order) for (const name of ringing) await ring(deps, order, name, now)
  }

async function ring(deps: TimerDeps, order: Order, name: Timer, now: string): Promise<void> {
  const { id } = order
  const cause: Cause = {
    correlationId: id,
    causationId: `timer-${name}-${order.timers?.[name]}`,
    actor: SYSTEM,
  }
  const write = (decide: (current: Order) => readonly Fact[]) =>
    changeOrder(deps, id, cause, (current) => ({
      facts: (current.timers?.[name] ?? '9999') <= now ? decide(current) : [],
    }))
  switch (name) {
    case 'hold':
      await write((current) => decideExpiredHolds(current, now))
      return
    case 'reminder':
      await write(() => [{ type: 'payment_reminded' }])
      return
    case 'delay': {
      const { promise } = await detailsOf(deps, id)
      await write((current) => decideDelay(current, promise, now))
      return
    }
    case 'part':
      return capturePart(deps, order, cause)
    case 'authorization':
      return guardAuthorization(deps, order, cause)
    case 'capture':
      return captureNow(deps, order, cause)
    case 'refund':
      for (const refundId of order.refunding ?? []) await settleRefund(deps, id, refundId, cause)
      return
    case 'reship':
      for (const reship of order.reshipping ?? []) await settleReship(deps, id, reship, cause)
      return
    case 'choice':
      return payAtOnce(deps, order, cause)
  }
}
