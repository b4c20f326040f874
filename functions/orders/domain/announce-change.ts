import { happened, type NewEvent } from '#shared/events.ts'
import { of } from '#shared/money.ts'
import * as events from '../contract/events.ts'
import type { QuantityOf } from '../contract/types.ts'
import { downloadsOf, type OrderDetails } from './details.ts'
import type { Fact } from './facts.ts'
import { aboutOf, contactOf, type Known } from './known.ts'
import { dueOf, type Order } from './order.ts'
import { discountsOf } from './part-discounts.ts'
import type { Refund } from './refund.ts'
import { amountsOf, taxLinesOf } from './refund-tax.ts'

type ChangeFact = Extract<
  Fact,
  {
    type:
      | 'refund_asked'
      | 'refund_settled'
      | 'held'
      | 'hold_released'
      | 'lines_cancelled'
      | 'reallocated'
      | 'stock_spared'
      | 'address_corrected'
      | 'withdrawn'
      | 'parcel_resolved'
      | 'delayed'
      | 'digital_delivered'
      | 'returned'
  }
>

/** What others hear of the ways in which an order does not go plainly. */
export function announceChange(fact: ChangeFact, order: Order, known: Known): NewEvent | undefined {
  const { details } = known
  const about = aboutOf(order, known)
  const contact = contactOf(order, known)
  switch (fact.type) {
    case 'refund_asked': {
      const { id, amount, reason, state } = fact.refund
      const asked = { ...about, refundId: id, amount: of(amount, order.currency), reason }
      return happened(events.orderRefundAsked, { ...asked, awaitsApproval: state === 'awaiting_approval' })
    }
    case 'refund_settled':
      return refundSettled(fact.refund, order, known)
    case 'held': {
      const { id, reason, note, deadline } = fact.hold
      const data = { ...about, holdId: id, reason, ...(note ? { note } : {}), deadline }
      return happened(events.orderHeld, data, contact)
    }
    case 'hold_released':
      return happened(events.orderHoldReleased, { ...about, holdId: fact.hold.id, reason: fact.reason })
    case 'lines_cancelled':
      return happened(
        events.orderLinesCancelled,
        {
          ...about,
          change: order.changes ?? 0,
          cause: fact.cause,
          reason: fact.reason,
          ...(fact.fulfillmentOrderId ? { fulfillmentOrderId: fact.fulfillmentOrderId } : {}),
          ...(fact.lacking ? { lacking: [...fact.lacking] } : {}),
          lines: fact.parts.map(({ sku, name, quantity }) => ({ sku, name, quantity })),
          released: [...fact.released],
          due: of(dueOf(order), order.currency),
          ...(fact.endsOrder ? { endsOrder: true as const } : {}),
        },
        contact,
      )
    case 'reallocated':
      return happened(events.orderReallocated, {
        ...about,
        change: order.changes ?? 0,
        key: fact.key,
        reason: fact.reason,
        given: fact.given.map((one) => ({ ...one, lines: [...one.lines] })),
        allocations: [...fact.added],
        lines: named(
          fact.added.flatMap(({ lines }) => lines),
          details,
        ),
        shipping: details.shipping,
        promise: details.promise,
      })
    case 'stock_spared':
      return happened(events.orderStockSpared, { ...about, key: fact.key, released: [...fact.released] })
    case 'address_corrected':
      return correctedTo(order, known)
    case 'withdrawn':
      return happened(
        events.orderWithdrawn,
        { ...about, withdrawnAt: fact.at, lines: named(fact.lines, details) },
        contact,
      )
    case 'parcel_resolved': {
      const { shipmentId, action, reason } = fact
      return happened(events.orderParcelResolved, { ...about, shipmentId, action, reason })
    }
    case 'delayed':
      return happened(
        events.orderDelayed,
        { ...about, promised: details.promise, promise: fact.promise },
        contact,
      )
    case 'digital_delivered': {
      const lines = downloadsOf(details)
      return happened(
        events.orderDigitalDelivered,
        { ...about, lines: named(lines, details), expiresAt: fact.expiresAt },
        contact,
      )
    }
    case 'returned':
      return happened(events.orderReturned, { ...about, reason: fact.reason }, contact)
  }
}

function correctedTo(order: Order, known: Known): NewEvent | undefined {
  const { people } = known
  if (people && !people.shippingAddress) return undefined
  return happened(
    events.orderAddressCorrected,
    aboutOf(order, known),
    people?.shippingAddress && {
      subjectId: order.id,
      value: {
        customer: people.customer,
        shippingAddress: people.shippingAddress,
        ...(people.taxId ? { taxId: people.taxId } : {}),
      },
    },
  )
}

const named = (lines: readonly QuantityOf[], details: OrderDetails) =>
  lines.map(({ sku, quantity }) => ({
    sku,
    quantity,
    name: details.lines.find((line) => line.sku === sku)?.name ?? sku,
  }))

/** What fails is told by the context of payments. */
function refundSettled(refund: Refund, order: Order, known: Known): NewEvent | undefined {
  switch (refund.state) {
    case 'succeeded':
      return refunded(refund, order, known)
    case 'declined': {
      const { id, amount, problem = '' } = refund
      const declined = { refundId: id, amount: of(amount, order.currency), reason: problem }
      return happened(events.orderRefundDeclined, { ...aboutOf(order, known), ...declined })
    }
    case 'failed':
    case 'pending':
    case 'awaiting_approval':
      return undefined
  }
}

function refunded(refund: Refund, order: Order, known: Known): NewEvent {
  const money = (amount: number) => of(amount, order.currency)
  const amounts = amountsOf(refund)
  return happened(
    events.orderRefunded,
    {
      ...aboutOf(order, known),
      refundId: refund.id,
      amount: money(refund.amount),
      taxLines: taxLinesOf(refund, known.details),
      lines: refund.parts.map((part, index) => {
        const { sku, name, quantity } = part
        const discounts = discountsOf(part, known.details)
        const amount = money(amounts[index] ?? 0)
        return { sku, name, quantity, amount, ...(discounts.length > 0 ? { discounts } : {}) }
      }),
      shipping: money(refund.shipping.amount),
      reason: refund.reason,
    },
    contactOf(order, known),
  )
}
