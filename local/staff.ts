import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  AssociateSoftwareTokenCommand,
  type CognitoIdentityProviderClient,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  UserNotFoundException,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { totpCode } from '#shared/totp.ts'
import type { Staff, StaffAccount } from './outputs.ts'
import { randomWord } from './secrets.ts'

export type StaffPool = { client: CognitoIdentityProviderClient; userPoolId: string; clientId: string }

/** The demo accounts, one per group: those that are kept and still exist, others are made. */
export async function demoStaff(pool: StaffPool, kept: Staff | undefined): Promise<Staff> {
  const account = async (group: keyof Staff): Promise<StaffAccount> => {
    const known = kept?.[group]
    return known && (await exists(pool, known.username)) ? known : enroll(pool, group)
  }
  return {
    support: await account('support'),
    warehouse: await account('warehouse'),
    finance: await account('finance'),
    admin: await account('admin'),
  }
}

async function exists({ client, userPoolId }: StaffPool, username: string): Promise<boolean> {
  try {
    await client.send(new AdminGetUserCommand({ UserPoolId: userPoolId, Username: username }))
    return true
  } catch (error) {
    if (error instanceof UserNotFoundException) return false
    throw error
  }
}

/** Makes a member of staff anew, with a permanent password, a group and an authenticator. */
async function enroll(pool: StaffPool, group: keyof Staff): Promise<StaffAccount> {
  const { client, userPoolId } = pool
  const username = `${group}@cartwright.example`
  const password = `Local-${randomWord(9)}-1`
  const user = { UserPoolId: userPoolId, Username: username }
  if (await exists(pool, username)) await client.send(new AdminDeleteUserCommand(user))
  const UserAttributes = [
    { Name: 'email', Value: username },
    { Name: 'email_verified', Value: 'true' },
  ]
  await client.send(new AdminCreateUserCommand({ ...user, MessageAction: 'SUPPRESS', UserAttributes }))
  await client.send(new AdminSetUserPasswordCommand({ ...user, Password: password, Permanent: true }))
  await client.send(new AdminAddUserToGroupCommand({ ...user, GroupName: group }))
  const accessToken = await firstSignIn(pool, username, password)
  const { SecretCode } = await client.send(new AssociateSoftwareTokenCommand({ AccessToken: accessToken }))
  if (SecretCode === undefined) throw new Error(`Cognito gave no TOTP secret for ${username}.`)
  await client.send(
    new VerifySoftwareTokenCommand({ AccessToken: accessToken, UserCode: totpCode(SecretCode, new Date()) }),
  )
  return { username, password, totpSecret: SecretCode }
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
