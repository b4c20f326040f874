import {
  CodeMismatchException,
  type CognitoIdentityProviderClient,
  InitiateAuthCommand,
  NotAuthorizedException,
  RespondToAuthChallengeCommand,
  type RespondToAuthChallengeCommandOutput,
} from '@aws-sdk/client-cognito-identity-provider'
import { z } from 'zod'
import { beginSrp } from '#shared/srp.ts'

/** Where somebody of the staff signs in: `StaffUserPoolId` and `StaffClientId` of the platform's stack. */
export interface StaffPool {
  readonly userPoolId: string
  readonly clientId: string
}

/** What is asked of them at the terminal. */
export interface Asking {
  password(): Promise<string>
  /** The code of their authenticator. */
  code(): Promise<string>
}

/** Why somebody cannot sign in; its message says what to do instead. */
export class NotSignedIn extends Error {}

const challenge = z.object({
  USER_ID_FOR_SRP: z.string(),
  SALT: z.string(),
  SRP_B: z.string(),
  SECRET_BLOCK: z.string(),
})

type Challenge = Pick<
  RespondToAuthChallengeCommandOutput,
  'ChallengeName' | 'Session' | 'AuthenticationResult'
>

/**
 * The access token of one of the staff, who signs in as in prod: by SRP, so that the password is not sent, then by the
 * authenticator's code. Needs no AWS credentials. Throws `NotSignedIn` for a wrong user, password or code, and for
 * who has not set up both.
 */
export async function staffToken(
  cognito: CognitoIdentityProviderClient,
  { userPoolId, clientId }: StaffPool,
  user: string,
  asking: Asking,
): Promise<string> {
  const answer = (challengeName: 'PASSWORD_VERIFIER' | 'SOFTWARE_TOKEN_MFA', to: Challenge, given: object) =>
    cognito.send(
      new RespondToAuthChallengeCommand({
        ClientId: clientId,
        ChallengeName: challengeName,
        Session: to.Session,
        ChallengeResponses: { ...given },
      }),
    )
  const srp = beginSrp()
  try {
    const begun = await cognito.send(
      new InitiateAuthCommand({
        ClientId: clientId,
        AuthFlow: 'USER_SRP_AUTH',
        AuthParameters: { USERNAME: user, SRP_A: srp.srpA },
      }),
    )
    const {
      USER_ID_FOR_SRP: userId,
      SALT: salt,
      SRP_B: srpB,
      SECRET_BLOCK: secretBlock,
    } = challenge.parse(begun.ChallengeParameters)
    // A pool's id is its region and its name.
    const [, poolName = ''] = userPoolId.split('_')
    const proof = srp.prove(await asking.password(), { userId, poolName, salt, srpB, secretBlock })
    const proved = await answer('PASSWORD_VERIFIER', begun, {
      USERNAME: userId,
      PASSWORD_CLAIM_SECRET_BLOCK: secretBlock,
      PASSWORD_CLAIM_SIGNATURE: proof.signature,
      TIMESTAMP: proof.timestamp,
    })
    if (proved.ChallengeName !== 'SOFTWARE_TOKEN_MFA') throw notEnrolled(user, proved)
    const signedIn = await answer('SOFTWARE_TOKEN_MFA', proved, {
      USERNAME: userId,
      SOFTWARE_TOKEN_MFA_CODE: await asking.code(),
    })
    return z.string().parse(signedIn.AuthenticationResult?.AccessToken)
  } catch (error) {
    if (error instanceof NotAuthorizedException)
      throw new NotSignedIn(
        `Cognito does not let ${user} in: ${error.message} Check user and password, and that the account is not disabled.`,
      )
    if (error instanceof CodeMismatchException)
      throw new NotSignedIn(
        'The code is not right: run this again, with the code that the authenticator shows then.',
      )
    throw error
  }
}

const notEnrolled = (user: string, { ChallengeName }: Challenge): NotSignedIn =>
  new NotSignedIn(
    `${user} has not set up password and authenticator yet (Cognito asks for ${ChallengeName}): see docs/operations/deploy.md, "The first of the staff".`,
  )
