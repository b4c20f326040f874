/**
 * Why an order can stand on the attention list, as staff read it; what differs stands in braces. Each has its advice
 * in `domain/advice.ts` and its row in docs/operations/runbooks/orders-need-attention.md.
 */
export const ATTENTION_REASONS = {
  not_shipped: 'The order was not shipped by the deadline.',
  not_delivered: 'No delivery was reported by the deadline.',
  not_handed_over: 'A hand-over was claimed, and did not happen in time.',
  late: 'The order is {status} since its deadline, {deadline}.',
  step_failed: 'A step of the workflow failed: {error}.',
  runs_used_up: 'The workflow ended {runs} times without finishing the order.',

  capture_failed: 'The payment could not be captured: it is {status}.',
  captured_in_part: 'Only {captured} of {due} minor units were captured: nothing more is held.',
  captured_too_much: '{captured} minor units were captured, {due} are due: refund the difference.',
  money_kept: 'The order is ending, but money of it is kept: give it back, then retry.',
  authorization_ends:
    'The authorization ends, and a part of the order is still here: ship it now, or cancel those lines.',
  authorization_ended_between:
    'The authorization ended after a part had left: cancel the lines that are still here.',
  authorization_ended: 'The authorization ended after the goods had left: nothing is paid.',
  authorization_ended_in_part:
    'The authorization ended after the goods had left: only a part of them is paid.',

  money_short: 'Too little money came: wait for the rest, or give it back and cancel.',
  money_over: 'More money came than is due: give back what is too much.',
  money_double: 'The order was paid twice: give one of both back.',
  money_late: 'Money came after the order had ended: give it back.',
  money_unused: 'Money came that pays for nothing: give it back.',

  disputed: 'The payment is disputed ({why}): evidence is taken until {until}.',
  dispute_lost: 'A dispute was lost.',
  dispute_after_refund: 'A payment that was given back is disputed: answer the bank with the refund.',
  dispute_inquiry: "The payer's bank asks about the payment: answer it.",
  gift_cards_used:
    'Of the gift cards {sku} only {unspent} could be voided: look at what the others have left.',

  refund_awaits_approval: 'The refund {id} of {amount} minor units awaits the approval of a second person.',
  refund_failed: 'The refund {id} came to nothing: {problem}',
  gift_cards_voided: 'Issue gift cards that were voided for it anew.',

  hold_expired: 'A hold was not settled in time: {holds}.',
  parcel_lost: 'The parcel {number} is lost: refund it, send it once more, or claim it from the carrier.',
  parcel_returning:
    'The parcel {number} is on its way back: refund it, send it once more, or claim it from the carrier.',
  withdrawn:
    'The customer has withdrawn from {units} units ({at}, the history says which): cancel what has not left, and arrange the return of the rest.',
  message_failed: 'The {channel} message "{kind}" did not reach the customer: {problem}.',
} as const

export type AttentionName = keyof typeof ATTENTION_REASONS
