import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { readJson, writeJson } from './files.ts'

export const STAFF_GROUPS = ['support', 'warehouse', 'finance', 'admin'] as const

const Account = z.object({ password: z.string(), totpSecret: z.optional(z.string()) })

const LocalSecrets = z.object({
  stripe: z.object({ apiKey: z.string(), webhookSecret: z.string() }),
  easypost: z.object({ apiKey: z.string(), webhookSecret: z.string() }),
  staff: z.record(z.enum(STAFF_GROUPS), Account),
})

/** Keys of the sandboxes and passwords of the demo accounts; valid on this machine only. */
export type LocalSecrets = z.infer<typeof LocalSecrets>

/** The secrets of a folder, made at its first start and readable by its owner only. */
export function localSecrets(file: string): LocalSecrets {
  const kept = readJson(file, LocalSecrets)
  if (kept) return kept
  const account = () => ({ password: `Local-${word(9)}-1` })
  const made: LocalSecrets = {
    stripe: { apiKey: `sk_test_${word(18)}`, webhookSecret: `whsec_${word(24)}` },
    easypost: { apiKey: `EZTK${word(18)}`, webhookSecret: word(24) },
    staff: { support: account(), warehouse: account(), finance: account(), admin: account() },
  }
  writeJson(file, made)
  return made
}

function word(bytes: number): string {
  return randomBytes(bytes).toString('hex')
}
