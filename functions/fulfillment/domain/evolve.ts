import type { Fact } from './facts.ts'
import { type FulfillmentOrder, isAllPicked } from './fulfillment-order.ts'
import { reduced, remember } from './order-change.ts'
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
      return {
        ...state,
        status: transition(state.status, 'short_picked'),
        shortPick: fact.shortPick,
        shortPicks: state.shortPicks + 1,
      }
    case 'packed':
      return { ...state, status: transition(state.status, 'packed'), parcels: [...fact.parcels], putBack: [] }
    case 'parcel_labeled': {
      const parcels = state.parcels.map((parcel) =>
        parcel.parcelId === fact.parcelId ? { ...parcel, shipmentId: fact.shipmentId } : parcel,
      )
      const isComplete = parcels.every(({ shipmentId }) => shipmentId !== undefined)
      const isNews = isComplete && state.status !== 'labeled'
      const status = isNews ? transition(state.status, 'labeled') : state.status
      return { ...state, parcels, status, heard: hearing(state, fact) }
    }
    case 'label_voided': {
      const parcels = state.parcels.map((parcel) => {
        const { shipmentId: _, ...bare } = parcel
        return parcel.parcelId === fact.parcelId ? bare : parcel
      })
      const status = state.status === 'labeled' ? transition(state.status, 'packed') : state.status
      return { ...state, parcels, status, heard: hearing(state, fact) }
    }
    case 'order_changed': {
      const aware = remember(state, fact.change)
      return fact.cuts.length > 0 ? reduced(aware, fact.cuts) : aware
    }
    case 'handed_over':
      return { ...state, status: transition(state.status, 'handed_over') }
    case 'cancelled':
      return { ...state, status: transition(state.status, 'cancelled') }
  }
}

const hearing = (
  { heard }: FulfillmentOrder,
  { parcelId, sequence }: { readonly parcelId: string; readonly sequence: number },
): FulfillmentOrder['heard'] => ({ ...heard, [parcelId]: sequence })
