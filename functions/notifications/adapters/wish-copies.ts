import * as z from 'zod/mini'
import type { Personal } from '#shared/personal.ts'
import { replaceCopy } from '#shared/replace-copy.ts'
import type { Key, Store } from '#shared/store/store.ts'

/** What a customer wants to hear by phone. */
const wishes = z.object({ parcels: z.boolean() })
export type Wishes = z.infer<typeof wishes>

export type WishCopies = ReturnType<typeof makeWishCopies>

/** What customers want to hear, by the fingerprint of their address: orders name no customer, but an address. */
export function makeWishCopies({
  store,
  personal,
}: {
  readonly store: Store
  readonly personal: Pick<Personal, 'fingerprint' | 'fingerprints'>
}) {
  const keyOf = (fingerprint: string): Key => ({ pk: `WISHES#${fingerprint}`, sk: 'COPY' })
  return {
    /** Keeps the newest, whatever comes first: by their time, as an address may be another customer's later. */
    async keep(email: string, { at, sms }: { at: string; sms: Wishes }): Promise<void> {
      const key = keyOf(personal.fingerprint('email', email))
      await replaceCopy(store, key, { sequence: Date.parse(at), set: { sms } })
    },

    /** Undefined where the address is no customer's. */
    async find(email: string): Promise<Wishes | undefined> {
      const items = await Promise.all(
        personal.fingerprints('email', email).map((fingerprint) => store.get(keyOf(fingerprint))),
      )
      const found = items.find((item) => item !== undefined)
      return found && wishes.parse(found['sms'])
    },
  }
}
