import * as z from 'zod/mini'
import { country, text } from './http/schemas.ts'

/** A phone number in E.164, such as `+81312345678`; spaces, dots, dashes and brackets are taken out. */
export const phone = z.pipe(
  z.pipe(
    z.string().check(z.maxLength(40)),
    z.transform((given) => given.replaceAll(/[\s().-]/g, '')),
  ),
  z
    .string()
    .check(z.regex(/^\+?[0-9]{5,15}$/, 'a phone number has 5 to 15 digits, with + before a country code')),
)

export const email = z.string().check(z.maxLength(254), z.email())

export const postalAddress = z.strictObject({
  name: text(200),
  line1: text(200),
  line2: z.optional(text(200)),
  city: text(100),
  region: z.optional(text(100)),
  /** Absent where the country has none, as in Hong Kong. */
  postalCode: z.optional(text(20)),
  country,
  phone: z.optional(phone),
})
export type PostalAddress = z.infer<typeof postalAddress>

export const customer = z.strictObject({ name: text(200), email, phone: z.optional(phone) })
export type Customer = z.infer<typeof customer>
