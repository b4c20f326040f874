import * as z from 'zod/mini'
import { defineCall } from '#shared/calls.ts'
import { ORDERS_AT_ONCE, tellHeldOf } from '#shared/held.ts'
import { customerId, orderId } from '#shared/ids.ts'

/** Why an order is not over for its customer. */
export const openMatter = z.enum(['order', 'refund', 'dispute'])
export type OpenMatter = z.infer<typeof openMatter>

/** A customer's orders, the newest first, some hundred at once, and which of them are not over. */
export const ordersOfCustomer = defineCall({
  context: 'orders',
  name: 'orders-of-customer',
  request: z.strictObject({
    customerId,
    /** The last one of the answer before. */
    before: z.optional(orderId),
  }),
  answer: z.strictObject({
    orders: z.array(z.strictObject({ orderId, number: z.string(), open: z.optional(openMatter) })),
    more: z.boolean(),
  }),
  timeoutSeconds: 20,
})

/**
 * Makes some of a customer's orders, and their address, be found no more by what says something about a person. To be
 * asked before the keys of the orders end, as the terms are made from what they seal.
 */
export const forgetPeople = defineCall({
  context: 'orders',
  name: 'forget-people',
  request: z.strictObject({ customerId, orderIds: z.array(orderId).check(z.maxLength(ORDERS_AT_ONCE)) }),
  answer: z.strictObject({ outcome: z.literal('forgotten') }),
  timeoutSeconds: 20,
})

export const tellOrdersHeld = tellHeldOf('orders')
