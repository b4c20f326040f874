import type { Dispute, PaymentSummary } from '#contexts/payments/contract/types.ts'
import { because } from './attention.ts'
import { released } from './decide-holds.ts'
import { ask } from './decided.ts'
import type { Fact } from './facts.ts'
import { dueOf, type Hold, isRestUnpaid, type Order } from './order.ts'
import { ENDING, TERMINAL } from './status.ts'

/** What a hold that follows from news of the payment is made of. */
export interface NewHold {
  readonly id: string
  /** Until when its payer, or staff, are to answer. RFC 3339 UTC. */
  readonly deadline: string
}

/** What newer news of its payment mean for an order; the same or older ones mean nothing. */
export function decidePaymentNews(order: Order, payment: PaymentSummary, hold: NewHold): readonly Fact[] {
  if (payment.sequence <= order.payment.sequence) return []
  const noted: Fact = { type: 'payment_noted', payment }
  return [
    noted,
    ...disputeNews(order, payment, hold),
    ...authorizationNews(order, payment, hold),
    ...endingNews(order, payment),
    ...overcharge(order, payment),
  ]
}

/** An order whose run ended as it kept money goes on to its end, by a new run, once all of it is given back. */
function endingNews({ status, attention }: Order, payment: PaymentSummary): Fact[] {
  const isGivenBack = payment.captured > 0 && payment.refunded >= payment.captured
  const reason = 'All of its money was given back.'
  return ENDING.has(status) && attention && isGivenBack
    ? [
        { type: 'restarted', reason },
        { type: 'attention_settled', reason },
      ]
    : []
}

/** Lines may be given up while a capture with what was due before is on its way. */
function overcharge(order: Order, payment: PaymentSummary): Fact[] {
  const isNew = payment.captured > order.payment.captured
  return isNew && payment.captured > dueOf(order)
    ? ask(order, because('captured_too_much', { captured: payment.captured, due: dueOf(order) }))
    : []
}

/** Goods that have not left stay here while the payer's bank looks at a dispute; one that only asks took nothing. */
function disputeNews(order: Order, { dispute }: PaymentSummary, { id, deadline }: NewHold): Fact[] {
  if (!dispute || isKnown(order, dispute)) return []
  const held = order.holds.find(({ reason }) => reason === 'dispute')
  if (dispute.status === 'won') return held ? [released(held, 'The dispute was won.')] : []
  if (dispute.isInquiry) return []
  const until = dispute.evidenceDueBy ?? deadline
  const told = ask(
    order,
    dispute.status === 'lost' ? because('dispute_lost') : because('disputed', { why: dispute.reason, until }),
  )
  return held || !maySend(order) ? told : [{ type: 'held', hold: stop('dispute', id, until) }, ...told]
}

/** An inquiry that becomes a chargeback keeps its id. */
function isKnown(
  { payment: { dispute: known } }: Order,
  { id, status, isInquiry = false }: Dispute,
): boolean {
  return known?.id === id && known.status === status && (known.isInquiry ?? false) === isInquiry
}

/** An authorization that ended too early is asked for again before anything leaves; one that came releases what waited for it. */
function authorizationNews(order: Order, payment: PaymentSummary, { id, deadline }: NewHold): Fact[] {
  if (!order.confirmedAt || isOver(order)) return []
  const held = order.holds.find(({ reason }) => reason === 'payment')
  const tried: Fact[] = order.choosing ? [{ type: 'choice_tried' }] : []
  switch (payment.status) {
    case 'captured':
      if (isRestUnpaid(order, payment)) return endedInParts(order, { id, deadline })
      return held ? [...tried, released(held, 'It is paid for again.')] : tried
    case 'authorized':
      return held ? [...tried, released(held, 'It is paid for again.')] : tried
    case 'failed':
      return held ? [...tried, payAgain(payment, held.deadline)] : []
    case 'requires_action':
      return held ? [...tried, { ...payAgain(payment, held.deadline), action: 'three_d_secure' }] : []
    case 'voided':
      if (held || payment.captured > 0) return []
      if (!maySend(order)) return ask(order, because('authorization_ended'))
      return [{ type: 'held', hold: stop('payment', id, deadline) }, payAgain(payment, deadline)]
    default:
      return []
  }
}

/** The authorization ended after a part was captured: what is still here stays here. */
function endedInParts(order: Order, { id, deadline }: NewHold): Fact[] {
  if (!maySend(order)) return ask(order, because('authorization_ended_in_part'))
  const told = ask(order, because('authorization_ended_between'))
  const isHeld = order.holds.some(({ reason }) => reason === 'payment')
  return isHeld ? told : [{ type: 'held', hold: stop('payment', id, deadline) }, ...told]
}

/** The payer is asked while their order is held; the order stays confirmed. */
export const payAgain = (payment: PaymentSummary, deadline: string) =>
  ({ type: 'payment_required', action: 'pay_again', payment, deadline }) as const

export const stop = (reason: 'dispute' | 'payment' | 'address', id: string, deadline: string): Hold => ({
  id,
  reason,
  blocks: ['hand_over'],
  deadline,
  placedBy: 'rule',
})

/** Whether some of its goods are still here. */
const maySend = (order: Order): boolean => !order.shippedAt && !isOver(order)

const isOver = ({ status }: Order): boolean => ENDING.has(status) || TERMINAL.has(status)
