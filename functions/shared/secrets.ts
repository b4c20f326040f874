import * as z from 'zod/mini'
import { type Clock, minutes, seconds } from './clock.ts'
import { type SecretName, type SigningSecretName, secretName } from './names.ts'
import { Fault } from './outcomes.ts'

/** How long a secret is believed: a rotation is seen after this time, without a deployment. */
const FRESH_MS = minutes(5)
/** How long it is not read anew, whatever does not fit it, so that forged tokens cannot make us ask for each. */
const SETTLED_MS = seconds(10)

export interface Secrets {
  /** What signs and verifies by a secret that may be rotated at any time. */
  signing(name: SigningSecretName): SigningSecret
  /**
   * The current text, and the one before where it was rotated. Not of those that sign: whoever kept their texts would
   * refuse what is signed after a rotation, and believe a text that has leaked.
   */
  texts(name: Exclude<SecretName, SigningSecretName>): Promise<Texts>
  /** What an outside service gave us. */
  credentials(name: SecretName): Promise<Credentials>
}

/** The current one first. */
type Texts = readonly [string, ...string[]]

/** Reads the secret for each use, so that it can be held for the life of a function. */
export interface SigningSecret {
  /** The text to sign with. */
  current(): Promise<string>
  /**
   * Whether something was signed with the current text or the one before. Where neither fits they are read anew, at
   * most once in ten seconds: it may have been signed after a rotation that this function has not seen yet.
   */
  verify(fits: (text: string) => boolean): Promise<boolean>
}

const credentials = z.object({
  apiKey: z.string().check(z.minLength(1)),
  /** The current one first; a second while one is being rotated. */
  webhookSecrets: z.array(z.string().check(z.minLength(1))).check(z.minLength(1)),
})
export type Credentials = z.infer<typeof credentials>

/** The text of a secret's version of a stage, such as `AWSCURRENT`; undefined where there is no such version. */
export type ReadSecret = (secretId: string, versionStage: string) => Promise<string | undefined>

export function makeSecrets(readSecret: ReadSecret, stage: string, clock: Clock): Secrets {
  const read = async (name: SecretName, versionStage: string): Promise<string | undefined> => {
    const secretId = secretName(stage, name)
    try {
      return await readSecret(secretId, versionStage)
    } catch (error) {
      throw new Fault(`the secret ${secretId} cannot be read`, { cause: error })
    }
  }
  const texts = remembered(clock, async (name: SecretName): Promise<Texts> => {
    const [current, previous] = await Promise.all([read(name, 'AWSCURRENT'), read(name, 'AWSPREVIOUS')])
    if (!current) throw new Fault(`the secret ${secretName(stage, name)} is empty`)
    return previous ? [current, previous] : [current]
  })
  return {
    signing: (name) => ({
      current: async () => (await texts(name))[0],
      verify: async (fits) =>
        (await texts(name)).some(fits) || (await texts(name, { anew: true })).some(fits),
    }),
    texts: (name) => texts(name),
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

function remembered<Name extends string, T>(clock: Clock, load: (name: Name) => Promise<T>) {
  const known = new Map<Name, { value: Promise<T>; until: number; settledUntil: number }>()
  return (name: Name, { anew = false } = {}): Promise<T> => {
    const now = clock.now().getTime()
    const found = known.get(name)
    if (found && now < (anew ? found.settledUntil : found.until)) return found.value
    const value = load(name)
    const settledUntil = now + SETTLED_MS
    known.set(name, { value, until: now + FRESH_MS, settledUntil })
    value.catch(() => (found ? known.set(name, { ...found, settledUntil }) : known.delete(name)))
    return value
  }
}
