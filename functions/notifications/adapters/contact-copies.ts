import * as z from 'zod/mini'
import { customer } from '#shared/address.ts'
import { country, locale } from '#shared/http/schemas.ts'
import type { OrderId } from '#shared/ids.ts'
import { type Personal, sealed } from '#shared/personal.ts'
import { IS_NEW, type Key, type Store } from '#shared/store/store.ts'

const copy = z.object({ number: z.string(), locale, country: z.optional(country), customer: sealed })

const contact = z.object({ number: z.string(), locale, country: z.optional(country), customer })
/** Who to write to about an order, and how. */
export type Contact = z.infer<typeof contact>

const keyOf = (id: OrderId): Key => ({ pk: `ORDER#${id}`, sk: 'CONTACT' })

export type ContactCopies = ReturnType<typeof makeContactCopies>

/** Our own copy of each confirmed order's contact, sealed: a shipment's events say nothing of people. */
export function makeContactCopies({ store, personal }: { store: Store; personal: Personal }) {
  return {
    /** Written once: the contact of an order does not change. */
    async keep(id: OrderId, { customer: who, ...about }: Contact): Promise<void> {
      const item = { ...keyOf(id), entity: 'contact', ...about, customer: await personal.seal(id, who) }
      await store.commit([{ put: item, when: IS_NEW }])
    },

    /** Undefined too where the customer was erased. */
    async find(id: OrderId): Promise<Contact | undefined> {
      const item = await store.get(keyOf(id))
      if (!item) return undefined
      const { customer: box, ...about } = copy.parse(item)
      const who = await personal.open(box, customer)
      return who && { ...about, customer: who }
    },
  }
}
