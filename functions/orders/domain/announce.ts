import { happened, type NewEvent } from '#shared/events.ts'
import { of } from '#shared/money.ts'
import * as events from '../contract/events.ts'
import type { Allocation } from '../contract/types.ts'
import type { OrderDetails, People } from './details.ts'
import type { Fact } from './facts.ts'
import { type Logistics, shipmentsOf } from './logistics.ts'
import type { Order } from './order.ts'

/** What an announcement may draw on; `people` are readable here, and sealed again by the commit. */
export interface Known {
  readonly details: OrderDetails
  readonly people: People
  readonly allocations: readonly Allocation[]
  readonly logistics: Logistics
}

/** Facts that only we need to know of are not announced. */
export function announce(fact: Fact, order: Order, known: Known): NewEvent | undefined {
  const { details, people } = known
  const about = {
    orderId: order.id,
    number: order.number,
    locale: order.locale,
    country: details.destination.country,
  }
  const contact = { subjectId: order.id, value: { customer: people.customer } }
  switch (fact.type) {
    case 'stock_reserved':
    case 'payment_noted':
    case 'logistics_noted':
      return undefined
    case 'payment_required':
      return happened(
        events.orderPaymentRequired,
        { ...about, total: details.totals.total, action: fact.action, deadline: fact.deadline },
        contact,
      )
    case 'confirmed':
      return happened(
        events.orderConfirmed,
        {
          ...about,
          placedAt: order.placedAt,
          lines: details.lines,
          totals: details.totals,
          taxLines: details.taxLines,
          promise: details.promise,
          shipping: details.shipping,
          allocations: [...known.allocations],
        },
        {
          subjectId: order.id,
          value: {
            customer: people.customer,
            ...(people.shippingAddress ? { shippingAddress: people.shippingAddress } : {}),
          },
        },
      )
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
      return happened(
        events.orderCompleted,
        {
          ...about,
          deliveredAt: order.deliveredAt ?? order.placedAt,
          lines: details.lines,
          totals: details.totals,
          taxLines: details.taxLines,
          captured: of(fact.payment.captured, order.currency),
        },
        contact,
      )
    case 'rejecting':
      return happened(events.orderRejecting, {
        ...about,
        code: fact.ending.code,
        ...(fact.ending.lines ? { lines: fact.ending.lines } : {}),
      })
    case 'cancelling':
      return happened(events.orderCancelling, { ...about, reason: fact.ending.reason })
    case 'closed':
      return ended(order, known, about, contact)
    case 'attention_needed':
      return happened(events.orderNeedsAttention, { ...about, reason: fact.reason })
    case 'attention_settled':
      return happened(events.orderAttentionSettled, { ...about, reason: fact.reason })
    case 'restarted':
      return happened(events.orderRestarted, { ...about, run: order.run, reason: fact.reason })
  }
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

function ended(
  order: Order,
  { details }: Known,
  about: { orderId: Order['id']; number: string; locale: string },
  contact: { subjectId: string; value: { customer: People['customer'] } },
): NewEvent {
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
