import * as z from 'zod/mini'
import { defineOperation } from '#shared/operation.ts'
import { oneTimeCode } from './verifications.ts'

/** Four times four letters and digits without look-alikes; small or capital, with dashes or without. */
export const recoveryCode = z.string().check(z.regex(/^[0-9A-Za-z]{4}(-?[0-9A-Za-z]{4}){3}$/))

/** A code of the authenticator, or a recovery code. */
const anyCode = z.union([oneTimeCode, recoveryCode])

const twoFactor = z.strictObject({ enabled: z.boolean(), recoveryCodesLeft: z.int() })
export type TwoFactorResource = z.infer<typeof twoFactor>

/** Shown once: only their hashes are kept. */
const recoveryCodes = z.strictObject({ recoveryCodes: z.array(z.string()) })

export const readTwoFactor = defineOperation({
  id: 'readTwoFactor',
  context: 'customers',
  method: 'GET',
  path: '/v1/me/two-factor',
  summary: 'Read whether a second factor is asked for at sign-in',
  access: 'customer',
  answer: twoFactor,
})

export const beginTwoFactor = defineOperation({
  id: 'beginTwoFactor',
  context: 'customers',
  method: 'POST',
  path: '/v1/me/two-factor',
  summary: 'Get a secret for an authenticator; it is asked for once a code of it has come back',
  access: 'customer',
  answer: z.strictObject({
    /** Base32. */
    secret: z.string(),
    /** As authenticators read it from a picture: `otpauth://totp/...`. */
    url: z.string(),
  }),
  status: 201,
  refusals: ['not_found', 'conflict', 'sign_in_again'],
})

export const confirmTwoFactor = defineOperation({
  id: 'confirmTwoFactor',
  context: 'customers',
  method: 'POST',
  path: '/v1/me/two-factor/confirmation',
  summary: 'Switch the second factor on, by a code of the authenticator; answers the recovery codes, once',
  access: 'customer',
  body: z.strictObject({ code: oneTimeCode }),
  answer: recoveryCodes,
  refusals: ['conflict', 'code_invalid', 'sign_in_again', 'too_many_attempts'],
})

export const renewRecoveryCodes = defineOperation({
  id: 'renewRecoveryCodes',
  context: 'customers',
  method: 'POST',
  path: '/v1/me/two-factor/recovery-codes',
  summary: 'Get new recovery codes in place of all earlier ones, by a code of the authenticator',
  access: 'customer',
  body: z.strictObject({ code: oneTimeCode }),
  answer: recoveryCodes,
  refusals: ['conflict', 'code_invalid', 'sign_in_again', 'too_many_attempts'],
})

export const removeTwoFactor = defineOperation({
  id: 'removeTwoFactor',
  context: 'customers',
  method: 'POST',
  path: '/v1/me/two-factor/removal',
  summary: 'Switch the second factor off, by a code of the authenticator or a recovery code',
  access: 'customer',
  body: z.strictObject({ code: anyCode }),
  answer: twoFactor,
  refusals: ['conflict', 'code_invalid', 'sign_in_again', 'too_many_attempts'],
})

export const twoFactorOperations = [
  readTwoFactor,
  beginTwoFactor,
  confirmTwoFactor,
  renewRecoveryCodes,
  removeTwoFactor,
]
