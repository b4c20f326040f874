import * as z from 'zod/mini'
import { time } from '#shared/http/schemas.ts'

export const PAYMENT_STATUSES = [
  'pending',
  'requires_action',
  'authorized',
  'partially_captured',
  'captured',
  'partially_refunded',
  'refunded',
  'voided',
  'failed',
  'disputed',
  'not_required',
] as const
export const paymentStatus = z.enum(PAYMENT_STATUSES)
export type PaymentStatus = z.infer<typeof paymentStatus>

/** The payment of an order as others may copy it; the one with the higher sequence is the newer. */
export const paymentSummary = z.strictObject({
  sequence: z.int(),
  status: paymentStatus,
  /** Minor units of the order's currency. */
  authorized: z.int(),
  captured: z.int(),
  refunded: z.int(),
  /** When the authorization in force was given. */
  authorizedAt: z.optional(time),
  /** When the gateway ends the authorization. */
  captureBefore: z.optional(time),
  /** The gateway's own word for why it declined; never shown to a customer. */
  gatewayCode: z.optional(z.string()),
})
export type PaymentSummary = z.infer<typeof paymentSummary>
