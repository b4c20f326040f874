import * as z from 'zod/mini'
import { time } from '#shared/http/schemas.ts'

/** What is confirmed by a code that was mailed. */
export const PURPOSES = ['registration', 'password_reset', 'email_change'] as const
export type Purpose = (typeof PURPOSES)[number]

export const verificationId = z
  .string()
  .check(z.regex(/^vrf_[0-9a-z]{26}$/))
  .brand<'VerificationId'>()
export type VerificationId = z.infer<typeof verificationId>

/** Six digits, as they were mailed, or as an authenticator shows them. */
export const oneTimeCode = z.string().check(z.regex(/^[0-9]{6}$/))

/** What was begun, and until when its code is good. */
export const begunVerification = z.strictObject({ id: verificationId, expiresAt: time })
export type BegunVerification = z.infer<typeof begunVerification>
