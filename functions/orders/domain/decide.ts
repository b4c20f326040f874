import type { reserveStock } from '#contexts/inventory/contract/calls.ts'
import type { authorizePayment, capturePayment, voidPayment } from '#contexts/payments/contract/calls.ts'
import type { PaymentSummary } from '#contexts/payments/contract/types.ts'
import type { AnswerOf } from '#shared/calls.ts'
import type { FulfillmentOrderId } from '#shared/ids.ts'
import type { Fact } from './facts.ts'
import { deliveredAt, fulfillmentStatusOf, type Logistics, shipmentsOf } from './logistics.ts'
import type { Ending, Order } from './order.ts'
import { ENDING, TERMINAL } from './status.ts'

/** What a decision comes to: the facts to write down, and what the asker is told. */
export interface Decision<Outcome extends string> {
  readonly outcome: Outcome
  readonly facts: readonly Fact[]
}

const decided = <Outcome extends string>(outcome: Outcome, ...facts: Fact[]): Decision<Outcome> => ({
  outcome,
  facts,
})

/** A step of an old run, or of an order that has ended, changes nothing. */
const isSuperseded = (order: Order, run: number): boolean => order.run !== run || TERMINAL.has(order.status)

export function decideScreen(
  order: Order,
  command: { run: number; reservation: AnswerOf<typeof reserveStock> },
): Decision<'passed' | 'compensate' | 'superseded'> {
  if (isSuperseded(order, command.run)) return decided('superseded')
  if (ENDING.has(order.status)) return decided('compensate')
  switch (command.reservation.outcome) {
    case 'reserved':
      return decided('passed', { type: 'stock_reserved' })
    case 'out_of_stock':
      return decided('compensate', {
        type: 'rejecting',
        ending: { kind: 'rejected', code: 'out_of_stock', lines: command.reservation.lines },
      })
    case 'already_released':
      // Stock is released only for an order that is ending: whoever reads this reads an old order.
      return decided('superseded')
  }
}

export function decideConfirm(
  order: Order,
  command: {
    run: number
    authorization: AnswerOf<typeof authorizePayment>
    fulfillmentOrders: number
    now: string
    payBy: string
  },
): Decision<'confirmed' | 'payment_required' | 'compensate' | 'superseded'> {
  const { authorization, now } = command
  const { payment } = authorization
  if (isSuperseded(order, command.run)) return decided('superseded')
  if (ENDING.has(order.status)) return decided('compensate')
  if (order.confirmedAt) return decided('confirmed')
  switch (authorization.outcome) {
    case 'authorized':
      return decided('confirmed', {
        type: 'confirmed',
        payment,
        fulfillmentOrders: command.fulfillmentOrders,
      })
    case 'already_voided':
      return decided('superseded')
    case 'requires_action':
    case 'method_wanted':
    case 'declined': {
      const deadline = order.paymentDeadline ?? command.payBy
      if (deadline <= now) return decided('compensate', unpaid(payment))
      const action = authorization.outcome === 'declined' ? 'pay_again' : 'three_d_secure'
      const known = order.status === 'payment_required' && order.payment.sequence >= payment.sequence
      return known
        ? decided('payment_required')
        : decided('payment_required', { type: 'payment_required', action, payment, deadline })
    }
  }
}

const unpaid = (payment: PaymentSummary): Fact => ({
  type: 'rejecting',
  ending: {
    kind: 'rejected',
    code: payment.status === 'failed' ? 'payment_declined' : 'payment_abandoned',
    ...(payment.gatewayCode ? { gatewayCode: payment.gatewayCode } : {}),
  },
})

/** Where a run goes on: what has happened decides, not where the run was. */
export function decideLook(
  order: Order,
  command: { run: number; now: string },
): Decision<'authorize' | 'await_shipment' | 'await_delivery' | 'capture' | 'compensate' | 'superseded'> {
  if (isSuperseded(order, command.run)) return decided('superseded')
  if (ENDING.has(order.status)) return decided('compensate')
  if (order.deliveredAt) return decided('capture')
  const late = order.deadline !== undefined && order.deadline <= command.now && !order.attention
  if (order.shippedAt)
    return decided('await_delivery', ...(late ? [overdue('No delivery was reported by the deadline.')] : []))
  if (order.confirmedAt)
    return decided('await_shipment', ...(late ? [overdue('The order was not shipped by the deadline.')] : []))
  if (order.paymentDeadline && order.paymentDeadline <= command.now)
    return decided('compensate', unpaid(order.payment))
  return decided('authorize')
}

const overdue = (reason: string): Fact => ({ type: 'attention_needed', reason })

export function decideComplete(
  order: Order,
  command: { run: number; capture: AnswerOf<typeof capturePayment> },
): Decision<'completed' | 'needs_attention' | 'superseded'> {
  if (order.status === 'completed') return decided('completed')
  if (isSuperseded(order, command.run) || order.status !== 'delivered') return decided('superseded')
  const { outcome, payment } = command.capture
  return outcome === 'captured'
    ? decided('completed', { type: 'completed', payment })
    : decided('needs_attention', {
        type: 'attention_needed',
        reason: `The payment could not be captured: it is ${payment.status}.`,
      })
}

export function decideClose(
  order: Order,
  command: { run: number; voided: AnswerOf<typeof voidPayment> },
): Decision<'closed' | 'needs_attention' | 'superseded'> {
  if (isSuperseded(order, command.run) || !ENDING.has(order.status)) return decided('superseded')
  const { outcome, payment } = command.voided
  const nothingIsKept = outcome === 'voided' || payment.refunded >= payment.captured
  return nothingIsKept
    ? decided('closed', { type: 'closed', payment })
    : decided('needs_attention', {
        type: 'attention_needed',
        reason: 'The order is ending, but its payment was captured: refund it, then retry.',
      })
}

/** Cancel or ship, never both: whichever of the two is written first wins. */
export function decideClaim(
  order: Order,
  command: { fulfillmentOrderId: FulfillmentOrderId },
): Decision<'claimed' | 'refused'> & { readonly reason: string } {
  const refused = (reason: string) => ({ ...decided('refused' as const), reason })
  if (order.claims.includes(command.fulfillmentOrderId)) return { ...decided('claimed'), reason: '' }
  if (!order.confirmedAt) return refused(`The order is ${order.status}, not confirmed.`)
  if (ENDING.has(order.status) || TERMINAL.has(order.status)) return refused(`The order is ${order.status}.`)
  const blocking = order.holds.find(({ blocks }) => blocks.includes('hand_over'))
  if (blocking) return refused(`The order is held: ${blocking.reason}.`)
  return {
    ...decided('claimed', { type: 'hand_over_claimed', fulfillmentOrderId: command.fulfillmentOrderId }),
    reason: '',
  }
}

export const isCancellable = (order: Order): boolean =>
  ['placed', 'payment_required', 'confirmed', 'processing'].includes(order.status) &&
  order.claims.length === 0

export function decideCancel(
  order: Order,
  command: { reason: string },
): Decision<'cancelling' | 'not_cancellable'> {
  const ending: Extract<Ending, { kind: 'cancelled' }> = { kind: 'cancelled', reason: command.reason }
  return isCancellable(order)
    ? decided('cancelling', { type: 'cancelling', ending })
    : decided('not_cancellable')
}

/** What newer copies of fulfillment orders and shipments mean for the order. */
export function decideLogistics(order: Order, known: Logistics): readonly Fact[] {
  const expected = order.expectedFulfillmentOrders
  if (expected === undefined || TERMINAL.has(order.status)) return []
  const facts: Fact[] = []
  const fulfillmentStatus = fulfillmentStatusOf(known, expected)
  if (fulfillmentStatus !== order.fulfillmentStatus)
    facts.push({ type: 'logistics_noted', fulfillmentStatus })
  if (ENDING.has(order.status)) return facts
  if (order.status === 'confirmed' && known.fulfillmentOrders.length > 0)
    facts.push({ type: 'processing', fulfillmentOrders: expected })
  const short = known.fulfillmentOrders.find(({ status }) => status === 'short_picked')
  if (short && !order.attention)
    facts.push({
      type: 'attention_needed',
      reason: `${short.locationId} is short of items for ${short.fulfillmentOrderId}.`,
    })
  const left = known.fulfillmentOrders.filter(
    (one) => one.status === 'handed_over' && shipmentsOf(one, known.shipments) !== undefined,
  )
  const news = left.filter((one) => !order.handedOver.includes(one.fulfillmentOrderId))
  for (const [index, { fulfillmentOrderId }] of news.entries())
    facts.push({
      type: 'handed_over',
      fulfillmentOrderId,
      all: order.handedOver.length + index + 1 === expected,
    })
  const shipped = order.shippedAt !== undefined || order.handedOver.length + news.length === expected
  const at = deliveredAt(known, expected)
  if (shipped && at && !order.deliveredAt) facts.push({ type: 'delivered', at })
  return facts
}
