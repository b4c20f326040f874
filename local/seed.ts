import {
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager'
import { CreateEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2'
import { stageConfig } from '#lib/config.ts'
import { type SecretName, secretName, stackName } from '#shared/names.ts'
import { clientConfig } from './aws.ts'
import type { StackOutputs } from './deploy.ts'
import type { Outputs } from './outputs.ts'
import type { LocalSecrets } from './secrets.ts'
import { demoStaff, type StaffPool } from './staff.ts'

export type SeedOptions = {
  endpoint: string
  stage: string
  stacks: StackOutputs
  secrets: LocalSecrets
}

/** What an operator does by hand once: the gateways' keys, the sender of mails, the first accounts. */
export async function seed(
  options: SeedOptions,
): Promise<Pick<Outputs, 'staff' | 'staffSignIn' | 'customerSignIn' | 'machineClient'>> {
  const { endpoint, stage, stacks, secrets } = options
  const platform = stacks[stackName(stage, 'platform')] ?? {}
  const client = new CognitoIdentityProviderClient(clientConfig(endpoint))
  const userPoolId = required(platform, 'StaffUserPoolId')
  const clientId = required(platform, 'StaffClientId')
  const pool = { client, userPoolId, clientId }
  const [staff, machineClient] = await Promise.all([
    demoStaff(pool, secrets.staff),
    machineClientOf(pool, required(platform, 'MachineClientId'), `${endpoint}/oauth2/token`),
    storeKeys(endpoint, stage, secrets),
    verifySender(endpoint, stageConfig(stage).senderEmail),
  ])
  client.destroy()
  const customerSignIn = {
    ...{ endpoint, clientId: required(platform, 'CustomerClientId') },
    userPoolId: required(platform, 'CustomerUserPoolId'),
  }
  return { staff, staffSignIn: { endpoint, clientId, userPoolId }, customerSignIn, machineClient }
}

async function machineClientOf({ client, userPoolId }: StaffPool, clientId: string, tokenUrl: string) {
  const { UserPoolClient } = await client.send(
    new DescribeUserPoolClientCommand({ UserPoolId: userPoolId, ClientId: clientId }),
  )
  const clientSecret = UserPoolClient?.ClientSecret
  if (clientSecret === undefined) throw new Error(`The machine client ${clientId} has no secret.`)
  return { clientId, clientSecret, tokenUrl, scopes: UserPoolClient?.AllowedOAuthScopes ?? [] }
}

async function storeKeys(endpoint: string, stage: string, secrets: LocalSecrets): Promise<void> {
  const client = new SecretsManagerClient(clientConfig(endpoint))
  const store = async (name: SecretName, value: object) => {
    const SecretId = secretName(stage, name)
    const SecretString = JSON.stringify(value)
    if ((await currentValue(client, SecretId)) === SecretString) return
    await client.send(new PutSecretValueCommand({ SecretId, SecretString }))
  }
  for (const provider of ['stripe', 'easypost'] as const) {
    const { apiKey, webhookSecret } = secrets[provider]
    await store(provider, { apiKey, webhookSecrets: [webhookSecret] })
  }
  if (stageConfig(stage).auditEveryDays) await store('stripe-audit', { apiKey: secrets.stripe.apiKey })
  client.destroy()
}

async function currentValue(client: SecretsManagerClient, SecretId: string): Promise<string | undefined> {
  try {
    return (await client.send(new GetSecretValueCommand({ SecretId }))).SecretString
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined
    throw error
  }
}

async function verifySender(endpoint: string, sender: string): Promise<void> {
  const client = new SESv2Client(clientConfig(endpoint))
  await client.send(new CreateEmailIdentityCommand({ EmailIdentity: sender }))
  client.destroy()
}

function required(outputs: Record<string, string>, key: string): string {
  const value = outputs[key]
  if (value === undefined)
    throw new Error(`The platform stack has no output ${key}, only ${Object.keys(outputs)}.`)
  return value
}
