import type { Cause } from '#shared/events.ts'
import type { Order } from '../domain/order.ts'
import { partDue } from '../domain/parts.ts'
import { notePayment } from './note-payment.ts'
import type { Outside } from './outside.ts'
import type { OrderDeps } from './ports.ts'

/**
 * Takes what is due for the goods that have left, while others are still here; nothing where the authorization is
 * captured once. The last capture, which lets go of the rest, is the workflow's.
 */
export async function capturePart(
  deps: OrderDeps & Pick<Outside, 'capture'>,
  order: Order,
  cause: Cause,
): Promise<void> {
  const due = partDue(order)
  if (due === undefined) return
  const answer = await deps.capture({ orderId: order.id, run: order.run, due, moreFollows: true })
  await notePayment(deps, order.id, answer.payment, cause)
}
