import type { Order } from './order.ts'

/** The seven steps as a customer follows them, each with the time (RFC 3339 UTC) it was done. */
export const stepsOf = (order: Order) => [
  { step: 'placed' as const, at: order.placedAt },
  ...(
    [
      ['validated', order.validatedAt],
      ['confirmed', order.confirmedAt],
      ['processing', order.processingAt],
      ['shipped', order.shippedAt],
      ['delivered', order.deliveredAt],
      ['completed', order.completedAt],
    ] as const
  ).map(([step, at]) => ({ step, ...(at ? { at } : {}) })),
]
