import type Stripe from 'stripe'
import { badParameter } from '../http/refusal.ts'

/** Evidence before anything was said; every field is a text, as the sandbox keeps no files. */
export const noEvidence: Stripe.Dispute.Evidence = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
}

/** Adds what was said now; an empty text takes a field back. */
export function withEvidence(
  current: Stripe.Dispute.Evidence,
  said: Record<string, string>,
): Stripe.Dispute.Evidence {
  for (const field of Object.keys(said)) {
    if (Object.hasOwn(noEvidence, field) && field !== 'enhanced_evidence') continue
    throw badParameter(
      `Received unknown parameter: evidence[${field}]`,
      `evidence[${field}]`,
      'parameter_unknown',
    )
  }
  const texts = Object.entries(said).map(([field, text]) => [field, text || null])
  return { ...current, ...Object.fromEntries(texts) }
}

/**
 * What Stripe's tests read in `uncategorized_text` to decide a dispute at once
 * (https://docs.stripe.com/testing#evidence); anything else leaves it under review.
 */
export function verdictOn({ uncategorized_text }: Stripe.Dispute.Evidence): 'won' | 'lost' | undefined {
  if (uncategorized_text === 'winning_evidence') return 'won'
  if (uncategorized_text === 'losing_evidence') return 'lost'
  return undefined
}
