import * as z from 'zod/mini'
import type { CustomerId } from '#shared/ids.ts'
import { IS_NEW, type Put, type Store } from '#shared/store/store.ts'
import type { ConsentEntry } from '../contract/choice-operations.ts'
import { consentPurpose } from '../contract/choices.ts'
import { customerKey } from './customer-items.ts'

const CONSENT = 'CONSENT#'

const stored = z.object({
  purpose: consentPurpose,
  granted: z.boolean(),
  wording: z.optional(z.string()),
  at: z.string(),
})

/** One decision; `place` sorts by time. */
export const consentPut = (customer: CustomerId, place: string, entry: ConsentEntry): Put => ({
  put: { ...customerKey(customer), sk: `${CONSENT}${place}`, ...entry },
  when: IS_NEW,
})

/** The newest first. */
export async function readConsentHistory(
  store: Store,
  customer: CustomerId,
  page: { limit: number; cursor?: string | undefined },
): Promise<{ items: ConsentEntry[]; nextCursor: string | null }> {
  const { items, nextCursor } = await store.query({
    ...{ partition: customerKey(customer).pk, sort: { beginsWith: CONSENT }, order: 'backward' },
    ...{ limit: page.limit, ...(page.cursor ? { cursor: page.cursor } : {}) },
  })
  return { items: items.map((item) => stored.parse(item)), nextCursor }
}
