import { after } from '#shared/clock.ts'
import type { Cause } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import { because } from '../domain/attention.ts'
import { payAgain, stop } from '../domain/decide-payment-news.ts'
import { ask } from '../domain/decided.ts'
import type { Fact } from '../domain/facts.ts'
import { dueOf, holdBefore, type Order, paymentOf } from '../domain/order.ts'
import { changeOrder } from './change-order.ts'
import { detailsOf } from './details-of.ts'
import { notePayment } from './note-payment.ts'
import type { Outside } from './outside.ts'
import type { OrderDeps } from './ports.ts'

type Deps = OrderDeps & Pick<Outside, 'renew' | 'capture'>

/**
 * The authorization ends soon.
 * 1. If all goods have left, or are about to, it is captured.
 * 2. Else the order is held first, so that nothing leaves while it has none.
 * 3. If nothing has left, and the payer agreed, it is renewed, which releases the hold; if not, the payer is asked.
 * 4. If some has left, a person is told: what stays here is not charged.
 */
export async function guardAuthorization(deps: Deps, order: Order, cause: Cause): Promise<void> {
  if (order.shippedAt || allClaimed(order)) return captureNow(deps, order, cause)
  const held = await holdForPayment(deps, order.id, cause)
  if (!held || (await renewed(deps, held, cause))) return
  await changeOrder(deps, held.id, cause, (current) => ({ facts: askFor(current) }))
}

const allClaimed = ({ claims, expectedFulfillmentOrders }: Order): boolean =>
  claims.length > 0 && claims.length === expectedFulfillmentOrders

const paymentHold = ({ holds }: Order) => holds.find(({ reason }) => reason === 'payment')

async function holdForPayment(deps: Deps, id: OrderId, cause: Cause): Promise<Order | undefined> {
  const hold = stop('payment', `hld_${deps.ids.unique()}`, after(deps.clock.now(), deps.deadlines.answer))
  const changed = await changeOrder(deps, id, cause, (current) => ({
    facts: paymentHold(current) || allClaimed(current) ? [] : [{ type: 'held' as const, hold }],
  }))
  return changed && paymentHold(changed.order) ? changed.order : undefined
}

async function renewed(deps: Deps, order: Order, cause: Cause): Promise<boolean> {
  const { id, run, claims, payment } = order
  const choice = paymentOf(order, (await detailsOf(deps, id)).payment)
  const { captureBefore } = payment
  if (claims.length > 0 || choice.kind !== 'card' || !choice.renewable || !captureBefore) return false
  const answer = await deps.renew({ orderId: id, run, due: dueOf(order), captureBefore })
  await notePayment(deps, id, answer.payment, cause)
  return answer.outcome === 'renewed'
}

/** What is asked once the order is held for it: the payer, or staff where a part has left. */
function askFor(order: Order): readonly Fact[] {
  const hold = paymentHold(order)
  if (!hold || holdBefore(order, 'hand_over') === undefined) return []
  if (order.claims.length === 0) return [payAgain(order.payment, hold.deadline)]
  return ask(order, because('authorization_ends'))
}

export async function captureNow(deps: Deps, order: Order, cause: Cause): Promise<void> {
  const answer = await deps.capture({ orderId: order.id, run: order.run, due: dueOf(order) })
  await notePayment(deps, order.id, answer.payment, cause)
}
