import type Stripe from 'stripe'
import * as z from 'zod/mini'
import { page, within } from '../http/lists.ts'
import {
  clearable,
  flag,
  listParametersOf,
  metadata,
  moment,
  noParameters,
  parametersOf,
  text,
} from '../http/parameters.ts'
import { invalidRequest } from '../http/refusal.ts'
import type { World } from '../world.ts'
import { saveCharge } from './charges.ts'
import { noEvidence, verdictOn, withEvidence } from './dispute-evidence.ts'
import { existing, mergedMetadata, operation } from './operation.ts'
import type { TestCard } from './test-cards.ts'

type Grounds = NonNullable<TestCard['dispute']>

const WEEK = 7 * 24 * 60 * 60
const networkReasons: Record<Grounds, string> = {
  fraudulent: '10.4',
  product_not_received: '13.1',
  inquiry: '10.4',
}

/** The payer's bank takes captured money back; an inquiry only asks, and may become a chargeback, under its id. */
export function openDispute(world: World, charge: Stripe.Charge, grounds: Grounds) {
  const inquiry = grounds === 'inquiry'
  const asked = [...world.tables.disputes.values()].find(
    (dispute) => dispute.charge === charge.id && isOpenInquiry(dispute),
  )
  if (asked && !inquiry) return escalate(world, charge, asked, grounds)
  const dispute = saveDispute(world, {
    id: world.newId('du'),
    object: 'dispute',
    amount: charge.amount_captured,
    balance_transactions: [],
    charge: charge.id,
    created: world.now(),
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: noEvidence,
    evidence_details: {
      due_by: world.now() + WEEK,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: inquiry,
    livemode: false,
    metadata: {},
    network_reason_code: networkReasons[grounds],
    payment_intent: charge.payment_intent,
    payment_method_details: {
      type: 'card',
      card: {
        brand: charge.payment_method_details?.card?.brand ?? 'visa',
        case_type: inquiry ? 'inquiry' : 'chargeback',
        network: charge.payment_method_details?.card?.network ?? 'visa',
        network_reason_code: networkReasons[grounds],
      },
    },
    reason: inquiry ? 'general' : grounds,
    status: inquiry ? 'warning_needs_response' : 'needs_response',
  })
  world.emit('charge.dispute.created', dispute)
  if (inquiry) return
  saveCharge(world, { ...charge, disputed: true })
  world.emit('charge.dispute.funds_withdrawn', dispute)
}

function escalate(world: World, charge: Stripe.Charge, asked: Stripe.Dispute, grounds: Grounds) {
  const escalated = saveDispute(world, {
    ...asked,
    is_charge_refundable: false,
    network_reason_code: networkReasons[grounds],
    reason: grounds,
    status: 'needs_response',
  })
  world.emit('charge.dispute.updated', escalated, { status: asked.status })
  saveCharge(world, { ...charge, disputed: true })
  world.emit('charge.dispute.funds_withdrawn', escalated)
}

/** Adds evidence; with `submit` the bank reads it, and may decide at once. */
export const updateDispute = operation(
  parametersOf<Stripe.DisputeUpdateParams>()({
    evidence: z.optional(z.record(z.string(), clearable)),
    metadata: z.optional(metadata),
    submit: z.optional(flag),
  }),
  (world, { evidence = {}, metadata, submit = Object.keys(evidence).length > 0 }, id) => {
    const before = openDisputeNamed(world, id)
    const said = withEvidence(before.evidence, evidence)
    const answered = saveDispute(world, {
      ...before,
      evidence: said,
      evidence_details: {
        ...before.evidence_details,
        has_evidence: true,
        submission_count: before.evidence_details.submission_count + (submit ? 1 : 0),
        submission_method: submit ? 'manual' : before.evidence_details.submission_method,
      },
      metadata: mergedMetadata(before.metadata, metadata),
      status: submit ? underReview(before) : before.status,
    })
    world.emit('charge.dispute.updated', answered)
    const verdict = submit ? verdictOn(said) : undefined
    return verdict ? closeAs(world, answered, verdict) : answered
  },
)

/** Accepts the loss; an inquiry is closed without one. */
export const closeDispute = operation(noParameters, (world, _, id) => {
  const dispute = openDisputeNamed(world, id)
  return closeAs(world, dispute, isInquiry(dispute) ? 'warning_closed' : 'lost')
})

export const retrieveDispute = operation(noParameters, (world, _, id) =>
  existing(world.tables.disputes, 'dispute', id),
)

export const listDisputes = operation(
  listParametersOf<Stripe.DisputeListParams>()({
    charge: z.optional(text),
    payment_intent: z.optional(text),
    created: moment,
  }),
  (world, { charge, payment_intent, created, ...paging }) =>
    page(
      world.tables.disputes.values(),
      (dispute) =>
        (charge === undefined || dispute.charge === charge) &&
        (payment_intent === undefined || dispute.payment_intent === payment_intent) &&
        within(dispute.created, created),
      paging,
      '/v1/disputes',
    ),
)

const isInquiry = (dispute: Stripe.Dispute) => dispute.status.startsWith('warning_')
const isOpenInquiry = (dispute: Stripe.Dispute) => isInquiry(dispute) && dispute.status !== 'warning_closed'
const underReview = (dispute: Stripe.Dispute) =>
  isInquiry(dispute) ? 'warning_under_review' : 'under_review'

function openDisputeNamed(world: World, id: string): Stripe.Dispute {
  const dispute = existing(world.tables.disputes, 'dispute', id)
  if (!['won', 'lost', 'warning_closed'].includes(dispute.status)) return dispute
  throw invalidRequest(`This dispute is already closed, as ${dispute.status}.`)
}

function closeAs(world: World, dispute: Stripe.Dispute, status: 'won' | 'lost' | 'warning_closed') {
  const closed = saveDispute(world, { ...dispute, status })
  world.emit('charge.dispute.closed', closed, { status: dispute.status })
  if (status === 'won') world.emit('charge.dispute.funds_reinstated', closed)
  return closed
}

function saveDispute(world: World, dispute: Stripe.Dispute) {
  world.tables.disputes.set(dispute.id, dispute)
  return dispute
}
