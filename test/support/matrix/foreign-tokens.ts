import {
  CognitoIdentityProviderClient,
  CreateResourceServerCommand,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  DeleteUserPoolClientCommand,
  DeleteUserPoolCommand,
  DescribeUserPoolClientCommand,
  UpdateUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { clientConfig } from '#local/aws.ts'
import type { Outputs } from '#local/outputs.ts'
import { eventually } from '../eventually.ts'
import { askToken } from '../machine-token.ts'

/** Tokens that Cognito itself signs, and that are not for this API, or not any more. */
export async function foreignTokens(outputs: Outputs): Promise<Record<string, string>> {
  const cognito = new CognitoIdentityProviderClient(clientConfig(outputs.awsEndpoint))
  try {
    return {
      expired: await expiredToken(cognito, outputs),
      'wrong audience: a client of the pool that is not ours': await ofAnotherClient(cognito, outputs),
      'wrong issuer: a pool that is not ours': await ofAnotherPool(cognito, outputs),
    }
  } finally {
    cognito.destroy()
  }
}

/** For a moment the machine client's tokens live a second: of the local AWS, as the real one gives five minutes at least. */
async function expiredToken(cognito: CognitoIdentityProviderClient, outputs: Outputs): Promise<string> {
  const { machineClient } = outputs
  const which = { UserPoolId: outputs.staffSignIn.userPoolId, ClientId: machineClient.clientId }
  const { UserPoolClient: before } = await cognito.send(new DescribeUserPoolClientCommand(which))
  if (!before) throw new Error('there is no machine client')
  const { AccessTokenValidity, TokenValidityUnits, AllowedOAuthFlows, AllowedOAuthScopes } = before
  const oAuth = { AllowedOAuthFlows, AllowedOAuthScopes, AllowedOAuthFlowsUserPoolClient: true }
  const brief = { AccessTokenValidity: 1, TokenValidityUnits: { AccessToken: 'seconds' as const } }
  await cognito.send(new UpdateUserPoolClientCommand({ ...which, ...oAuth, ...brief }))
  const { text } = await askToken(machineClient).finally(() =>
    cognito.send(
      new UpdateUserPoolClientCommand({ ...which, ...oAuth, AccessTokenValidity, TokenValidityUnits }),
    ),
  )
  const claims: { exp: number } = JSON.parse(Buffer.from(text.split('.')[1] ?? '', 'base64url').toString())
  await eventually('the token expires', async () => Date.now() / 1_000 > claims.exp + 1)
  return text
}

async function ofAnotherClient(cognito: CognitoIdentityProviderClient, outputs: Outputs): Promise<string> {
  const { text, remove } = await tokenOfNewClient(cognito, outputs, outputs.staffSignIn.userPoolId)
  await remove()
  return text
}

async function ofAnotherPool(cognito: CognitoIdentityProviderClient, outputs: Outputs): Promise<string> {
  const { UserPool } = await cognito.send(new CreateUserPoolCommand({ PoolName: 'strangers' }))
  const UserPoolId = UserPool?.Id ?? ''
  const names = outputs.machineClient.scopes.map((scope) => scope.split('/'))
  await cognito.send(
    new CreateResourceServerCommand({
      UserPoolId,
      Identifier: names[0]?.[0] ?? '',
      Name: 'Api',
      Scopes: names.map(([, ScopeName = '']) => ({ ScopeName, ScopeDescription: ScopeName })),
    }),
  )
  const { text } = await tokenOfNewClient(cognito, outputs, UserPoolId)
  await cognito.send(new DeleteUserPoolCommand({ UserPoolId }))
  return text
}

/** A client with all scopes of ours. */
async function tokenOfNewClient(
  cognito: CognitoIdentityProviderClient,
  { machineClient }: Outputs,
  UserPoolId: string,
) {
  const { UserPoolClient } = await cognito.send(
    new CreateUserPoolClientCommand({
      UserPoolId,
      ClientName: 'stranger',
      GenerateSecret: true,
      AllowedOAuthFlows: ['client_credentials'],
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthScopes: machineClient.scopes,
    }),
  )
  const { ClientId = '', ClientSecret = '' } = UserPoolClient ?? {}
  const { text } = await askToken({ ...machineClient, clientId: ClientId, clientSecret: ClientSecret })
  return { text, remove: () => cognito.send(new DeleteUserPoolClientCommand({ UserPoolId, ClientId })) }
}
