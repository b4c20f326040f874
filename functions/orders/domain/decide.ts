import type { redeemPromotions } from '#contexts/checkout/contract/calls.ts'
import type { reserveStock } from '#contexts/inventory/contract/calls.ts'
import type { capturePayment, voidPayment } from '#contexts/payments/contract/calls.ts'
import type { PaymentSummary } from '#contexts/payments/contract/types.ts'
import type { AnswerOf } from '#shared/calls.ts'
import type { FulfillmentOrderId } from '#shared/ids.ts'
import { because } from './attention.ts'
import { askHowToGoOn, type Decision, decided, isSuperseded } from './decided.ts'
import { dueOf, type Ending, holdBefore, isHolding, isRestUnpaid, type Order } from './order.ts'
import { ENDING, TERMINAL } from './status.ts'

/** A later run of a confirmed order asks for no money while its payer is asked to choose anew. */
export function decideScreen(
  order: Order,
  command: { run: number; reservation: AnswerOf<typeof reserveStock> },
): Decision<'passed' | 'confirmed' | 'compensate' | 'superseded'> {
  if (isSuperseded(order, command.run)) return decided('superseded')
  if (ENDING.has(order.status)) return decided('compensate')
  if (order.confirmedAt && isPayerAsked(order)) return decided('confirmed')
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

/** It is held, as its authorization has ended. */
const isPayerAsked = ({ holds }: Order): boolean => holds.some(({ reason }) => reason === 'payment')

/** Whether the promotions that were quoted are the order's: else it ends before money is asked for. */
export function decideRedeemed(
  redemption: AnswerOf<typeof redeemPromotions>,
): Decision<'passed' | 'compensate' | 'superseded'> {
  switch (redemption.outcome) {
    case 'redeemed':
      return decided('passed', { type: 'stock_reserved' })
    case 'used_up':
      return decided('compensate', {
        type: 'rejecting',
        ending: { kind: 'rejected', code: 'promotion_used_up' },
      })
    case 'already_released':
      return decided('superseded')
  }
}

/** Where a run goes on: what has happened decides, not where the run was. */
export function decideLook(
  order: Order,
  command: { run: number; now: string },
): Decision<
  'authorize' | 'await_review' | 'await_shipment' | 'await_delivery' | 'capture' | 'compensate' | 'superseded'
> {
  if (isSuperseded(order, command.run)) return decided('superseded')
  if (ENDING.has(order.status)) return decided('compensate')
  if (order.deliveredAt) return decided('capture')
  const late = order.deadline !== undefined && order.deadline <= command.now && !order.attention
  if (order.shippedAt)
    return decided('await_delivery', ...(late ? askHowToGoOn(order, because('not_delivered')) : []))
  if (order.confirmedAt)
    return decided('await_shipment', ...(late ? askHowToGoOn(order, because('not_shipped')) : []))
  if (order.held) return decided('await_review')
  // After the payer's deadline too: they may have paid without our having heard of it.
  return decided('authorize')
}

export function decideComplete(
  order: Order,
  command: { run: number; capture: AnswerOf<typeof capturePayment> },
): Decision<'completed' | 'needs_attention' | 'superseded'> {
  if (order.status === 'completed') return decided('completed')
  if (isSuperseded(order, command.run) || order.status !== 'delivered') return decided('superseded')
  const { outcome, payment } = command.capture
  if (isRestUnpaid(order, payment))
    return decided(
      'needs_attention',
      ...askHowToGoOn(order, because('captured_in_part', { captured: payment.captured, due: dueOf(order) })),
    )
  return outcome === 'not_capturable'
    ? decided('needs_attention', ...askHowToGoOn(order, because('capture_failed', payment)))
    : decided(
        'completed',
        { type: 'completed', payment },
        ...(order.buysGiftCards ? [{ type: 'gift_cards_bought' } as const] : []),
      )
}

export function decideClose(
  order: Order,
  command: { run: number; voided: AnswerOf<typeof voidPayment> },
): Decision<'closed' | 'needs_attention' | 'superseded'> {
  if (isSuperseded(order, command.run) || !ENDING.has(order.status)) return decided('superseded')
  const { outcome, payment } = command.voided
  const nothingIsKept = outcome === 'voided' || payment.refunded >= payment.captured
  if (nothingIsKept) return decided('closed', { type: 'closed', payment })
  return decided(
    'needs_attention',
    ...askHowToGoOn(order, because('money_kept')),
    ...(cameOutside(payment) ? [{ type: 'run_stopped' } as const] : []),
  )
}

/** No gateway can be asked to give it back. */
const cameOutside = ({ kind }: PaymentSummary): boolean => kind === 'delayed' || kind === 'offline'

/** Cancel or ship, never both: whichever of the two is written first wins. */
export function decideClaim(
  order: Order,
  command: { fulfillmentOrderId: FulfillmentOrderId; change?: number | undefined; now: string },
): Decision<'claimed' | 'refused'> & { readonly reason: string } {
  if (order.claims.includes(command.fulfillmentOrderId)) return { ...decided('claimed'), reason: '' }
  const reason = whyNotToShip(order, command)
  if (reason !== undefined) return { ...decided('refused'), reason }
  const claimed = { type: 'hand_over_claimed', fulfillmentOrderId: command.fulfillmentOrderId } as const
  return { ...decided('claimed', claimed), reason: '' }
}

function whyNotToShip(
  order: Order,
  { change = 0, now }: { change?: number | undefined; now: string },
): string | undefined {
  if (!order.confirmedAt) return `The order is ${order.status}, not confirmed.`
  if (ENDING.has(order.status) || TERMINAL.has(order.status)) return `The order is ${order.status}.`
  const hold = holdBefore(order, 'hand_over')
  if (hold) return `The order is held: ${hold.reason}${hold.note ? `, ${hold.note}` : ''}.`
  if (change < (order.changes ?? 0))
    return 'The order has changed: wait a moment for its new lines, then look again.'
  const { status, captureBefore } = order.payment
  const hasEnded = isHolding(order) && captureBefore !== undefined && captureBefore <= now
  if (status === 'voided' || hasEnded || isRestUnpaid(order))
    return 'The authorization of its payment has ended: it is not paid.'
  // Staff may have released the hold of an order whose payer tried again in vain.
  if (['failed', 'requires_action', 'refunded'].includes(status))
    return `Its payment is ${status}: it is not paid.`
  return undefined
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
