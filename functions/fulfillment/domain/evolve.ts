import type { Fact } from './facts.ts'
import { type FulfillmentOrder, isAllPicked } from './fulfillment-order.ts'
import { transition } from './status.ts'

/** The fulfillment order after a fact. */
export function evolve(state: FulfillmentOrder, fact: Fact): FulfillmentOrder {
  switch (fact.type) {
    case 'items_picked': {
      const lines = state.lines.map((line) => ({
        ...line,
        picked: line.picked + (fact.counts.get(line.sku) ?? 0),
      }))
      return { ...state, lines, status: transition(state.status, isAllPicked(lines) ? 'picked' : 'picking') }
    }
    case 'short_picked':
      return { ...state, status: transition(state.status, 'short_picked'), shortPick: fact.shortPick }
    case 'packed':
      return { ...state, status: transition(state.status, 'packed'), parcels: [...fact.parcels] }
    case 'parcel_labeled': {
      const parcels = state.parcels.map((parcel) =>
        parcel.parcelId === fact.parcelId ? { ...parcel, shipmentId: fact.shipmentId } : parcel,
      )
      const isComplete = parcels.every(({ shipmentId }) => shipmentId !== undefined)
      return { ...state, parcels, status: isComplete ? transition(state.status, 'labeled') : state.status }
    }
    case 'handed_over':
      return { ...state, status: transition(state.status, 'handed_over') }
    case 'cancelled':
      return { ...state, status: transition(state.status, 'cancelled') }
  }
}
