import { Stack } from 'aws-cdk-lib'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { CfnSecret, Secret } from 'aws-cdk-lib/aws-secretsmanager'
import { Construct } from 'constructs'
import { type SecretName, secretName } from '#shared/names.ts'
import type { StageConfig } from '../config.ts'
import { explain } from './explain.ts'
import { dataPolicy } from './kept.ts'
import type { ServiceFunction } from './service-function.ts'

/** Random texts, made by the deployment once and kept. */
const MADE: readonly SecretName[] = ['quote-seal', 'tokens', 'personal']

/** Without a value until the operator writes `{ "apiKey": "...", "webhookSecrets": ["..."] }`. */
const GIVEN: readonly SecretName[] = ['stripe', 'easypost']

/** Of stages that are audited: `{ "apiKey": "..." }`, a key that can only read. */
const OF_THE_AUDIT: readonly SecretName[] = ['stripe-audit']

export interface SecretsProps {
  readonly config: StageConfig
  /** The account's own key; Secrets Manager's when absent. */
  readonly key: IKey | undefined
}

/** What functions must know and nobody else may. */
export class Secrets extends Construct {
  constructor(scope: Construct, id: string, { config, key }: SecretsProps) {
    super(scope, id)
    const removalPolicy = dataPolicy(config)
    for (const name of MADE) {
      const secret = new Secret(this, name, {
        secretName: secretName(config.stage, name),
        generateSecretString: { passwordLength: 64, excludePunctuation: true },
        removalPolicy,
        ...(key ? { encryptionKey: key } : {}),
      })
      explain(secret, 'SMG4', 'Changed by hand with two alive at once: what it sealed must stay readable')
    }
    for (const name of config.auditEveryDays ? [...GIVEN, ...OF_THE_AUDIT] : GIVEN) {
      const secret = new CfnSecret(this, name, {
        name: secretName(config.stage, name),
        ...(key ? { kmsKeyId: key.keyArn } : {}),
      })
      secret.applyRemovalPolicy(removalPolicy)
      explain(secret, 'SMG4', 'Given by the provider, and changed at the provider')
    }
  }
}

/** Secrets Manager ends the name in an ARN with a dash and six characters that nobody knows before. */
const UNKNOWN_END = '-??????'

/** Lets a function read secrets, by their names. */
export function allowSecrets(
  reader: ServiceFunction,
  { config, key }: SecretsProps,
  names: readonly SecretName[],
): void {
  if (names.length === 0) return
  const arns = names.map((name) =>
    Stack.of(reader).formatArn({
      service: 'secretsmanager',
      resource: `secret:${secretName(config.stage, name)}${UNKNOWN_END}`,
    }),
  )
  reader.allow(['secretsmanager:GetSecretValue'], arns)
  if (key) reader.allow(['kms:Decrypt'], [key.keyArn])
}
