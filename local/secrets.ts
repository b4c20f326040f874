import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { readJson, writeJson } from './files.ts'
import { Staff } from './outputs.ts'

const Gateway = z.object({ apiKey: z.string(), webhookSecret: z.string() })

const LocalSecrets = z.object({ stripe: Gateway, easypost: Gateway, staff: z.optional(Staff) })

/** Keys of the sandboxes and the demo accounts; valid on this machine only. */
export type LocalSecrets = z.infer<typeof LocalSecrets>

/** The secrets of a folder, made at its first start and readable by its owner only. */
export function localSecrets(file: string) {
  const kept = readJson(file, LocalSecrets)
  const secrets = kept ?? {
    stripe: { apiKey: `sk_test_${randomWord(18)}`, webhookSecret: `whsec_${randomWord(24)}` },
    easypost: { apiKey: `EZTK${randomWord(18)}`, webhookSecret: randomWord(24) },
  }
  if (!kept) writeJson(file, secrets)
  return {
    ...secrets,
    /** To be called with accounts that were made, as Cognito never tells a TOTP secret again. */
    keepStaff: (staff: Staff) => writeJson(file, { ...secrets, staff }),
  }
}

/** So many random bytes as hexadecimal digits. */
export function randomWord(bytes: number): string {
  return randomBytes(bytes).toString('hex')
}
