import { z } from 'zod'
import type { Call } from '../cost/counting-proxy.ts'

/** The IAM service of each API that is named by `X-Amz-Target`. */
const SERVICES: Readonly<Record<string, string>> = {
  DynamoDB_20120810: 'dynamodb',
  AWSEvents: 'events',
  AWSStepFunctions: 'states',
  AmazonSQS: 'sqs',
  secretsmanager: 'secretsmanager',
  TrentService: 'kms',
  AWSCognitoIdentityProviderService: 'cognito-idp',
}

/** What anybody may ask who knows the client's id: no role needs to grant it. */
const OF_ANYBODY: ReadonlySet<string> = new Set([
  'cognito-idp:InitiateAuth',
  'cognito-idp:RespondToAuthChallenge',
])

/** What the APIs without that header are told by: method and path. */
const PATHS: readonly { readonly is: RegExp; readonly action: string | undefined }[] = [
  { is: /^POST \/2015-03-31\/functions\/[^/]+\/invocations/, action: 'lambda:InvokeFunction' },
  { is: /^POST \/v2\/email\/outbound-emails/, action: 'ses:SendEmail' },
  // The public keys of an identity pool, which everybody may read.
  { is: /^GET \/[^/]+\/\.well-known\/jwks\.json$/, action: undefined },
  { is: /^GET \/[^/]+\/\?list-type=2/, action: 's3:ListBucket' },
  { is: /^GET \/[^/]+\/.+/, action: 's3:GetObject' },
  { is: /^DELETE \/[^/]+\/.+/, action: 's3:DeleteObject' },
  { is: /^PUT \/[^/]+\/.+/, action: 's3:PutObject' },
  // A form that the function has signed, sent by whoever has it.
  { is: /^POST \/[^/]+$/, action: 's3:PutObject' },
  { is: /^HEAD \/[^/]+\/.+/, action: 's3:GetObject' },
]

/**
 * The IAM actions that a call needs. DynamoDB asks for those of a transaction's parts; the query APIs name theirs in
 * the body. A call of an API that is not known here stands for itself: no role grants it, so it is found to be missing.
 */
export function actionsOf({ method, operation, request }: Call): readonly string[] {
  const [target = '', name = ''] = operation.split('.')
  const service = SERVICES[target]
  if (service === 'dynamodb') return dynamoDbActions(name, request)
  if (service) return [`${service}:${name}`].filter((action) => !OF_ANYBODY.has(action))
  const queried = operation === '/' ? new URLSearchParams(request).get('Action') : undefined
  if (queried === 'Publish') return ['sns:Publish']
  const found = PATHS.find(({ is }) => is.test(`${method} ${operation}`))
  if (!found) return [`${method} ${operation}`]
  return found.action ? [found.action] : []
}

const part = z.record(z.enum(['Put', 'Update', 'Delete', 'ConditionCheck', 'Get']), z.unknown())
const transaction = z.object({ TransactItems: z.array(z.partialRecord(part.keyType, z.unknown())) })

function dynamoDbActions(name: string, request: string): string[] {
  if (!name.startsWith('Transact')) return [`dynamodb:${name}`]
  const parts = transaction.parse(JSON.parse(request)).TransactItems.flatMap((item) => Object.keys(item))
  return [...new Set(parts)].map((kind) =>
    kind === 'ConditionCheck' ? 'dynamodb:ConditionCheckItem' : `dynamodb:${kind}Item`,
  )
}
