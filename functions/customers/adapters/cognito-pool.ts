import { createHmac } from 'node:crypto'
import {
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminSetUserPasswordCommand,
  AdminUserGlobalSignOutCommand,
  type AuthenticationResultType,
  type CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  InitiateAuthCommand,
  InvalidParameterException,
  InvalidPasswordException,
  NotAuthorizedException,
  RespondToAuthChallengeCommand,
  UserNotFoundException,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider'
import * as z from 'zod/mini'
import type { CustomerId } from '#shared/ids.ts'
import { once } from '#shared/once.ts'
import { Fault } from '#shared/outcomes.ts'
import type { CustomerPool, RefreshedTokens } from '../use-cases/ports.ts'

export interface CognitoPoolSettings {
  readonly client: CognitoIdentityProviderClient
  readonly userPoolId: string
  readonly clientId: string
}

/** The customers' pool at Cognito, by its one client, whose secret is read once and kept. */
export function makeCognitoPool({ client, userPoolId, clientId }: CognitoPoolSettings): CustomerPool {
  const clientSecret = once(async () => {
    const { UserPoolClient } = await client.send(
      new DescribeUserPoolClientCommand({ UserPoolId: userPoolId, ClientId: clientId }),
    )
    if (UserPoolClient?.ClientSecret === undefined)
      throw new Fault('the client of the customers’ pool has no secret')
    return UserPoolClient.ClientSecret
  })
  const secretHash = async (id: CustomerId) =>
    createHmac('sha256', await clientSecret())
      .update(`${id}${clientId}`)
      .digest('base64')
  const user = (id: CustomerId) => ({ UserPoolId: userPoolId, Username: id })

  return {
    name: userPoolId.slice(userPoolId.indexOf('_') + 1),

    async setPassword(id, password) {
      await orIf([UsernameExistsException], 'is there', () =>
        client.send(new AdminCreateUserCommand({ ...user(id), MessageAction: 'SUPPRESS' })),
      )
      const set = await orIf([InvalidPasswordException], 'weak' as const, () =>
        client.send(new AdminSetUserPasswordCommand({ ...user(id), Password: password, Permanent: true })),
      )
      return set === 'weak' ? 'weak' : 'set'
    },

    async challenge(id, srpA) {
      const answer = await orIf([InvalidParameterException], undefined, async () =>
        client.send(
          new InitiateAuthCommand({
            ClientId: clientId,
            AuthFlow: 'USER_SRP_AUTH',
            AuthParameters: { USERNAME: id, SRP_A: srpA, SECRET_HASH: await secretHash(id) },
          }),
        ),
      )
      if (!answer) return undefined
      const { SALT: salt, SRP_B: srpB, SECRET_BLOCK: secretBlock } = answer.ChallengeParameters ?? {}
      if (!salt || !srpB || !secretBlock)
        throw new Fault('the pool gave no challenge to prove a password with')
      return { salt, srpB, secretBlock }
    },

    async prove(id, { secretBlock, signature, timestamp }) {
      const answer = await orIf(NOT_BELIEVED, undefined, async () =>
        client.send(
          new RespondToAuthChallengeCommand({
            ClientId: clientId,
            ChallengeName: 'PASSWORD_VERIFIER',
            ChallengeResponses: {
              USERNAME: id,
              PASSWORD_CLAIM_SECRET_BLOCK: secretBlock,
              PASSWORD_CLAIM_SIGNATURE: signature,
              TIMESTAMP: timestamp,
              SECRET_HASH: await secretHash(id),
            },
          }),
        ),
      )
      if (!answer) return undefined
      const { RefreshToken: refreshToken, ...rest } = answer.AuthenticationResult ?? {}
      if (!refreshToken) throw new Fault('the pool asks for more than the password')
      const tokens = tokensOf(rest)
      return { ...tokens, refreshToken, session: sessionOf(tokens.accessToken) }
    },

    async refresh(id, refreshToken) {
      const answer = await orIf(NOT_BELIEVED, undefined, async () =>
        client.send(
          new InitiateAuthCommand({
            ClientId: clientId,
            AuthFlow: 'REFRESH_TOKEN_AUTH',
            AuthParameters: { REFRESH_TOKEN: refreshToken, SECRET_HASH: await secretHash(id) },
          }),
        ),
      )
      return answer && tokensOf(answer.AuthenticationResult ?? {})
    },

    async signOut(id) {
      await orIf([UserNotFoundException], undefined, () =>
        client.send(new AdminUserGlobalSignOutCommand(user(id))),
      )
    },

    async remove(id) {
      await orIf([UserNotFoundException], undefined, () => client.send(new AdminDeleteUserCommand(user(id))))
    },
  }
}

function tokensOf({
  AccessToken: accessToken,
  IdToken: idToken,
  ExpiresIn: expiresIn,
}: AuthenticationResultType): RefreshedTokens {
  if (!accessToken || !idToken || expiresIn === undefined) throw new Fault('the pool gave no tokens')
  return { accessToken, idToken, expiresIn }
}

const claims = z.object({ origin_jti: z.string() })

/** Read without a look at the signature: the token comes from the pool this moment. */
function sessionOf(accessToken: string): string {
  const [, payload = ''] = accessToken.split('.')
  return claims.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))).origin_jti
}

type Expected = abstract new (...args: never) => Error

/** A wrong proof or token, one that is none at all, and one of somebody who is gone. */
const NOT_BELIEVED: readonly Expected[] = [
  NotAuthorizedException,
  InvalidParameterException,
  UserNotFoundException,
]

/** What is asked for, or a value in place of an expected refusal. */
async function orIf<T, Instead>(
  refusals: readonly Expected[],
  instead: Instead,
  ask: () => Promise<T>,
): Promise<T | Instead> {
  try {
    return await ask()
  } catch (error) {
    if (refusals.some((refusal) => error instanceof refusal)) return instead
    throw error
  }
}
