import * as z from 'zod/mini'
import { email } from '#shared/address.ts'
import { customerId } from '#shared/ids.ts'
import { defineOperation } from '#shared/operation.ts'
import { recoveryCode } from './two-factor-operations.ts'
import { oneTimeCode } from './verifications.ts'

/** A number of at most 3072 bits, with a zero byte before it. */
const hexadecimal = z.string().check(z.regex(/^[0-9a-fA-F]{1,770}$/))
/** What we hand out in one step and want back in the next, unchanged. */
const session = z.string().check(z.minLength(1), z.maxLength(20_000))

/** What whoever is signed in gets. */
const tokens = {
  accessToken: z.string(),
  /** Says to the shop who signed in; the API takes access tokens alone. */
  idToken: z.string(),
  /** Seconds until both end. */
  expiresIn: z.int(),
}
const signedIn = z.strictObject({ ...tokens, refreshToken: z.string() })
export type SignedIn = z.infer<typeof signedIn>

export const startSignIn = defineOperation({
  id: 'startSignIn',
  context: 'customers',
  servedBy: 'identity',
  method: 'POST',
  path: '/v1/me/sign-ins',
  summary: 'Begin to sign in by the SRP protocol of Cognito: the password itself is never sent',
  access: 'public',
  body: z.strictObject({ email, srpA: hexadecimal }),
  answer: z.strictObject({
    session,
    /** What the proof is made with, beside the password and `srpA`. */
    userId: customerId,
    /** The part of the pool's id after the underscore. */
    poolName: z.string(),
    salt: z.string(),
    srpB: z.string(),
    secretBlock: z.string(),
  }),
  refusals: ['sign_in_failed', 'too_many_attempts'],
})

/** Either the tokens, or the session with which the second factor is asked for. */
const proved = z.strictObject({
  signedIn: z.optional(signedIn),
  secondFactor: z.optional(z.strictObject({ session })),
})
export type Proved = z.infer<typeof proved>

export const provePassword = defineOperation({
  id: 'provePassword',
  context: 'customers',
  servedBy: 'identity',
  method: 'POST',
  path: '/v1/me/sign-ins/password',
  summary: 'Prove that one knows the password; signs in who has no second factor',
  access: 'public',
  body: z.strictObject({
    session,
    /** Base64. */
    signature: z.string().check(z.minLength(1), z.maxLength(200)),
    /** As it was signed, such as `Tue Nov 24 01:02:03 UTC 2026`. */
    timestamp: z.string().check(z.minLength(1), z.maxLength(50)),
  }),
  answer: proved,
  refusals: ['sign_in_failed', 'too_many_attempts'],
})

export const proveSecondFactor = defineOperation({
  id: 'proveSecondFactor',
  context: 'customers',
  servedBy: 'identity',
  method: 'POST',
  path: '/v1/me/sign-ins/second-factor',
  summary: 'Sign in, by the code of the authenticator or by a recovery code',
  access: 'public',
  body: z.strictObject({ session, code: z.union([oneTimeCode, recoveryCode]) }),
  answer: z.strictObject({ signedIn }),
  refusals: ['sign_in_failed', 'too_many_attempts'],
})

export const refreshSignIn = defineOperation({
  id: 'refreshSignIn',
  context: 'customers',
  servedBy: 'identity',
  method: 'POST',
  path: '/v1/me/sign-ins/refresh',
  summary: 'Get a new access token, as long as the customer is not signed out',
  access: 'public',
  body: z.strictObject({ refreshToken: session }),
  answer: z.strictObject(tokens),
  refusals: ['sign_in_failed'],
})

export const signInOperations = [startSignIn, provePassword, proveSecondFactor, refreshSignIn]
