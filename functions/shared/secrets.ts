import * as z from 'zod/mini'
import { type SecretName, secretName } from './names.ts'
import { Fault } from './outcomes.ts'

/** How long a secret is believed: a rotation is seen after this time, without a deployment. */
const FRESH_MS = 5 * 60_000

export interface Secrets {
  /** The current text, and the one before where it was rotated: what signs first, what verifies after it. */
  texts(name: SecretName): Promise<readonly [string, ...string[]]>
  /** What an outside service gave us. */
  credentials(name: SecretName): Promise<Credentials>
}

const credentials = z.object({
  apiKey: z.string().check(z.minLength(1)),
  /** The current one first; a second while one is being rotated. */
  webhookSecrets: z.array(z.string().check(z.minLength(1))).check(z.minLength(1)),
})
export type Credentials = z.infer<typeof credentials>

/** The text of a secret's version of a stage, such as `AWSCURRENT`; undefined where there is no such version. */
export type ReadSecret = (secretId: string, versionStage: string) => Promise<string | undefined>

export function makeSecrets(readSecret: ReadSecret, stage: string): Secrets {
  const read = async (name: SecretName, versionStage: string): Promise<string | undefined> => {
    const secretId = secretName(stage, name)
    try {
      return await readSecret(secretId, versionStage)
    } catch (error) {
      throw new Fault(`the secret ${secretId} cannot be read`, { cause: error })
    }
  }
  const texts = remembered(async (name: SecretName): Promise<readonly [string, ...string[]]> => {
    const [current, previous] = await Promise.all([read(name, 'AWSCURRENT'), read(name, 'AWSPREVIOUS')])
    if (!current) throw new Fault(`the secret ${secretName(stage, name)} is empty`)
    return previous ? [current, previous] : [current]
  })
  return {
    texts,
    credentials: async (name) => {
      const [current] = await texts(name)
      const parsed = credentials.safeParse(JSON.parse(current))
      if (parsed.success) return parsed.data
      throw new Fault(
        `the secret ${secretName(stage, name)} must be {"apiKey": "...", "webhookSecrets": ["..."]}`,
      )
    },
  }
}

function remembered<Name extends string, T>(load: (name: Name) => Promise<T>): (name: Name) => Promise<T> {
  const known = new Map<Name, { value: Promise<T>; until: number }>()
  return (name) => {
    const found = known.get(name)
    if (found && found.until > Date.now()) return found.value
    const value = load(name)
    known.set(name, { value, until: Date.now() + FRESH_MS })
    value.catch(() => known.delete(name))
    return value
  }
}
