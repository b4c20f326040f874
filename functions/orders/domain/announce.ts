import { happened, type NewEvent } from '#shared/events.ts'
import { of } from '#shared/money.ts'
import * as events from '../contract/events.ts'
import { announceChange } from './announce-change.ts'
import type { Fact } from './facts.ts'
import { boughtGiftCards } from './gift-cards.ts'
import { aboutOf, contactOf, type Known } from './known.ts'
import { type Logistics, shipmentsOf } from './logistics.ts'
import { dueOf, type Order, paymentOf } from './order.ts'

/** Facts that only we need to know of are not announced. */
export function announce(fact: Fact, order: Order, known: Known): NewEvent | undefined {
  const { details } = known
  const about = aboutOf(order, known)
  const contact = contactOf(order, known)
  switch (fact.type) {
    case 'stock_reserved':
    case 'payment_noted':
    case 'logistics_noted':
    case 'choice_tried':
    case 'hold_escalated':
    case 'parcel_troubled':
    case 'reship_asked':
    case 'reship_settled':
    case 'run_stopped':
      return undefined
    case 'payment_required':
    case 'payment_reminded':
      return askToPay(fact, order, known)
    case 'payment_chosen':
      return happened(events.orderPaymentChosen, { ...about, kind: fact.choice.kind })
    case 'confirmed':
      return confirmed(order, known)
    case 'processing':
      return happened(events.orderProcessing, { ...about, fulfillmentOrders: fact.fulfillmentOrders })
    case 'hand_over_claimed':
      return happened(events.orderHandOverClaimed, { ...about, fulfillmentOrderId: fact.fulfillmentOrderId })
    case 'handed_over':
      return happened(
        fact.all ? events.orderShipped : events.orderPartiallyShipped,
        { ...about, ...whatLeft(fact.fulfillmentOrderId, known), promise: details.promise },
        contact,
      )
    case 'delivered':
      return happened(events.orderDelivered, { ...about, deliveredAt: fact.at })
    case 'completed':
      return completed(fact.payment.captured, order, known)
    case 'gift_cards_bought':
      return giftCardsBought(order, known)
    case 'rejecting':
      return happened(events.orderRejecting, {
        ...about,
        code: fact.ending.code,
        ...(fact.ending.lines ? { lines: fact.ending.lines } : {}),
        ...(fact.ending.note ? { note: fact.ending.note } : {}),
      })
    case 'cancelling':
      return happened(events.orderCancelling, { ...about, reason: fact.ending.reason })
    case 'closed':
      return ended(order, known)
    case 'attention_needed':
      return happened(events.orderNeedsAttention, { ...about, reason: fact.reason })
    case 'attention_settled':
      return happened(events.orderAttentionSettled, { ...about, reason: fact.reason })
    case 'restarted':
      return happened(events.orderRestarted, { ...about, run: order.run, reason: fact.reason })
    case 'capture_asked':
      return happened(events.orderCaptureAsked, { ...about, reason: fact.reason })
    case 'refund_asked':
    case 'refund_settled':
    case 'held':
    case 'hold_released':
    case 'lines_cancelled':
    case 'reallocated':
    case 'stock_spared':
    case 'address_corrected':
    case 'withdrawn':
    case 'parcel_resolved':
    case 'delayed':
    case 'digital_delivered':
    case 'returned':
      return announceChange(fact, order, known)
  }
}

function askToPay(
  fact: Extract<Fact, { type: 'payment_required' | 'payment_reminded' }>,
  order: Order,
  known: Known,
): NewEvent {
  const choice = paymentOf(order, known.details.payment)
  const { reference } = order.payment
  const data = {
    ...aboutOf(order, known),
    total: of(dueOf(order), order.currency),
    action: fact.type === 'payment_required' ? fact.action : ('pay_by_reference' as const),
    ...(choice.kind === 'delayed' ? { method: choice.method } : {}),
    ...(reference ? { reference } : {}),
    deadline: order.paymentDeadline ?? order.placedAt,
  }
  const event = fact.type === 'payment_required' ? events.orderPaymentRequired : events.orderPaymentReminder
  return happened(event, data, contactOf(order, known))
}

function confirmed(order: Order, known: Known): NewEvent {
  const { details, people, grace } = known
  const releaseAt = grace > 0 && new Date(Date.parse(order.confirmedAt ?? '') + grace).toISOString()
  return happened(
    events.orderConfirmed,
    {
      ...aboutOf(order, known),
      placedAt: order.placedAt,
      lines: details.lines,
      totals: details.totals,
      taxLines: details.taxLines,
      ...discountsOf(details),
      promise: details.promise,
      shipping: details.shipping,
      allocations: [...known.allocations],
      ...kindOf(order, known),
      ...(releaseAt ? { releaseAt } : {}),
    },
    people && {
      subjectId: order.id,
      value: {
        customer: people.customer,
        ...(people.shippingAddress ? { shippingAddress: people.shippingAddress } : {}),
        ...(people.taxId ? { taxId: people.taxId } : {}),
      },
    },
  )
}

const discountsOf = ({ discounts }: Known['details']) => (discounts ? { discounts } : {})

/** As it was wished, but where gift cards pay: they may pay all of it, or stay beside a card that is chosen later. */
function kindOf(order: Order, { details }: Known) {
  const { kind: found } = order.payment
  if (found === 'gift_card' || found === 'card_and_gift_card') return { paymentKind: found }
  const { kind } = paymentOf(order, details.payment)
  return kind === 'link' ? {} : { paymentKind: kind }
}

function completed(captured: number, order: Order, known: Known): NewEvent {
  const { details } = known
  const gone = details.lines.flatMap(({ lineId, sku, name }) => {
    const quantity = known.cancelled.get(lineId) ?? 0
    return quantity > 0 ? [{ sku, name, quantity }] : []
  })
  const due = dueOf(order)
  return happened(
    events.orderCompleted,
    {
      ...aboutOf(order, known),
      deliveredAt: order.deliveredAt ?? order.placedAt,
      lines: details.lines,
      totals: details.totals,
      taxLines: details.taxLines,
      ...discountsOf(details),
      captured: of(captured, order.currency),
      ...kindOf(order, known),
      ...(gone.length > 0 ? { cancelled: gone } : {}),
      ...(due === order.total ? {} : { due: of(due, order.currency) }),
    },
    contactOf(order, known),
  )
}

/** What was given back of them is known where they are issued. */
function giftCardsBought(order: Order, known: Known): NewEvent | undefined {
  const lines = boughtGiftCards(known.details)
  return lines.length > 0
    ? happened(events.orderGiftCardsBought, { ...aboutOf(order, known), lines }, contactOf(order, known))
    : undefined
}

function whatLeft(
  fulfillmentOrderId: Logistics['fulfillmentOrders'][number]['fulfillmentOrderId'],
  known: Known,
) {
  const one = known.logistics.fulfillmentOrders.find((copy) => copy.fulfillmentOrderId === fulfillmentOrderId)
  const shipments = one ? (shipmentsOf(one, known.logistics.shipments) ?? []) : []
  return {
    fulfillmentOrderId,
    shipments: shipments.map(({ shipmentId, carrier, service, trackingNumber }) => ({
      shipmentId,
      carrier,
      service,
      trackingNumber,
    })),
    lines: (one?.lines ?? []).map(({ sku, name, picked }) => ({ sku, name, quantity: picked })),
  }
}

function ended(order: Order, known: Known): NewEvent {
  const { details } = known
  const about = aboutOf(order, known)
  const contact = contactOf(order, known)
  const { ending } = order
  if (ending?.kind === 'rejected') {
    const nameOf = (sku: string) => details.lines.find((line) => line.sku === sku)?.name ?? sku
    const lines = ending.lines?.map((line) => ({ ...line, name: nameOf(line.sku) }))
    return happened(
      events.orderRejected,
      { ...about, code: ending.code, ...(lines ? { lines } : {}) },
      contact,
    )
  }
  return happened(events.orderCancelled, { ...about, reason: ending?.reason ?? 'cancelled' }, contact)
}
