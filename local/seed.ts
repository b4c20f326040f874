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
import { clientConfig } from './aws.ts'
import type { StackOutputs } from './deploy.ts'
import type { Outputs } from './outputs.ts'
import { type LocalSecrets, STAFF_GROUPS } from './secrets.ts'
import { enroll, isEnrolled, type StaffPool } from './staff.ts'

export const SENDER = 'orders@cartwright.example'

export type SeedOptions = {
  endpoint: string
  stage: string
  stacks: StackOutputs
  secrets: LocalSecrets
  /** Called when an authenticator was enrolled, whose secret Cognito never tells again. */
  saveSecrets: (secrets: LocalSecrets) => void
}

/** What an operator does by hand once: the gateways' keys, the sender of mails, the first accounts. */
export async function seed(
  options: SeedOptions,
): Promise<Pick<Outputs, 'staff' | 'staffSignIn' | 'machineClient'>> {
  const { endpoint, stage, stacks, secrets } = options
  const platform = stacks[`cartwright-${stage}-platform`] ?? {}
  const cognito = new CognitoIdentityProviderClient(clientConfig(endpoint))
  const userPoolId = required(platform, 'StaffUserPoolId')
  const pool = { client: cognito, userPoolId, clientId: required(platform, 'StaffClientId') }
  const [staff, machineClient] = await Promise.all([
    seedStaff(pool, options),
    machineClientOf(pool, required(platform, 'MachineClientId'), `${endpoint}/oauth2/token`),
    storeKeys(endpoint, stage, secrets),
    verifySender(endpoint),
  ])
  cognito.destroy()
  return { staff, staffSignIn: { endpoint, clientId: pool.clientId, userPoolId }, machineClient }
}

async function seedStaff(pool: StaffPool, { secrets, saveSecrets }: SeedOptions): Promise<Outputs['staff']> {
  const accounts: [string, Outputs['staff']['admin']][] = []
  for (const group of STAFF_GROUPS) {
    const username = `${group}@cartwright.example`
    const account = secrets.staff[group]
    const known = account.totpSecret !== undefined && (await isEnrolled(pool, username))
    const totpSecret =
      known && account.totpSecret !== undefined
        ? account.totpSecret
        : await enroll(pool, { username, password: account.password, group })
    account.totpSecret = totpSecret
    accounts.push([group, { username, password: account.password, totpSecret }])
  }
  saveSecrets(secrets)
  return Object.fromEntries(accounts) as Outputs['staff']
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
  for (const provider of ['stripe', 'easypost'] as const) {
    const { apiKey, webhookSecret } = secrets[provider]
    const SecretId = `cartwright-${stage}/${provider}`
    const SecretString = JSON.stringify({ apiKey, webhookSecrets: [webhookSecret] })
    if ((await currentValue(client, SecretId)) === SecretString) continue
    await client.send(new PutSecretValueCommand({ SecretId, SecretString }))
  }
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

async function verifySender(endpoint: string): Promise<void> {
  const client = new SESv2Client(clientConfig(endpoint))
  await client.send(new CreateEmailIdentityCommand({ EmailIdentity: SENDER }))
  client.destroy()
}

function required(outputs: Record<string, string>, key: string): string {
  const value = outputs[key]
  if (value === undefined)
    throw new Error(`The platform stack has no output ${key}, only ${Object.keys(outputs)}.`)
  return value
}
