import * as z from 'zod/mini'
import type { CustomerId } from '#shared/ids.ts'
import { sealed } from '#shared/personal.ts'
import { IS_NEW, type Key, type Store, type Write } from '#shared/store/store.ts'
import { customerKey } from './customer-items.ts'

const keyOf = (customer: CustomerId): Key => ({ ...customerKey(customer), sk: 'TWO_FACTOR' })

const stored = z.object({
  status: z.enum(['begun', 'on']),
  lastStep: z.int(),
  recovery: z.array(z.string()),
  /** The authenticator's, base32. */
  secret: sealed,
  version: z.int(),
})
export type StoredTwoFactor = z.infer<typeof stored>

/** The shape of what `secret` seals. */
export const secretShape = z.string()

export async function readTwoFactor(
  store: Store,
  customer: CustomerId,
): Promise<StoredTwoFactor | undefined> {
  const item = await store.get(keyOf(customer))
  return item && stored.parse(item)
}

/** Replaces it, unless another has since it was read: a code is taken once. */
export const twoFactorWrite = (
  customer: CustomerId,
  before: StoredTwoFactor | undefined,
  after: Omit<StoredTwoFactor, 'version'>,
): Write => ({
  put: { ...after, ...keyOf(customer), version: (before?.version ?? 0) + 1 },
  when: before ? [['version', '=', before.version]] : IS_NEW,
})

export const twoFactorRemoval = (customer: CustomerId, before: StoredTwoFactor): Write => ({
  delete: keyOf(customer),
  when: [['version', '=', before.version]],
})
