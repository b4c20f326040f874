import { because } from './attention.ts'
import { ask } from './decided.ts'
import { evolve } from './evolve.ts'
import type { Fact } from './facts.ts'
import {
  deliveredAt,
  fulfillmentStatusOf,
  type Logistics,
  type Settled,
  type ShipmentCopy,
  shipmentsOf,
} from './logistics.ts'
import type { Order } from './order.ts'
import { ENDING, TERMINAL } from './status.ts'

/** Parcels that are waited for no more, by the order's record. */
export const settledOf = ({ resolved = [] }: Order): Settled =>
  new Set(resolved.filter(({ action }) => action !== 'claim').map(({ shipmentId }) => shipmentId))

/** What newer copies of fulfillment orders and shipments mean for the order. */
export function decideLogistics(order: Order, known: Logistics): readonly Fact[] {
  const expected = order.expectedFulfillmentOrders
  if (expected === undefined || TERMINAL.has(order.status)) return []
  const settled = settledOf(order)
  const facts: Fact[] = []
  const fulfillmentStatus = fulfillmentStatusOf(known, expected, settled)
  if (fulfillmentStatus !== order.fulfillmentStatus)
    facts.push({ type: 'logistics_noted', fulfillmentStatus })
  if (ENDING.has(order.status)) return facts
  if (order.status === 'confirmed' && known.fulfillmentOrders.length > 0)
    facts.push({ type: 'processing', fulfillmentOrders: expected })
  facts.push(
    ...departures(order, known, expected),
    ...troubles(order, known, settled),
    ...delays(order, known),
  )
  const gone = facts.filter(({ type }) => type === 'handed_over').length + order.handedOver.length
  const at = deliveredAt(known, expected, settled)
  if ((order.shippedAt !== undefined || gone === expected) && at && !order.deliveredAt)
    facts.push({ type: 'delivered', at })
  return facts
}

/** `facts` that change what is waited for, with what they mean: what has left and arrived may now be all. */
export function withLogistics(order: Order, known: Logistics, facts: readonly Fact[], at: string): Fact[] {
  const after = facts.reduce((state, fact) => evolve(state, fact, at), order)
  return [...facts, ...decideLogistics(after, known)]
}

/** Fulfillment orders that have left, and whose parcels are known, are told of once. */
function departures(order: Order, known: Logistics, expected: number): Fact[] {
  const left = known.fulfillmentOrders.filter(
    (one) => one.status === 'handed_over' && shipmentsOf(one, known.shipments) !== undefined,
  )
  return left
    .filter((one) => !order.handedOver.includes(one.fulfillmentOrderId))
    .map(({ fulfillmentOrderId }, index) => ({
      type: 'handed_over',
      fulfillmentOrderId,
      all: order.handedOver.length + index + 1 === expected,
    }))
}

/** Parcels that are lost or come back need a person's decision, once each. */
function troubles(order: Order, { shipments }: Logistics, settled: Settled): Fact[] {
  const news = shipments.filter(
    ({ shipmentId, status }) =>
      (status === 'lost' || status === 'returned_to_sender') &&
      !settled.has(shipmentId) &&
      !order.troubled?.includes(shipmentId),
  )
  const [first] = news
  if (!first) return []
  const number = first.trackingNumber
  return [
    ...news.map(({ shipmentId }) => ({ type: 'parcel_troubled' as const, shipmentId })),
    ...ask(order, because(first.status === 'lost' ? 'parcel_lost' : 'parcel_returning', { number })),
  ]
}

/** A carrier's date that passes the promise is told, each later date once. */
function delays(order: Order, { shipments }: Logistics): Fact[] {
  const known = order.delayedTo ?? order.promisedBy
  if (known === undefined) return []
  const latest = shipments
    .filter(isOnItsWay)
    .flatMap(({ promise }) => (promise ? [promise.latest] : []))
    .toSorted()
    .at(-1)
  return latest !== undefined && latest > known
    ? [{ type: 'delayed', promise: { earliest: latest, latest } }]
    : []
}

const isOnItsWay = ({ status }: ShipmentCopy): boolean =>
  !['delivered', 'returned_to_sender', 'lost', 'cancelled'].includes(status)
