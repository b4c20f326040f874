import * as z from 'zod/mini'
import { actor } from '#shared/actor.ts'
import { time } from '#shared/http/schemas.ts'
import { billPart } from './bill.ts'

export const REFUND_STATES = ['awaiting_approval', 'pending', 'succeeded', 'failed', 'declined'] as const

/** Money that is given back, or is to be. Minor units of the order's currency. */
export const refund = z.object({
  id: z.string(),
  state: z.enum(REFUND_STATES),
  amount: z.int(),
  /** The units that it is for; empty where an amount was asked for. */
  parts: z.array(billPart),
  /** The part of `amount` that is for shipping. */
  shipping: z.object({ amount: z.int(), tax: z.int() }),
  reason: z.string(),
  askedBy: actor,
  approvedBy: z.optional(actor),
  createdAt: time,
  /** Its units were cancelled, or their parcel was given up: they do not come back to the bill where the refund fails. */
  ofCancelled: z.optional(z.boolean()),
  /** Why it came to nothing. */
  problem: z.optional(z.string()),
})
export type Refund = z.infer<typeof refund>

export const NO_SHIPPING: Refund['shipping'] = { amount: 0, tax: 0 }
