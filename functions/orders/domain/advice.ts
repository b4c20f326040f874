import type { Order } from './order.ts'
import { ENDING } from './status.ts'

/** What to do first about an order on the attention list: a sentence for staff, from the state it is in. */
export function adviceFor(order: Order): string {
  const { captured, refunded } = order.payment
  if (ENDING.has(order.status))
    return captured > refunded
      ? 'Refund what was captured, then retry: the order ends by itself.'
      : 'Retry: what is left to undo is undone.'
  if (order.claims.some((claim) => !order.handedOver.includes(claim)))
    return 'Ask the stock location whether the parcel has left: record the hand-over, or retry.'
  if (order.status === 'delivered')
    return 'Look at the payment: when the money can be had, retry; else agree on another way to pay, then skip.'
  if (order.shippedAt !== undefined)
    return 'Ask the carrier where the parcel is: record its delivery, or tell the customer and skip.'
  if (order.confirmedAt !== undefined)
    return 'Ask the stock location what is missing: let it be found or adjusted and retry, or compensate.'
  return 'Retry: steps that are done are passed over. If it comes back, compensate.'
}
