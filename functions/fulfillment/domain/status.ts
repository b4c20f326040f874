import type { FulfillmentOrderStatus } from '../contract/events.ts'
import type { Action } from '../contract/operations.ts'

/** Every transition of a fulfillment order there is; what is not listed cannot happen. The documents' picture is drawn from it. */
export const FULFILLMENT_ORDER_TRANSITIONS: Readonly<
  Record<FulfillmentOrderStatus, readonly FulfillmentOrderStatus[]>
> = {
  open: ['picking', 'picked', 'short_picked', 'cancelled'],
  picking: ['picking', 'picked', 'short_picked', 'cancelled'],
  picked: ['packed', 'cancelled'],
  packed: ['labeled', 'picked', 'cancelled'],
  labeled: ['handed_over', 'packed', 'picked', 'cancelled'],
  short_picked: ['picking', 'picked', 'cancelled'],
  handed_over: [],
  cancelled: [],
}

/** `to`, where the table allows it; throws a RangeError where a decision asked for what cannot be. */
export function transition(from: FulfillmentOrderStatus, to: FulfillmentOrderStatus): FulfillmentOrderStatus {
  if (FULFILLMENT_ORDER_TRANSITIONS[from].includes(to)) return to
  throw new RangeError(
    `a fulfillment order that is ${from} cannot become ${to}; allowed: ${FULFILLMENT_ORDER_TRANSITIONS[from].join(', ') || 'nothing'}`,
  )
}

/** What people may do in each status; between `packed` and `labeled` the carrier is awaited. */
export const AVAILABLE_ACTIONS: Readonly<Record<FulfillmentOrderStatus, readonly Action[]>> = {
  open: ['pick', 'short-pick'],
  picking: ['pick', 'short-pick'],
  picked: ['pack'],
  packed: [],
  labeled: ['hand-over'],
  short_picked: [],
  handed_over: [],
  cancelled: [],
}

export const mayDo = (status: FulfillmentOrderStatus, action: Action): boolean =>
  AVAILABLE_ACTIONS[status].includes(action)

/** Whether work may begin. */
export const isReleased = ({ releaseAt }: { readonly releaseAt?: string | undefined }, now: Date): boolean =>
  releaseAt === undefined || Date.parse(releaseAt) <= now.getTime()
