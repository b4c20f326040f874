import type Stripe from 'stripe'
import * as z from 'zod/mini'
import { page, within } from '../http/lists.ts'
import {
  amount,
  listParametersOf,
  metadata,
  moment,
  noParameters,
  parametersOf,
  text,
} from '../http/parameters.ts'
import { badParameter, invalidRequest } from '../http/refusal.ts'
import { idOf, move, type World } from '../world.ts'
import { chargeOf, saveCharge } from './charges.ts'
import { existing, mergedMetadata, operation, referred } from './operation.ts'
import { cardBehind } from './payment-methods.ts'
import { checkUnits } from './units.ts'

/** Gives captured money back, at most what was captured and not given back yet; all of it if no amount is named. */
export const createRefund = operation(
  parametersOf<Stripe.RefundCreateParams>()({
    amount: z.optional(amount),
    charge: z.optional(text),
    payment_intent: z.optional(text),
    reason: z.optional(z.enum(['duplicate', 'fraudulent', 'requested_by_customer'])),
    metadata: z.optional(metadata),
  }),
  (world, asked) => {
    const charge = chargeToRefund(world, asked)
    const left = refundable(world, charge)
    checkRefundable(world, charge, left, asked.amount)
    checkUnits(asked.amount, charge.currency)
    const { refunds } = cardBehind(world, charge.payment_method ?? '')
    const refund = saveRefund(world, {
      ...newRefund(world, charge, asked.amount ?? left),
      reason: asked.reason ?? null,
      metadata: mergedMetadata({}, asked.metadata),
      status: refunds === 'pending' ? 'pending' : 'succeeded',
    })
    move(world, idOf(charge.payment_intent) ?? '', 'refunded', refund.amount)
    const refunded = changeRefunded(world, charge, refund.amount)
    world.emit('refund.created', refund)
    world.emit('charge.refunded', refunded, {
      amount_refunded: charge.amount_refunded,
      refunded: charge.refunded,
    })
    if (refunds) settleLater(world, refund.id, refunds === 'fail' ? 'failed' : 'succeeded')
    return refund
  },
)

/** Some refunds come to their end later: a pending one succeeds, one that had succeeded fails after all. */
export function settleRefund(world: World, id: string) {
  const refund = world.tables.refunds.get(id)
  const status = world.tables.settlements.get(id)
  world.tables.settlements.delete(id)
  if (!refund || !status) return
  const charge = world.tables.charges.get(idOf(refund.charge) ?? '')
  const failure = status === 'failed' ? { failure_reason: 'expired_or_canceled_card' } : {}
  const settled = saveRefund(world, { ...refund, ...failure, status })
  if (status === 'failed' && charge) {
    move(world, idOf(charge.payment_intent) ?? '', 'refund_failed', refund.amount)
    changeRefunded(world, charge, -refund.amount)
  }
  if (status === 'failed') world.emit('refund.failed', settled, { status: refund.status })
  world.emit('refund.updated', settled, { status: refund.status })
  world.emit('charge.refund.updated', settled, { status: refund.status })
}

export function resumeSettlements(world: World) {
  for (const id of world.tables.settlements.keys())
    world.after(world.refundSettlementMs, () => settleRefund(world, id))
}

function settleLater(world: World, id: string, status: 'succeeded' | 'failed') {
  world.tables.settlements.set(id, status)
  world.after(world.refundSettlementMs, () => settleRefund(world, id))
}

function chargeToRefund(
  world: World,
  asked: { charge?: string | undefined; payment_intent?: string | undefined },
): Stripe.Charge {
  if (asked.payment_intent && asked.charge) {
    throw badParameter(
      'Give one of `charge` and `payment_intent`, not both.',
      'charge',
      'parameters_exclusive',
    )
  }
  if (asked.charge) return referred(world.tables.charges, 'charge', asked.charge, 'charge')
  if (!asked.payment_intent) {
    throw badParameter(
      'One of the following params should be provided: payment_intent, charge.',
      'payment_intent',
      'parameter_missing',
    )
  }
  const intent = referred(
    world.tables.paymentIntents,
    'payment_intent',
    asked.payment_intent,
    'payment_intent',
  )
  return chargeOf(world, intent)
}

/** What was captured of a charge and not given back, in minor units. */
function refundable(world: World, charge: Stripe.Charge) {
  const given = [...world.tables.refunds.values()].filter(
    (refund) => refund.charge === charge.id && refund.status !== 'failed',
  )
  return charge.amount_captured - given.reduce((sum, refund) => sum + refund.amount, 0)
}

/** A charge stays `disputed` for ever; a dispute that was won gives its money back. */
const isWithTheBank = (world: World, { id, disputed }: Stripe.Charge) =>
  disputed &&
  [...world.tables.disputes.values()].some(({ charge, status }) => charge === id && status !== 'won')

function checkRefundable(world: World, charge: Stripe.Charge, left: number, asked: number | undefined) {
  if (!charge.captured) {
    throw invalidRequest(
      `Charge ${charge.id} has not been captured. Cancel its PaymentIntent to let the money go.`,
    )
  }
  if (isWithTheBank(world, charge)) {
    throw invalidRequest(`Charge ${charge.id} is disputed; its money is not yours to refund.`, {
      code: 'charge_disputed',
    })
  }
  if (left === 0) {
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, {
      code: 'charge_already_refunded',
    })
  }
  if (asked !== undefined && asked > left) {
    throw invalidRequest(
      `Refund amount (${asked}) is greater than unrefunded amount on charge (${left}), both in minor units of ${charge.currency}.`,
      { param: 'amount' },
    )
  }
}

function changeRefunded(world: World, charge: Stripe.Charge, change: number) {
  const amount_refunded = charge.amount_refunded + change
  return saveCharge(world, { ...charge, amount_refunded, refunded: amount_refunded === charge.amount })
}

function saveRefund(world: World, refund: Stripe.Refund) {
  world.tables.refunds.set(refund.id, refund)
  return refund
}

const newRefund = (world: World, charge: Stripe.Charge, amount: number): Stripe.Refund => ({
  id: world.newId('re'),
  object: 'refund',
  amount,
  balance_transaction: world.newId('txn'),
  charge: charge.id,
  created: world.now(),
  currency: charge.currency,
  customer: charge.customer,
  customer_account: null,
  destination_details: { type: 'card', card: { reference_status: 'pending', type: 'refund' } },
  metadata: {},
  payment_intent: charge.payment_intent,
  payment_method: charge.payment_method,
  reason: null,
  receipt_number: null,
  source_transfer_reversal: null,
  status: 'succeeded',
  transfer_reversal: null,
})

export const retrieveRefund = operation(noParameters, (world, _, id) =>
  existing(world.tables.refunds, 'refund', id),
)

export const updateRefund = operation(
  parametersOf<Stripe.RefundUpdateParams>()({ metadata: z.optional(metadata) }),
  (world, asked, id) => {
    const refund = existing(world.tables.refunds, 'refund', id)
    return saveRefund(world, { ...refund, metadata: mergedMetadata(refund.metadata, asked.metadata) })
  },
)

export const listRefunds = operation(
  listParametersOf<Stripe.RefundListParams>()({
    charge: z.optional(text),
    payment_intent: z.optional(text),
    created: moment,
  }),
  (world, { charge, payment_intent, created, ...paging }) =>
    page(
      world.tables.refunds.values(),
      (refund) =>
        (charge === undefined || refund.charge === charge) &&
        (payment_intent === undefined || refund.payment_intent === payment_intent) &&
        within(refund.created, created),
      paging,
      '/v1/refunds',
    ),
)
