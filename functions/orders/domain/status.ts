import type { FulfillmentStatus, OrderStatus } from '../contract/types.ts'

/** Every transition of `status` there is; what is not listed cannot happen. The documents' picture is drawn from it. */
export const STATUS_TRANSITIONS: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  placed: ['payment_required', 'confirmed', 'rejecting', 'cancelling'],
  payment_required: ['payment_required', 'confirmed', 'rejecting', 'cancelling'],
  // What is digital alone is delivered at once.
  confirmed: ['processing', 'delivered', 'cancelling'],
  processing: ['partially_shipped', 'shipped', 'delivered', 'cancelling'],
  partially_shipped: ['partially_shipped', 'shipped', 'returned'],
  shipped: ['delivered', 'returned'],
  delivered: ['completed', 'returned'],
  completed: ['returned'],
  rejecting: ['rejected'],
  rejected: [],
  cancelling: ['cancelled'],
  cancelled: [],
  returned: [],
}

/** Of an order whose status is one of these, nothing is left to do. */
export const TERMINAL: ReadonlySet<OrderStatus> = new Set(['completed', 'rejected', 'cancelled', 'returned'])

/** Compensation is under way. */
export const ENDING: ReadonlySet<OrderStatus> = new Set(['rejecting', 'cancelling'])

/** `to`, where the table allows it; throws a RangeError where a decision asked for what cannot be. */
export function transition(from: OrderStatus, to: OrderStatus): OrderStatus {
  if (STATUS_TRANSITIONS[from].includes(to)) return to
  throw new RangeError(
    `an order that is ${from} cannot become ${to}; allowed: ${STATUS_TRANSITIONS[from].join(', ') || 'nothing'}`,
  )
}

/** The transitions of `fulfillmentStatus`, which is derived from the copies of fulfillment orders and shipments. */
export const FULFILLMENT_TRANSITIONS: Readonly<Record<FulfillmentStatus, readonly FulfillmentStatus[]>> = {
  unfulfilled: ['in_progress', 'delivered', 'cancelled'],
  in_progress: ['partially_shipped', 'shipped', 'cancelled'],
  partially_shipped: ['shipped', 'partially_delivered', 'returned_to_sender', 'lost'],
  shipped: ['partially_delivered', 'delivered', 'returned_to_sender', 'lost'],
  partially_delivered: ['delivered', 'returned_to_sender', 'lost'],
  // What is sent once more leads back.
  delivered: ['returned_to_sender', 'partially_delivered'],
  returned_to_sender: ['in_progress', 'partially_shipped', 'shipped', 'partially_delivered', 'delivered'],
  lost: [
    'in_progress',
    'partially_shipped',
    'shipped',
    'partially_delivered',
    'delivered',
    'returned_to_sender',
  ],
  cancelled: [],
}
