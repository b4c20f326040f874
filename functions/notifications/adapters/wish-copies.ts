import * as z from 'zod/mini'
import { erasedMark, isErased, unlessErased } from '#shared/erased-customers.ts'
import type { CustomerId } from '#shared/ids.ts'
import type { Personal } from '#shared/personal.ts'
import { replaceCopy } from '#shared/replace-copy.ts'
import { type Key, queryAll, type Store } from '#shared/store/store.ts'

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
  /** Under what a customer's wishes stand, one item for each address that they have had. */
  const ownerPk = (id: CustomerId): string => `WISHES_OF#${id}`
  return {
    /**
     * Keeps the newest, whatever comes first: by their time, as an address may be another customer's later. Nothing is
     * kept of who was erased; where that happens meanwhile it throws, and keeps nothing when it comes again.
     */
    async keep(
      { id, email }: { id: CustomerId; email: string },
      { at, sms }: { at: string; sms: Wishes },
    ): Promise<void> {
      if (await isErased(store, id)) return
      const fingerprint = personal.fingerprint('email', email)
      const owned = { put: { pk: ownerPk(id), sk: fingerprint, entity: 'wishes-owner' } }
      const set = { sms, customerId: id }
      const writes = [owned, unlessErased(id)]
      await replaceCopy(store, keyOf(fingerprint), { sequence: Date.parse(at), set, writes })
    },

    /** Forgets a customer's for good; those of an address that is another customer's by now stay. */
    async forget(id: CustomerId, erasedAt: string): Promise<void> {
      await store.commit([erasedMark(id, erasedAt)])
      for (const { pk, sk } of await queryAll(store, { partition: ownerPk(id) })) {
        await store.commit([{ delete: keyOf(sk), when: [['customerId', '=', id]] }])
        await store.commit([{ delete: { pk, sk } }])
      }
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
