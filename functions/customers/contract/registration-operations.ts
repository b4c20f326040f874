import * as z from 'zod/mini'
import { email } from '#shared/address.ts'
import { locale, text } from '#shared/http/schemas.ts'
import { customerId } from '#shared/ids.ts'
import { defineOperation } from '#shared/operation.ts'
import { password } from './passwords.ts'
import { begunVerification, oneTimeCode, verificationId } from './verifications.ts'

const params = z.strictObject({ verificationId })

export const register = defineOperation({
  id: 'register',
  context: 'customers',
  servedBy: 'identity',
  method: 'POST',
  path: '/v1/me/registrations',
  summary: 'Begin to register: a code is mailed. The answer is the same for an address that has an account',
  access: 'public',
  body: z.strictObject({ email, name: text(200), locale }),
  answer: begunVerification,
  status: 201,
  refusals: ['impossible'],
})

export const confirmRegistration = defineOperation({
  id: 'confirmRegistration',
  context: 'customers',
  servedBy: 'identity',
  method: 'POST',
  path: '/v1/me/registrations/{verificationId}/confirmation',
  summary: 'Register, by the code that was mailed, with a password',
  access: 'public',
  params,
  body: z.strictObject({ code: oneTimeCode, password }),
  answer: z.strictObject({ customerId }),
  status: 201,
  refusals: ['code_invalid', 'weak_password'],
})

export const forgetPassword = defineOperation({
  id: 'forgetPassword',
  context: 'customers',
  servedBy: 'identity',
  method: 'POST',
  path: '/v1/me/password-resets',
  summary:
    'Ask for a new password: a code is mailed. The answer is the same for an address without an account',
  access: 'public',
  body: z.strictObject({ email }),
  answer: begunVerification,
  status: 201,
})

export const resetPassword = defineOperation({
  id: 'resetPassword',
  context: 'customers',
  servedBy: 'identity',
  method: 'POST',
  path: '/v1/me/password-resets/{verificationId}/confirmation',
  summary: 'Set a new password, by the code that was mailed; every session ends',
  access: 'public',
  params,
  body: z.strictObject({ code: oneTimeCode, password }),
  answer: z.strictObject({ customerId }),
  refusals: ['code_invalid', 'weak_password'],
})

export const changeEmail = defineOperation({
  id: 'changeEmail',
  context: 'customers',
  servedBy: 'identity',
  method: 'POST',
  path: '/v1/me/email-changes',
  summary: 'Ask for another address of mails: a code is mailed to the new one',
  access: 'customer',
  body: z.strictObject({ email }),
  answer: begunVerification,
  status: 201,
  refusals: ['sign_in_again'],
})

export const confirmEmailChange = defineOperation({
  id: 'confirmEmailChange',
  context: 'customers',
  servedBy: 'identity',
  method: 'POST',
  path: '/v1/me/email-changes/{verificationId}/confirmation',
  summary: 'Change the address of mails, by the code that was mailed to the new one; the old one is told',
  access: 'customer',
  params,
  body: z.strictObject({ code: oneTimeCode }),
  answer: z.strictObject({ email }),
  refusals: ['code_invalid', 'sign_in_again'],
})

export const registrationOperations = [
  ...[register, confirmRegistration],
  ...[forgetPassword, resetPassword],
  ...[changeEmail, confirmEmailChange],
]
