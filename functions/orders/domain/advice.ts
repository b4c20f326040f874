import type { Order } from './order.ts'
import { ENDING } from './status.ts'

/** What an order was put on the list for, by the words of its reason, and what to do about that. */
const BY_REASON: readonly (readonly [about: RegExp, advice: string])[] = [
  [/did not reach the customer/, 'Reach the customer in another way, note it at the order, then skip.'],
  [/awaits the approval/, 'Let a second person approve the refund or decline it, then skip.'],
  [/^The refund .* came to nothing/, 'Agree with the customer on how the money is given back, then skip.'],
  [/^The payment is disputed/, 'Send the evidence in time, keep what has not left, then skip.'],
  [
    /^A dispute was lost.*gift cards/s,
    'Look at the gift cards that the order bought, void what they have left, then skip.',
  ],
  [/^A dispute was lost/, 'Cancel what has not left, ask for the rest to be sent back, then skip.'],
  [/^A hold was not settled/, 'Decide about the hold: release it, or cancel the order.'],
  [/authorization end/, 'Agree with the customer on another payment, ship only what is paid for, then skip.'],
  [/^The parcel /, 'Ask the carrier, then resolve the parcel: refund it, send it once more, or claim it.'],
  [/has withdrawn/, 'Cancel the lines that have not left, arrange the return of the others, then skip.'],
]

/** What to do first about an order on the attention list: by its reason, else by the state it is in. */
export const adviceFor = (order: Order, reason: string): string =>
  BY_REASON.find(([about]) => about.test(reason))?.[1] ?? byState(order)

function byState(order: Order): string {
  const { captured, refunded } = order.payment
  if (ENDING.has(order.status))
    return captured > refunded
      ? 'Refund what was captured, then retry: the order ends by itself.'
      : 'Retry: what is left to undo is undone.'
  if (order.holds.length > 0) return 'Look at why it is held: release the hold, or cancel the order.'
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
