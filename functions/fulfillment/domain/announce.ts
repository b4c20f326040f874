import { type EventDefinition, happened, type NewEvent } from '#shared/events.ts'
import * as events from '../contract/events.ts'
import type { Fact } from './facts.ts'
import type { FulfillmentOrder } from './fulfillment-order.ts'

const EVENT_OF = {
  open: events.fulfillmentOrderCreated,
  picking: events.fulfillmentOrderPicking,
  picked: events.fulfillmentOrderPicked,
  packed: events.fulfillmentOrderPacked,
  labeled: events.fulfillmentOrderLabeled,
  handed_over: events.fulfillmentOrderHandedOver,
  short_picked: events.fulfillmentOrderShortPicked,
  cancelled: events.fulfillmentOrderCancelled,
} as const satisfies Record<events.FulfillmentOrderStatus, EventDefinition>

/** A fulfillment order as it is, the whole of it, in the event of its status where no other is named. */
export const snapshot = (
  state: FulfillmentOrder,
  definition: (typeof events.FULFILLMENT_ORDER_EVENTS)[number] = EVENT_OF[state.status],
): NewEvent =>
  happened(definition, {
    fulfillmentOrderId: state.id,
    orderId: state.orderId,
    locationId: state.locationId,
    status: state.status,
    lines: state.lines.filter(({ quantity }) => quantity > 0),
    parcels: state.parcels,
    ...(state.shortPick ? { shortPick: state.shortPick } : {}),
    ...(state.shortPicks > 0 ? { shortPicks: state.shortPicks } : {}),
    ...(state.change > 0 ? { change: state.change } : {}),
    ...(state.opened.length > 0 ? { opened: state.opened } : {}),
  })

/**
 * What others hear of a fact that made `after` of `before`. A label of some of the parcels is nothing yet;
 * nor is a change of the order that leaves the work as it is.
 */
export function announce(fact: Fact, after: FulfillmentOrder, before: FulfillmentOrder): NewEvent[] {
  switch (fact.type) {
    case 'parcel_labeled':
    case 'label_voided':
      return after.status === before.status ? [] : [snapshot(after)]
    case 'order_changed':
      return fact.cuts.length > 0 ? [snapshot(after, lessToDo(after, before))] : []
    default:
      return [snapshot(after)]
  }
}

function lessToDo(after: FulfillmentOrder, before: FulfillmentOrder) {
  if (after.status === 'cancelled') return events.fulfillmentOrderCancelled
  return before.parcels.length > 0 ? events.fulfillmentOrderUnpacked : events.fulfillmentOrderReduced
}
