import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  AssociateSoftwareTokenCommand,
  type CognitoIdentityProviderClient,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  UserNotFoundException,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { totpCode } from './totp.ts'

export type StaffPool = { client: CognitoIdentityProviderClient; userPoolId: string; clientId: string }
export type Enrollment = { username: string; password: string; group: string }

/** Whether the pool still has this person; a pool that was made anew has none. */
export async function isEnrolled({ client, userPoolId }: StaffPool, username: string): Promise<boolean> {
  try {
    await client.send(new AdminGetUserCommand({ UserPoolId: userPoolId, Username: username }))
    return true
  } catch (error) {
    if (error instanceof UserNotFoundException) return false
    throw error
  }
}

/** Makes a member of staff with a permanent password, a group and an authenticator; returns its TOTP secret. */
export async function enroll(pool: StaffPool, { username, password, group }: Enrollment): Promise<string> {
  const { client, userPoolId } = pool
  const user = { UserPoolId: userPoolId, Username: username }
  await client.send(
    new AdminCreateUserCommand({
      ...user,
      MessageAction: 'SUPPRESS',
      UserAttributes: [
        { Name: 'email', Value: username },
        { Name: 'email_verified', Value: 'true' },
      ],
    }),
  )
  await client.send(new AdminSetUserPasswordCommand({ ...user, Password: password, Permanent: true }))
  await client.send(new AdminAddUserToGroupCommand({ ...user, GroupName: group }))
  const accessToken = await firstSignIn(pool, username, password)
  const { SecretCode } = await client.send(new AssociateSoftwareTokenCommand({ AccessToken: accessToken }))
  if (SecretCode === undefined) throw new Error(`Cognito gave no TOTP secret for ${username}.`)
  await client.send(
    new VerifySoftwareTokenCommand({ AccessToken: accessToken, UserCode: totpCode(SecretCode, new Date()) }),
  )
  return SecretCode
}

/**
 * The access token of somebody who has no authenticator yet. The emulator enrolls by access token only and takes
 * the challenge to set one up as met.
 */
async function firstSignIn(
  { client, clientId }: StaffPool,
  username: string,
  password: string,
): Promise<string> {
  const first = await client.send(
    new InitiateAuthCommand({
      ClientId: clientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: username, PASSWORD: password },
    }),
  )
  const answer =
    first.ChallengeName === 'MFA_SETUP'
      ? await client.send(
          new RespondToAuthChallengeCommand({
            ClientId: clientId,
            ChallengeName: 'MFA_SETUP',
            Session: first.Session,
            ChallengeResponses: { USERNAME: username },
          }),
        )
      : first
  const token = answer.AuthenticationResult?.AccessToken
  if (token === undefined) {
    throw new Error(
      `${username} could not sign in: Cognito asks for ${answer.ChallengeName}, MFA_SETUP was expected.`,
    )
  }
  return token
}
