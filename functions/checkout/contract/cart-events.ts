import * as z from 'zod/mini'
import { email } from '#shared/address.ts'
import { defineEvent } from '#shared/events.ts'
import { locale, time } from '#shared/http/schemas.ts'
import { cartId, customerId, sku } from '#shared/ids.ts'
import { currency, price } from '#shared/money.ts'

/** A cart was made, or something about it has changed; the lines that stayed as they were are not in it. */
export const cartUpdated = defineEvent({
  type: 'cart.updated',
  source: 'checkout',
  data: z.strictObject({
    cartId,
    /** Why: who uses it, an order that was made of it, or another cart that its lines went to or came from. */
    reason: z.enum(['created', 'changed', 'ordered', 'merged']),
    /** How many lines it has now, and units in them. */
    lines: z.int(),
    units: z.int(),
    /** The lines that changed, with the units they have now; 0: it was taken out. */
    changed: z.array(z.strictObject({ sku, quantity: z.int() })),
  }),
})

const leftBehind = z.strictObject({
  cartId,
  customerId: z.optional(customerId),
  locale,
  currency,
  lines: z.array(
    z.strictObject({ sku, name: z.optional(z.string()), quantity: z.int(), subtotal: z.optional(price) }),
  ),
  subtotal: price,
  /** When it is forgotten: so long it can be restored. */
  keptUntil: time,
})

/** Nobody has used a cart with something in it for as long as the stage says; told each time that it is left. */
export const cartAbandoned = defineEvent({ type: 'cart.abandoned', source: 'checkout', data: leftBehind })

/** Whose it is wants to be mailed about it; told once until they order. */
export const cartReminderDue = defineEvent({
  type: 'cart.reminder_due',
  source: 'checkout',
  data: leftBehind,
  personal: z.strictObject({ email }),
})
