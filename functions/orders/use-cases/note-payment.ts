import type { PAYMENT_EVENTS } from '#contexts/payments/contract/events.ts'
import type { PaymentSummary } from '#contexts/payments/contract/types.ts'
import { SYSTEM } from '#shared/actor.ts'
import { after } from '#shared/clock.ts'
import { type Cause, causedBy, type EventOf } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import { decidePaymentNews } from '../domain/decide-payment-news.ts'
import type { Order } from '../domain/order.ts'
import { changeOrder } from './change-order.ts'
import { known } from './known-order.ts'
import type { OrderDeps } from './ports.ts'
import { WAIT } from './restart-order.ts'

/** Copies the newest state of a payment to its order, which learns from it what it is to do. */
export const makeNotePayment =
  (deps: OrderDeps) =>
  async ({ data, ...event }: EventOf<(typeof PAYMENT_EVENTS)[number]>): Promise<void> => {
    await known(data.orderId, notePayment(deps, data.orderId, data.payment, causedBy(event, SYSTEM)))
  }

/** The same for an answer of payments, which may come before its event. */
export async function notePayment(
  deps: OrderDeps,
  id: OrderId,
  payment: PaymentSummary,
  cause: Cause,
): Promise<Order | undefined> {
  const hold = {
    id: `hld_${deps.ids.unique()}`,
    deadline: after(deps.clock.now(), deps.deadlines.answer),
  }
  const changed = await changeOrder(deps, id, cause, (order) => {
    const facts = decidePaymentNews(order, payment, hold)
    return { facts, ...(facts.some(({ type }) => type === 'restarted') ? { drop: WAIT } : {}) }
  })
  return changed?.order
}
