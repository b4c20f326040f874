import * as z from 'zod/mini'
import { discount } from '#contexts/checkout/contract/discounts.ts'
import { exchangeRate } from '#contexts/checkout/contract/exchange-rate.ts'
import { fulfillmentOrderStatus } from '#contexts/fulfillment/contract/events.ts'
import { paymentStatus } from '#contexts/payments/contract/types.ts'
import { shipmentStatus } from '#contexts/shipping/contract/events.ts'
import { locale, time } from '#shared/http/schemas.ts'
import { fulfillmentOrderId, locationId, orderId, shipmentId } from '#shared/ids.ts'
import { currency, price } from '#shared/money.ts'
import {
  fulfillmentStatus,
  orderLine,
  orderStatus,
  orderTotals,
  promise,
  REJECTION_CODES,
  shortage,
  taxLine,
} from './types.ts'

export const AVAILABLE_ACTIONS = [
  'cancel',
  'cancel_lines',
  'pay',
  'hold',
  'release',
  'refund',
  'correct_address',
  'withdraw',
  'resolve_parcel',
  'repair',
] as const

/** An order as clients read it: its statuses, and copies of what its warehouse and carriers report. */
export const orderView = z.strictObject({
  id: orderId,
  number: z.string(),
  status: orderStatus,
  paymentStatus,
  fulfillmentStatus,
  version: z.int(),
  currency,
  locale,
  /** With how many of each line were cancelled or given back. */
  lines: z.array(
    z.strictObject({
      ...orderLine.shape,
      cancelled: z.optional(z.int()),
      refunded: z.optional(z.int()),
    }),
  ),
  /** As it was ordered. */
  totals: orderTotals,
  /** Each tax of the total, shipping included. */
  taxLines: z.array(taxLine),
  /** What promotions took off the lines and the shipping, one by one. */
  discounts: z.optional(z.array(discount)),
  /** The rate by which its prices were converted when it was quoted; absent where they are set in its currency. */
  exchangeRate: z.optional(exchangeRate),
  /** What is to be paid in all, without what was cancelled. */
  due: price,
  promise,
  holds: z.array(
    z.strictObject({
      id: z.string(),
      reason: z.string(),
      note: z.optional(z.string()),
      blocks: z.array(z.string()),
      deadline: time,
      placedBy: z.string(),
    }),
  ),
  rejection: z.optional(
    z.strictObject({
      code: z.enum(REJECTION_CODES),
      gatewayCode: z.optional(z.string()),
      lines: z.optional(z.array(shortage)),
    }),
  ),
  cancellation: z.optional(z.strictObject({ reason: z.string() })),
  nextAction: z.optional(
    z.strictObject({
      type: z.enum(['three_d_secure', 'pay_again', 'pay_by_reference']),
      clientSecret: z.optional(z.string()),
      url: z.optional(z.string()),
      /** What the payer names at the store or on the transfer. */
      reference: z.optional(z.string()),
      /** Until when. */
      deadline: z.optional(time),
    }),
  ),
  availableActions: z.array(z.enum(AVAILABLE_ACTIONS)),
  fulfillmentOrders: z.array(
    z.strictObject({ id: fulfillmentOrderId, locationId, status: fulfillmentOrderStatus }),
  ),
  shipments: z.array(
    z.strictObject({
      id: shipmentId,
      fulfillmentOrderId,
      carrier: z.string(),
      service: z.string(),
      trackingNumber: z.string(),
      status: shipmentStatus,
      promise: z.optional(promise),
    }),
  ),
  withdrawnAt: z.optional(time),
  attention: z.optional(z.strictObject({ reason: z.string(), since: time })),
  tags: z.array(z.string()),
  tracking: z.strictObject({ url: z.string(), token: z.string() }),
  placedAt: time,
})
export type OrderView = z.infer<typeof orderView>
