import * as z from 'zod/mini'
import { type Callable, defineCall } from './calls.ts'
import { customerId, orderId } from './ids.ts'
import type { Context } from './names.ts'
import { type Personal, sealed } from './personal.ts'

/** Orders that a context is asked about at once. */
export const ORDERS_AT_ONCE = 10

const request = z.strictObject({
  customerId,
  orderIds: z.array(orderId).check(z.maxLength(ORDERS_AT_ONCE)),
  /** What belongs to the customer and to no order is asked for, too: once, and their orders some at a time. */
  ofCustomer: z.optional(z.boolean()),
})
const answer = z.strictObject({
  /** By what it is, as JSON for people. */
  held: z.record(z.string(), z.array(z.unknown())),
})
export type HeldRequest = z.infer<typeof request>
/** What is held of a customer, by what it is. */
export type Held = z.infer<typeof answer>['held']

export type TellHeld = Callable<typeof request, typeof answer>

/** Asks a context for what it holds of a customer and of some of their orders, for the customer to read. */
export const tellHeldOf = (context: Context): TellHeld =>
  defineCall({ context, name: 'tell-held', request, answer, timeoutSeconds: 20 })

/** The same value with every box in it opened; what was erased is left out. */
export async function opened(personal: Pick<Personal, 'open'>, value: unknown): Promise<unknown> {
  if (typeof value !== 'object' || value === null) return value
  const box = sealed.safeParse(value)
  if (box.success) return personal.open(box.data, z.unknown())
  if (Array.isArray(value)) return Promise.all(value.map((one) => opened(personal, one)))
  const entries = Object.entries(value).map(
    async ([name, one]) => [name, await opened(personal, one)] as const,
  )
  return Object.fromEntries((await Promise.all(entries)).filter(([, one]) => one !== undefined))
}
