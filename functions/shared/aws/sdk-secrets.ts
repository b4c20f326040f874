import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import type { ReadSecret } from '../secrets.ts'

/** By the SDK, for programs that are no Lambdas: it finds whatever credentials there are. */
export const sdkSecrets =
  (client: SecretsManagerClient): ReadSecret =>
  async (SecretId, VersionStage) => {
    try {
      return (await client.send(new GetSecretValueCommand({ SecretId, VersionStage }))).SecretString
    } catch (error) {
      if (error instanceof Error && error.name === 'ResourceNotFoundException') return undefined
      throw error
    }
  }
