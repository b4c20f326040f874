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

/** The event of the status a fulfillment order is in, carrying the whole of it. */
export const snapshot = (state: FulfillmentOrder): NewEvent =>
  happened(EVENT_OF[state.status], {
    fulfillmentOrderId: state.id,
    orderId: state.orderId,
    locationId: state.locationId,
    status: state.status,
    lines: state.lines,
    parcels: state.parcels,
    ...(state.shortPick ? { shortPick: state.shortPick } : {}),
  })

/** What others hear of a fact, `state` being what it made: a label of some of the parcels is nothing yet. */
export const announce = (fact: Fact, state: FulfillmentOrder): readonly NewEvent[] =>
  fact.type === 'parcel_labeled' && state.status !== 'labeled' ? [] : [snapshot(state)]
