import * as z from 'zod/mini'
import { email, phone } from '#shared/address.ts'
import { defineEvent } from '#shared/events.ts'
import { locale, time } from '#shared/http/schemas.ts'
import { customerId, exportId } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import { consents, notifications } from './choices.ts'
import { PURPOSES } from './verifications.ts'

const data = z.strictObject({
  customerId,
  locale,
  currency: z.optional(currency),
  /** What they consent to now. */
  consents,
  /** What they want to hear, by channel. */
  notifications,
})

/** Who it is and how they are reached; the address is confirmed. */
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

/** A customer wants to have what is held of them. */
export const customerExportRequested = defineEvent({
  type: 'customer.export_requested',
  source: 'customers',
  data: z.strictObject({ customerId, exportId }),
})

/** Nothing that says who a customer was can be read any more; what others keep by their id goes now. */
export const customerErased = defineEvent({
  type: 'customer.erased',
  source: 'customers',
  data: z.strictObject({ customerId, erasedAt: time }),
})

/** A code is on its way to an address, whose owner proves by it that it is theirs. */
export const customerCodeIssued = defineEvent({
  type: 'customer.code_issued',
  source: 'customers',
  data: z.strictObject({ purpose: z.enum(PURPOSES), locale, expiresAt: time }),
  personal: z.strictObject({ email, code: z.string() }),
})

/** Somebody wanted an account with an address that has one: only its owner is told. */
export const customerRegistrationRepeated = defineEvent({
  type: 'customer.registration_repeated',
  source: 'customers',
  data: z.strictObject({ customerId, locale }),
  personal: z.strictObject({ email }),
})

/** What guards an account is another now: its owner is told, at the address that was good until then. */
export const customerSecurityChanged = defineEvent({
  type: 'customer.security_changed',
  source: 'customers',
  data: z.strictObject({
    customerId,
    locale,
    change: z.enum(['email', 'password', 'two_factor_on', 'two_factor_off', 'recovery_code_used']),
  }),
  personal: z.strictObject({ email }),
})
