import type { Dispute } from '../contract/types.ts'
import type { Fact } from './facts.ts'
import type { Payment } from './payment.ts'

/** A dispute as the gateway showed it at some time. */
export interface GatewayDispute extends Dispute {
  readonly isInquiry: boolean
}

/**
 * What a gateway's dispute teaches us. One is known at a time, the newest: another is news when the one
 * before it is decided, and only as long as it is open itself, so that an old one never comes back. A chargeback
 * goes before an inquiry that is open: the same that was escalated, or another.
 */
export function observeDispute(payment: Payment, shown: GatewayDispute): Fact[] {
  const { dispute: known } = payment
  if (payment.captured === 0) return []
  if (!known) return told(payment, shown)
  const isOpen = known.status === 'open'
  const escalates = isOpen && isInquiry(payment, known) && !shown.isInquiry
  if (known.id === shown.id) {
    if (escalates) return told(payment, shown)
    return isOpen && shown.status !== 'open' ? [{ type: 'dispute_closed', dispute: shown }] : []
  }
  return shown.status === 'open' && (!isOpen || escalates) ? told(payment, shown) : []
}

/** Whether it is one: of those that were noted before this was, a chargeback had made the payment disputed. */
const isInquiry = ({ status }: Payment, dispute: Dispute): boolean =>
  dispute.isInquiry ?? status !== 'disputed'

/** From its opening to what it is now. */
const told = (payment: Payment, shown: GatewayDispute): Fact[] => [
  ...openingOf(payment, { ...shown, status: 'open' }),
  ...(shown.status === 'open' ? [] : [{ type: 'dispute_closed', dispute: shown } as const]),
]

/** What was given back already cannot be taken again: a person tells the payer's bank so. */
function openingOf(payment: Payment, dispute: GatewayDispute): Fact[] {
  const wasRefunded = payment.status === 'refunded'
  const holds = !dispute.isInquiry && !wasRefunded
  const opened: Fact = { type: 'dispute_opened', dispute, holds }
  if (holds) return [opened]
  return [
    opened,
    { type: 'attention_needed', reason: dispute.isInquiry ? 'dispute_inquiry' : 'dispute_after_refund' },
  ]
}
