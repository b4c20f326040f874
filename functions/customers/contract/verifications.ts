import * as z from 'zod/mini'

/** What is confirmed by a code that was mailed: a registration, a new password, a new address. */
export const verificationId = z
  .string()
  .check(z.regex(/^vrf_[0-9a-z]{26}$/))
  .brand<'VerificationId'>()
export type VerificationId = z.infer<typeof verificationId>

/** Six digits, as they were mailed. */
export const oneTimeCode = z.string().check(z.regex(/^[0-9]{6}$/))
