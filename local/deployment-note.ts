import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager'
import { z } from 'zod'
import { clientConfig } from './aws.ts'

const DeploymentNote = z.object({
  /** Hash of everything that the templates are made from, and of the settings. */
  sources: z.string(),
  /** Hash of the templates themselves. */
  templates: z.string(),
  /** Outputs by stack name and output key. */
  outputs: z.record(z.string(), z.record(z.string(), z.string())),
})

/** What was deployed last. */
export type DeploymentNote = z.infer<typeof DeploymentNote>

/**
 * Keeps the note in the emulator itself, where it is saved and lost together with the stacks that it tells of: an
 * emulator that was killed wakes up with an earlier deployment or with none.
 */
export function deploymentNotes(endpoint: string, stage: string) {
  const client = new SecretsManagerClient(clientConfig(endpoint))
  const name = `laptop/${stage}/deployment`
  return {
    async read(): Promise<DeploymentNote | undefined> {
      try {
        const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: name }))
        return DeploymentNote.parse(JSON.parse(SecretString ?? ''))
      } catch (error) {
        if (error instanceof ResourceNotFoundException) return undefined
        throw error
      }
    },
    async write(note: DeploymentNote, earlier: DeploymentNote | undefined): Promise<void> {
      const SecretString = JSON.stringify(note)
      if (earlier) await client.send(new PutSecretValueCommand({ SecretId: name, SecretString }))
      else await client.send(new CreateSecretCommand({ Name: name, SecretString }))
    },
  }
}
