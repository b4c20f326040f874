import { SYSTEM } from '#shared/actor.ts'
import { after } from '#shared/clock.ts'
import type { Cause } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import { decideDelay } from '../domain/decide-delay.ts'
import { decideExpiredHolds } from '../domain/decide-holds.ts'
import { payAgain, stop } from '../domain/decide-payment-news.ts'
import type { Fact } from '../domain/facts.ts'
import { dueOf, type Order } from '../domain/order.ts'
import { TIMERS, type Timer } from '../domain/timers.ts'
import { changeOrder } from './change-order.ts'
import { payAtOnce } from './choose-payment.ts'
import { detailsOf } from './details-of.ts'
import { notePayment } from './note-payment.ts'
import type { Outside } from './outside.ts'
import type { RefundDeps } from './refund-order.ts'
import { settleRefund } from './settle-refund.ts'

export type TimerDeps = RefundDeps & Pick<Outside, 'authorize' | 'renew' | 'capture'>

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
    case 'authorization':
      return guardAuthorization(deps, order, cause)
    case 'capture':
      return captureNow(deps, order, dueOf(order), cause)
    case 'refund':
      for (const refundId of order.refunding ?? []) await settleRefund(deps, id, refundId, cause)
      return
    case 'choice':
      if (order.paymentChoice && order.paymentChoice.kind !== 'link')
        await payAtOnce(deps, order, order.paymentChoice, cause)
  }
}

/**
 * The authorization ends soon.
 * 1. If all goods have left, or are about to, it is captured.
 * 2. If none have, and the payer agreed, it is renewed; if not, the order is held, and the payer asked.
 * 3. If some have, the rest is held, and a person told: what stays here is not charged.
 */
async function guardAuthorization(deps: TimerDeps, order: Order, cause: Cause): Promise<void> {
  const { id, run, payment } = order
  if (order.shippedAt || allClaimed(order)) return captureNow(deps, order, dueOf(order), cause)
  const { payment: choice } = await detailsOf(deps, id)
  const card = order.paymentChoice ?? choice
  const mayRenew = order.claims.length === 0 && card.kind === 'card' && card.renewable === true
  if (mayRenew && payment.captureBefore) {
    const answer = await deps.renew({
      orderId: id,
      run,
      due: dueOf(order),
      captureBefore: payment.captureBefore,
    })
    await notePayment(deps, id, answer.payment, cause)
    if (answer.outcome === 'renewed') return
  }
  const deadline = after(deps.clock.now(), deps.deadlines.answer)
  await changeOrder(deps, id, cause, (current) => ({
    facts: current.holds.some(({ reason }) => reason === 'payment')
      ? []
      : [
          { type: 'held' as const, hold: stop('payment', `hld_${deps.ids.unique()}`, deadline) },
          ...(current.claims.length > 0
            ? [partlyGone(current)].flat()
            : [payAgain(current.payment, deadline)]),
        ],
  }))
}

const allClaimed = ({ claims, expectedFulfillmentOrders }: Order): boolean =>
  claims.length > 0 && claims.length === expectedFulfillmentOrders

const partlyGone = (order: Order): Fact[] =>
  order.attention
    ? []
    : [
        {
          type: 'attention_needed',
          reason:
            'The authorization ends, and a part of the order is still here: ship it now, or cancel those lines.',
        },
      ]

async function captureNow(deps: TimerDeps, { id, run }: Order, due: number, cause: Cause): Promise<void> {
  const answer = await deps.capture({ orderId: id, run, due })
  await notePayment(deps, id, answer.payment, cause)
}
