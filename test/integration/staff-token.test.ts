import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider'
import { expect, test } from 'vitest'
import { REGION } from '#local/aws.ts'
import { totpCode } from '#shared/totp.ts'
import { makeApi } from '#support/api.ts'
import { testOutputs } from '#support/outputs.ts'
import { NotSignedIn, staffToken } from '../../tools/staff-token/sign-in.ts'

const outputs = testOutputs()
const { username, password, totpSecret } = outputs.staff.finance

/** Signing in takes no AWS credentials, so none are given. */
const cognito = new CognitoIdentityProviderClient({ region: REGION, endpoint: outputs.staffSignIn.endpoint })

const signIn = (given: { user?: string; password?: string; code?: string } = {}) =>
  staffToken(cognito, outputs.staffSignIn, given.user ?? username, {
    password: async () => given.password ?? password,
    code: async () => given.code ?? totpCode(totpSecret, new Date()),
  })

test('somebody of the staff signs in by SRP and authenticator, and the API takes the token', async () => {
  const token = await signIn()
  const answer = await makeApi(outputs.apiUrl, async () => token).get('/attention')
  expect(answer.status).toBe(200)
})

test.each([
  ['a wrong password', { password: `${password}x` }, /Check user and password/],
  ['a user who is not there', { user: 'nobody@cartwright.example' }, /Check user and password/],
  ['a wrong code', { code: '000000' }, /run this again/],
])('%s says what to do', async (_, given, message) => {
  const refused = signIn(given)
  await expect(refused).rejects.toThrow(message)
  await expect(refused).rejects.toBeInstanceOf(NotSignedIn)
})
