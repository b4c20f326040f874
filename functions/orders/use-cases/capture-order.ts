import type { Cause } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import { type KeyedRequest, repeatsOf } from '#shared/repeated-request.ts'
import { whyNotCapturable } from '../domain/decide-payment.ts'
import { dueOf, isHolding } from '../domain/order.ts'
import { changeOrder, type Decided } from './change-order.ts'
import { detailsOf } from './details-of.ts'
import { notePayment } from './note-payment.ts'
import type { Outside } from './outside.ts'
import type { OrderDeps } from './ports.ts'

export interface CaptureOrder extends KeyedRequest {
  readonly id: OrderId
  readonly reason: string
  readonly cause: Cause
}

/** Why nothing is asked of payments, or what is to be done. */
type Asked = Decided & { readonly answer: Outcome<'ask' | 'was captured'> }

/**
 * Takes what is due of a payment before its time, as when a capture failed or an authorization is about to end.
 * 1. Who asks for it, and why, is in the order's history before payments is asked.
 * 2. Payments is asked, which takes what is due once.
 * A repeat, by its Idempotency-Key, of what was captured changes nothing; where money is still held it asks on.
 * Refusals: not_found; not_capturable before anything has left, where nothing is held, or it was captured already;
 * idempotency_key_reused.
 */
export const makeCaptureOrder =
  (deps: OrderDeps & Pick<Outside, 'capture'>) =>
  async ({ id, reason, cause, ...keyed }: CaptureOrder): Promise<Outcome<OrderId>> => {
    const repeats = repeatsOf(deps, `captureOrder#${id}`, keyed)
    const changed = await changeOrder(deps, id, cause, async (current): Promise<Asked> => {
      const repeat = await repeats.isRepeat()
      if (!repeat.ok) return { facts: [], answer: repeat }
      const wasCaptured = current.payment.captured > 0 && !isHolding(current)
      if (repeat.value) return { facts: [], answer: success(wasCaptured ? 'was captured' : 'ask') }
      const obstacle = whyNotCapturable(current, await detailsOf(deps, id))
      if (obstacle) return { facts: [], answer: refuse('not_capturable', obstacle) }
      return { facts: [{ type: 'capture_asked', reason }], writes: repeats.writes, answer: success('ask') }
    })
    if (!changed) return refuse('not_found', 'There is no such order that you may see.')
    const { order, decision } = changed
    if (!decision.answer.ok) return decision.answer
    if (decision.answer.value === 'was captured') return success(id)
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
