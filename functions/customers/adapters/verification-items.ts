import * as z from 'zod/mini'
import { customerId } from '#shared/ids.ts'
import { sealed } from '#shared/personal.ts'
import type { Key, Store } from '#shared/store/store.ts'
import { PURPOSES, type VerificationId, verificationId } from '../contract/verifications.ts'

export const verificationKey = (id: VerificationId): Key => ({ pk: `VERIFICATION#${id}`, sk: 'HEADER' })

const header = z.object({
  id: verificationId,
  purpose: z.enum(PURPOSES),
  codeHash: z.string(),
  wrongTries: z.int(),
  expiresAt: z.string(),
  used: z.boolean(),
  /** Whom it is for: of a registration, who will be made; of nobody, where no code went out. */
  customerId,
  /** To whom the code went, and what else they said; absent where no code went out. */
  asked: z.optional(sealed),
  ttl: z.int(),
  version: z.int(),
  sequence: z.int(),
})
export type StoredVerification = z.infer<typeof header>

export async function readVerification(
  store: Store,
  id: VerificationId,
): Promise<StoredVerification | undefined> {
  const item = await store.get(verificationKey(id))
  return item && header.parse(item)
}
