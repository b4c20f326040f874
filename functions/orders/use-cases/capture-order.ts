import type { Cause } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import { whyNotCapturable } from '../domain/decide-payment.ts'
import { dueOf } from '../domain/order.ts'
import { changeOrder } from './change-order.ts'
import { detailsOf } from './details-of.ts'
import { notePayment } from './note-payment.ts'
import type { Outside } from './outside.ts'
import type { OrderDeps } from './ports.ts'

/**
 * Takes what is due of a payment before its time, as when a capture failed or an authorization is about to end.
 * Who asks for it, and why, is in the order's history before payments is asked.
 * Refusals: not_found; not_capturable before anything has left, where nothing is held, or it was captured already.
 */
export const makeCaptureOrder =
  (deps: OrderDeps & Pick<Outside, 'capture'>) =>
  async (asked: { id: OrderId; reason: string; cause: Cause }): Promise<Outcome<OrderId>> => {
    const { id, reason, cause } = asked
    const changed = await changeOrder(deps, id, cause, async (current) => {
      const obstacle = whyNotCapturable(current, await detailsOf(deps, id))
      return { obstacle, facts: obstacle ? [] : [{ type: 'capture_asked' as const, reason }] }
    })
    if (!changed) return refuse('not_found', 'There is no such order that you may see.')
    const { order, decision } = changed
    if (decision.obstacle) return refuse('not_capturable', decision.obstacle)
    const answer = await deps.capture({ orderId: id, run: order.run, due: dueOf(order) })
    await notePayment(deps, id, answer.payment, cause)
    if (answer.outcome !== 'captured')
      return refuse('not_capturable', `Nothing could be taken: the payment is ${answer.payment.status}.`)
    await changeOrder(deps, id, cause, (current) => ({
      facts: current.attention
        ? [{ type: 'attention_settled' as const, reason: 'The payment was captured.' }]
        : [],
    }))
    return success(id)
  }
