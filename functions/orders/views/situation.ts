import type { TrackingView } from '../contract/operations.ts'

/** How an order stands, as its customer would put it: several of our statuses are one of these. */
export const SITUATIONS = [
  'received',
  'payment_required',
  'confirmed',
  'preparing',
  'partly_on_its_way',
  'on_its_way',
  'arriving_today',
  'delivered',
  'rejected',
  'cancelled',
  'returned',
] as const
export type Situation = (typeof SITUATIONS)[number]

const BY_STATUS: Readonly<Record<TrackingView['status'], Situation>> = {
  placed: 'received',
  payment_required: 'payment_required',
  confirmed: 'confirmed',
  processing: 'preparing',
  partially_shipped: 'partly_on_its_way',
  shipped: 'on_its_way',
  delivered: 'delivered',
  completed: 'delivered',
  rejecting: 'rejected',
  rejected: 'rejected',
  cancelling: 'cancelled',
  cancelled: 'cancelled',
  returned: 'returned',
}

export function situationOf({ status, shipments }: TrackingView): Situation {
  const situation = BY_STATUS[status]
  const isOut = shipments.some((shipment) => shipment.status === 'out_for_delivery')
  return situation === 'on_its_way' && isOut ? 'arriving_today' : situation
}

/** Whether there is still something to wait for: only then the promise is shown. */
export const isUnderWay = (situation: Situation): boolean =>
  !ENDS.includes(situation) && situation !== 'payment_required'

/** Nothing follows any more, so that steps that were not reached are not shown. */
export const hasEndedEarly = (situation: Situation): boolean =>
  ENDS.includes(situation) && situation !== 'delivered'

const ENDS: readonly Situation[] = ['delivered', 'rejected', 'cancelled', 'returned']
