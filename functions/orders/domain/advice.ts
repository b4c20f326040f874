import type { AttentionName } from '../contract/attention-reasons.ts'
import { reasonsIn } from './attention.ts'
import type { Order } from './order.ts'
import { ENDING } from './status.ts'

const ANOTHER_PAYMENT = 'Agree with the customer on another payment, ship only what is paid for, then skip.'
const RESOLVE_PARCEL = 'Ask the carrier, then resolve the parcel: refund it, send it once more, or claim it.'
const GIVE_BACK = 'Give back what is too much, write it down as returned, then skip.'

/** What to do about each reason; some say no more than that the order stands still: then its state tells. */
const ADVICE: Readonly<Record<AttentionName, string | typeof byState>> = {
  not_shipped: byState,
  not_delivered: byState,
  not_handed_over: byState,
  late: byState,
  step_failed: 'Mend what the step stumbled over, then retry: steps that are done are passed over.',
  runs_used_up: 'Mend what each run stumbled over, then retry: steps that are done are passed over.',
  capture_failed:
    'Look at the payment: when the money can be had, retry; else agree on another way to pay, then skip.',
  captured_in_part: 'Agree with the customer on how the rest is paid, then skip.',
  captured_too_much: 'Refund the difference, then skip.',
  money_kept: 'Give the money back, and write down what was transferred, then retry: the order ends.',
  authorization_ends: ANOTHER_PAYMENT,
  authorization_ended_between: ANOTHER_PAYMENT,
  authorization_ended: ANOTHER_PAYMENT,
  authorization_ended_in_part: ANOTHER_PAYMENT,
  money_short: 'Ask the customer for the rest, or give back what came and cancel, then skip.',
  money_over: GIVE_BACK,
  money_double: GIVE_BACK,
  money_late: GIVE_BACK,
  money_unused: GIVE_BACK,
  disputed: 'Send the evidence in time, keep what has not left, then skip.',
  dispute_lost: 'Cancel what has not left, ask for the rest to be sent back, then skip.',
  dispute_after_refund: "Send the refund to the bank as evidence, at the gateway's dashboard, then skip.",
  dispute_inquiry: "Answer the bank at the gateway's dashboard, before it becomes a dispute, then skip.",
  gift_cards_used: 'Look at the gift cards that the order bought, void what they have left, then skip.',
  refund_awaits_approval: 'Let a second person approve the refund or decline it, then skip.',
  refund_failed: 'Agree with the customer on how the money is given back, then skip.',
  gift_cards_voided: 'Issue the gift cards anew that were voided for the refund.',
  hold_expired: 'Decide about the hold: release it, or cancel the order.',
  parcel_lost: RESOLVE_PARCEL,
  parcel_returning: RESOLVE_PARCEL,
  withdrawn: 'Cancel the lines that have not left, arrange the return of the others, then skip.',
  message_failed: 'Reach the customer in another way, note it at the order, then skip.',
}

/** What to do first about an order on the attention list: by its reasons, else by the state it is in. */
export function adviceFor(order: Order, reason: string): string {
  const advice = reasonsIn(reason)
    .map((name) => ADVICE[name])
    .map((known) => (typeof known === 'string' ? known : known(order)))
  return advice.length > 0 ? [...new Set(advice)].join(' ') : byState(order)
}

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
