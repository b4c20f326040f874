import * as z from 'zod/mini'
import { email, phone } from '#shared/address.ts'
import { defineEvent } from '#shared/events.ts'
import { locale, time } from '#shared/http/schemas.ts'
import { customerId } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'

const data = z.strictObject({ customerId, locale, currency: z.optional(currency) })

/** Who it is and how they are reached. */
const person = z.strictObject({ name: z.string(), email, phone: z.optional(phone) })

/** A customer has confirmed their address, and can sign in. */
export const customerRegistered = defineEvent({
  type: 'customer.registered',
  source: 'customers',
  data,
  personal: person,
})

/** All that others may know of a customer, as it is now. */
export const customerChanged = defineEvent({
  type: 'customer.changed',
  source: 'customers',
  data,
  personal: person,
})

/** A code is on its way to an address, whose owner proves by it that it is theirs. */
export const customerCodeIssued = defineEvent({
  type: 'customer.code_issued',
  source: 'customers',
  data: z.strictObject({ purpose: z.enum(['registration']), locale, expiresAt: time }),
  personal: z.strictObject({ email, code: z.string() }),
})
