import * as z from 'zod/mini'
import { email } from '#shared/address.ts'
import { locale, text, time } from '#shared/http/schemas.ts'
import { customerId } from '#shared/ids.ts'
import { defineOperation } from '#shared/operation.ts'
import { password } from './passwords.ts'
import { oneTimeCode, verificationId } from './verifications.ts'

/** What was begun, and until when its code is good. */
const begun = z.strictObject({ id: verificationId, expiresAt: time })

export const register = defineOperation({
  id: 'register',
  context: 'customers',
  servedBy: 'identity',
  method: 'POST',
  path: '/v1/me/registrations',
  summary: 'Begin to register: a code is mailed. The answer is the same for an address that has an account',
  access: 'public',
  body: z.strictObject({ email, name: text(200), locale }),
  answer: begun,
  status: 201,
})

export const confirmRegistration = defineOperation({
  id: 'confirmRegistration',
  context: 'customers',
  servedBy: 'identity',
  method: 'POST',
  path: '/v1/me/registrations/{verificationId}/confirmation',
  summary: 'Register, by the code that was mailed, with a password',
  access: 'public',
  params: z.strictObject({ verificationId }),
  body: z.strictObject({ code: oneTimeCode, password }),
  answer: z.strictObject({ customerId }),
  status: 201,
  refusals: ['code_invalid', 'weak_password'],
})

export const registrationOperations = [register, confirmRegistration]
