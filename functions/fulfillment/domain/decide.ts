import type { claimHandOver } from '#contexts/orders/contract/calls.ts'
import type { AnswerOf } from '#shared/calls.ts'
import type { ShipmentId } from '#shared/ids.ts'
import { type Outcome, type Refusal, refuse, success } from '#shared/outcomes.ts'
import type { Fact } from './facts.ts'
import type { FulfillmentOrder } from './fulfillment-order.ts'
import { hasHeard, type OwnCut } from './order-change.ts'

export type Claim = AnswerOf<typeof claimHandOver>

/** Why the goods may not be handed over yet, or ever; undefined where they may, or were. */
export function obstacleToHandOver(
  state: FulfillmentOrder,
): Refusal<'label_not_ready' | 'not_shippable'> | undefined {
  switch (state.status) {
    case 'labeled':
    case 'handed_over':
      return undefined
    case 'cancelled':
      return refuse('not_shippable', `The fulfillment order ${state.id} is cancelled: put the goods back.`)
    default: {
      const bare = state.parcels.filter(({ shipmentId }) => shipmentId === undefined).length
      const next =
        state.status === 'packed' ? `Wait for the labels of ${bare} parcels.` : 'Pick and pack it first.'
      return refuse('label_not_ready', `The fulfillment order ${state.id} is ${state.status}. ${next}`)
    }
  }
}

/** Goods leave only with the order's word for it. A repeat changes nothing. */
export function decideHandOver(
  state: FulfillmentOrder,
  claim: Claim,
): Outcome<readonly Fact[], 'label_not_ready' | 'not_shippable'> {
  if (state.status === 'handed_over') return success([])
  if (claim.outcome === 'refused') return refuse('not_shippable', `The goods must stay here. ${claim.reason}`)
  return obstacleToHandOver(state) ?? success([{ type: 'handed_over' }])
}

/** Of what has left it changes nothing; after a cancellation, or for a parcel that was opened again, it is shipping's to void. */
export function decideLabel(
  state: FulfillmentOrder,
  label: { parcelId: string; shipmentId: ShipmentId; sequence: number },
): Outcome<readonly Fact[], 'not_found'> {
  const isOver = state.status === 'handed_over' || state.status === 'cancelled'
  if (isOver || state.opened.includes(label.parcelId)) return success([])
  const parcel = state.parcels.find(({ parcelId }) => parcelId === label.parcelId)
  if (!parcel)
    return refuse('not_found', `The fulfillment order ${state.id} has no parcel ${label.parcelId}.`)
  return success(isLate(state, label) ? [] : [{ type: 'parcel_labeled', ...label }])
}

/** A parcel's label was given back: it waits for another, unless it has left or was opened. */
export function decideLabelVoided(
  state: FulfillmentOrder,
  label: { parcelId: string; sequence: number },
): readonly Fact[] {
  const isWaiting = state.status === 'packed' || state.status === 'labeled'
  const isHere = state.parcels.some(({ parcelId }) => parcelId === label.parcelId)
  return isWaiting && isHere && !isLate(state, label) ? [{ type: 'label_voided', ...label }] : []
}

/** A parcel's label is about to be given back: until it has another, the parcel stays here. A newer label stays on it. */
export function decideWithdrawal(
  state: FulfillmentOrder,
  { parcelId, sequence }: { parcelId: string; sequence: number },
): Outcome<readonly Fact[], 'conflict'> {
  if (state.status === 'handed_over')
    return refuse('conflict', `The fulfillment order ${state.id} has been handed over: its labels stay.`)
  const isPacked = state.status === 'packed' || state.status === 'labeled'
  const parcel = state.parcels.find((one) => one.parcelId === parcelId)
  const heard = state.heard[parcelId] ?? 0
  const isDone = heard > sequence || (heard === sequence && parcel?.shipmentId === undefined)
  return success(isPacked && parcel && !isDone ? [{ type: 'label_voided', parcelId, sequence }] : [])
}

const isLate = ({ heard }: FulfillmentOrder, label: { parcelId: string; sequence: number }): boolean =>
  label.sequence <= (heard[label.parcelId] ?? 0)

/** The order has changed; `cuts` is what this one gives up. Each change counts once. */
export const decideChange = (
  state: FulfillmentOrder,
  change: number,
  cuts: readonly OwnCut[],
): readonly Fact[] => (hasHeard(state, change) ? [] : [{ type: 'order_changed', change, cuts }])

/** The order ends: what has not left stays. */
export const decideCancel = ({ status }: FulfillmentOrder): readonly Fact[] =>
  status === 'handed_over' || status === 'cancelled' ? [] : [{ type: 'cancelled' }]
