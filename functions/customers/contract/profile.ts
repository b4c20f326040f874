import * as z from 'zod/mini'
import { email, phone } from '#shared/address.ts'
import { locale, text, time } from '#shared/http/schemas.ts'
import { customerId } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'

/** What a customer says of themselves. */
export const profile = z.strictObject({
  name: text(200),
  phone: z.optional(phone),
  /** The language in which we write to them. */
  locale,
  /** The currency in which prices are shown to them. */
  currency: z.optional(currency),
})
export type Profile = z.infer<typeof profile>

/** A customer as they see themselves. */
export const customerResource = z.strictObject({
  id: customerId,
  email,
  ...profile.shape,
  registeredAt: time,
  version: z.int(),
})
export type CustomerResource = z.infer<typeof customerResource>
