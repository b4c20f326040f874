import type { Dispute } from '../contract/types.ts'
import type { Fact } from './facts.ts'
import type { Payment } from './payment.ts'

/** A dispute as the gateway showed it at some time. */
export interface GatewayDispute extends Dispute {
  /** The payer's bank only asks, and has taken no money. */
  readonly isInquiry: boolean
}

/**
 * What a gateway's dispute teaches us. One is known at a time, the newest: another is news when the one
 * before it is decided, and only as long as it is open itself, so that an old one never comes back.
 */
export function observeDispute(payment: Payment, shown: GatewayDispute): Fact[] {
  const { isInquiry, ...dispute } = shown
  const { dispute: known } = payment
  if (payment.captured === 0) return []
  if (known?.id === dispute.id)
    return known.status === 'open' && dispute.status !== 'open' ? [{ type: 'dispute_closed', dispute }] : []
  if (known && (known.status === 'open' || dispute.status !== 'open')) return []
  return [
    ...openingOf(payment, { ...dispute, status: 'open' }, isInquiry),
    ...(dispute.status === 'open' ? [] : [{ type: 'dispute_closed', dispute } as const]),
  ]
}

/** What was given back already cannot be taken again: a person tells the payer's bank so. */
function openingOf(payment: Payment, dispute: Dispute, isInquiry: boolean): Fact[] {
  const wasRefunded = payment.status === 'refunded'
  const holds = !isInquiry && !wasRefunded
  const opened: Fact = { type: 'dispute_opened', dispute, holds }
  if (holds) return [opened]
  return [
    opened,
    { type: 'attention_needed', reason: isInquiry ? 'dispute_inquiry' : 'dispute_after_refund' },
  ]
}
