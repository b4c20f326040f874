import { chosenOf } from '#contexts/payments/contract/chosen.ts'
import type { PaymentRequest } from '#contexts/payments/contract/types.ts'
import { after } from '#shared/clock.ts'
import type { Cause } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import { type KeyedRequest, repeatsOf } from '#shared/repeated-request.ts'
import type { Write } from '#shared/store/store.ts'
import { decideChoice } from '../domain/decide-payment.ts'
import type { Fact } from '../domain/facts.ts'
import { dueOf, type Order, paymentOf } from '../domain/order.ts'
import { changeOrder } from './change-order.ts'
import { detailsOf } from './details-of.ts'
import { notePayment } from './note-payment.ts'
import type { Outside } from './outside.ts'
import type { OrderDeps } from './ports.ts'

export interface ChoosePayment extends KeyedRequest {
  readonly id: OrderId
  readonly choice: PaymentRequest
  readonly cause: Cause
}

/**
 * Tries another way to pay.
 * 1. A request that was taken before, by its Idempotency-Key, chooses nothing; one that was refused is looked at anew.
 * 2. The order keeps the choice, unless one is being tried already; from here on its deadline waits for it.
 * 3. Before confirmation its workflow, whose wait that ends, tries it. After it, where an authorization has ended
 *    too early, payments is asked at once.
 * Gift cards that the order has stay its own unless the choice says otherwise.
 * Refusals: not_found, not_payable, payment_pending, payment_method_declined, payment_kind_not_allowed,
 * gift_card_invalid, idempotency_key_reused.
 */
export const makeChoosePayment =
  (deps: OrderDeps & Pick<Outside, 'authorize' | 'renew'>) =>
  async ({ id, choice: asked, cause, ...keyed }: ChoosePayment): Promise<Outcome<OrderId>> => {
    const chosen = chosenOf(asked)
    if (!chosen.ok) return chosen
    const choice = chosen.value
    const now = deps.clock.now()
    const { deadlines, policy } = deps
    const repeats = repeatsOf(deps, `payOrder#${id}`, keyed)
    const changed = await changeOrder(deps, id, cause, async (order): Promise<Chosen> => {
      const repeat = await repeats.isRepeat()
      if (!repeat.ok || repeat.value) return { facts: [], answer: repeat }
      const { payment } = await detailsOf(deps, id)
      const decided = decideChoice(order, {
        choice,
        before: paymentOf(order, payment),
        offered: policy.offered,
        now: now.toISOString(),
        payBy: { card: after(now, deadlines.payment), reference: after(now, deadlines.delayedPayment) },
      })
      return decided.ok
        ? { facts: decided.value, writes: repeats.writes, answer: decided }
        : { facts: [], answer: decided }
    })
    if (!changed) return refuse('not_found', 'There is no such order that you may see.')
    const { answer } = changed.decision
    if (!answer.ok) return answer
    await payAtOnce(deps, changed.order, cause)
    return success(id)
  }

interface Chosen {
  readonly facts: readonly Fact[]
  readonly writes?: readonly Write[]
  readonly answer: Outcome<unknown>
}

/** Asks payments about a choice that is still to be tried of an order that its workflow does not pay for any more. */
export async function payAtOnce(
  deps: OrderDeps & Pick<Outside, 'authorize' | 'renew'>,
  order: Order,
  cause: Cause,
): Promise<void> {
  const { id: orderId, run, currency, payment, paymentChoice: choice } = order
  if (!order.confirmedAt || !order.choosing || !choice || choice.kind === 'link') return
  const due = dueOf(order)
  const { captureBefore } = payment
  const answer =
    payment.status === 'authorized' && captureBefore
      ? await deps.renew({ orderId, run, due, captureBefore, payment: choice })
      : await deps.authorize({ orderId, run, amount: due, currency, payment: choice })
  await notePayment(deps, orderId, answer.payment, cause)
}
