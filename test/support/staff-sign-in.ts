import * as z from 'zod/mini'
import type { Outputs } from '#local/outputs.ts'
import { totpCode } from '#shared/totp.ts'
import { type Api, makeApi } from './api.ts'

const challenge = z.object({ ChallengeName: z.literal('SOFTWARE_TOKEN_MFA'), Session: z.string() })
const signedIn = z.object({
  AuthenticationResult: z.object({
    AccessToken: z.string(),
    IdToken: z.string(),
    RefreshToken: z.string(),
    ExpiresIn: z.number(),
  }),
})

/** The API as a member of a group of the staff uses it, who signs in with password and authenticator. */
export function staffApi(outputs: Outputs, group: keyof Outputs['staff']): Api {
  let token = { text: '', until: 0 }
  return makeApi(outputs.apiUrl, async () => {
    if (token.until > Date.now()) return token.text
    const { AccessToken, ExpiresIn } = await signIn(outputs, group)
    token = { text: AccessToken, until: Date.now() + (ExpiresIn - 60) * 1_000 }
    return token.text
  })
}

/** What Cognito gives to whoever signs in; `ExpiresIn` is in seconds. */
export async function signIn({ staff, staffSignIn }: Outputs, group: keyof Outputs['staff']) {
  const { username, password, totpSecret } = staff[group]
  const { clientId } = staffSignIn
  const first = await ask(staffSignIn.endpoint, 'InitiateAuth', {
    ClientId: clientId,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: username, PASSWORD: password },
  })
  const { ChallengeName, Session } = challenge.parse(first)
  const second = await ask(staffSignIn.endpoint, 'RespondToAuthChallenge', {
    ClientId: clientId,
    ChallengeName,
    Session,
    ChallengeResponses: { USERNAME: username, SOFTWARE_TOKEN_MFA_CODE: totpCode(totpSecret, new Date()) },
  })
  return signedIn.parse(second).AuthenticationResult
}

/** An operation of Cognito that needs no AWS credentials (JSON 1.1 of AWS). */
async function ask(endpoint: string, operation: string, body: object): Promise<unknown> {
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`${operation} answered ${answer.status}: ${await answer.text()}`)
  return answer.json()
}
