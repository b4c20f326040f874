import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager'
import type { z } from 'zod'
import { clientConfig } from './aws.ts'

export type EmulatorNote<Content> = {
  read(): Promise<Content | undefined>
  write(content: Content): Promise<void>
}

/**
 * A note in the emulator itself, where it is saved and lost together with what it tells of: an emulator that was
 * killed wakes up with an earlier note or with none.
 */
export function emulatorNote<Content>(
  endpoint: string,
  name: string,
  schema: z.ZodType<Content>,
): EmulatorNote<Content> {
  const client = new SecretsManagerClient(clientConfig(endpoint))
  const unlessMissing = async <Result>(act: () => Promise<Result>): Promise<Result | undefined> => {
    try {
      return await act()
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return undefined
      throw error
    }
  }
  return {
    async read() {
      const found = await unlessMissing(() => client.send(new GetSecretValueCommand({ SecretId: name })))
      return found && schema.parse(JSON.parse(found.SecretString ?? ''))
    },
    async write(content) {
      const SecretString = JSON.stringify(content)
      const replaced = await unlessMissing(() =>
        client.send(new PutSecretValueCommand({ SecretId: name, SecretString })),
      )
      if (!replaced) await client.send(new CreateSecretCommand({ Name: name, SecretString }))
    },
  }
}
