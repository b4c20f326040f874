import { chosenOf } from '#contexts/payments/contract/chosen.ts'
import type { AskedPayment, PaymentRequest } from '#contexts/payments/contract/types.ts'
import { after } from '#shared/clock.ts'
import type { Cause } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import { decideChoice } from '../domain/decide-payment.ts'
import { dueOf, type Order, paymentOf } from '../domain/order.ts'
import { changeOrder } from './change-order.ts'
import { detailsOf } from './details-of.ts'
import { notePayment } from './note-payment.ts'
import type { Outside } from './outside.ts'
import type { OrderDeps } from './ports.ts'

export interface ChoosePayment {
  readonly id: OrderId
  readonly choice: PaymentRequest
  readonly cause: Cause
}

/**
 * Tries another way to pay.
 * 1. The order keeps the choice, unless one is being tried already; from here on its deadline waits for it.
 * 2. Before confirmation its workflow, whose wait that ends, tries it. After it, where an authorization has ended
 *    too early, payments is asked at once.
 * Gift cards that the order has stay its own unless the choice says otherwise.
 * Refusals: not_found, not_payable, payment_pending, payment_method_declined, payment_kind_not_allowed,
 * gift_card_invalid.
 */
export const makeChoosePayment =
  (deps: OrderDeps & Pick<Outside, 'authorize' | 'renew'>) =>
  async ({ id, choice: asked, cause }: ChoosePayment): Promise<Outcome<OrderId>> => {
    const chosen = chosenOf(asked)
    if (!chosen.ok) return chosen
    const choice = chosen.value
    const now = deps.clock.now()
    const { deadlines, policy } = deps
    const changed = await changeOrder(deps, id, cause, async (order) => {
      const { payment } = await detailsOf(deps, id)
      const decided = decideChoice(order, {
        choice,
        before: paymentOf(order, payment),
        offered: policy.offered,
        now: now.toISOString(),
        payBy: { card: after(now, deadlines.payment), reference: after(now, deadlines.delayedPayment) },
      })
      return { facts: decided.ok ? decided.value : [], decided }
    })
    if (!changed) return refuse('not_found', 'There is no such order that you may see.')
    const { decided } = changed.decision
    if (!decided.ok) return decided
    if (changed.order.confirmedAt) await payAtOnce(deps, changed.order, choice, cause)
    return success(id)
  }

/** Asks payments about a choice of an order that its workflow does not pay for any more. */
export async function payAtOnce(
  deps: OrderDeps & Pick<Outside, 'authorize' | 'renew'>,
  order: Order,
  choice: AskedPayment,
  cause: Cause,
): Promise<void> {
  const { id: orderId, run, currency, payment } = order
  const due = dueOf(order)
  const { captureBefore } = payment
  const answer =
    payment.status === 'authorized' && captureBefore
      ? await deps.renew({ orderId, run, due, captureBefore, payment: choice })
      : await deps.authorize({ orderId, run, amount: due, currency, payment: choice })
  await notePayment(deps, orderId, answer.payment, cause)
}
