import * as z from 'zod/mini'
import { untilNoConflict } from '#shared/aggregate.ts'
import { type CustomerId, customerId } from '#shared/ids.ts'
import type { Key, Store, Write } from '#shared/store/store.ts'
import type { Term } from '../domain/search-terms.ts'

/** Whose address has been confirmed, by its fingerprint. */
const addressKey = (term: Term): Key => ({ pk: `MEMBER#${term}`, sk: 'CUSTOMER' })
/** What a customer's confirmed address is now. */
const memberKey = (id: CustomerId): Key => ({ pk: `MEMBER#${id}`, sk: 'ADDRESS' })

const known = z.object({ sequence: z.int(), term: z.string() })
const theirs = z.object({ customerId })

export type Members = ReturnType<typeof makeMembers>

/** Customers by their confirmed addresses: what orders need to know of them. */
export function makeMembers(store: Store) {
  const whose = async (term: Term): Promise<CustomerId | undefined> => {
    const item = await store.get(addressKey(term))
    return item && theirs.parse(item).customerId
  }
  /** Somebody else may have confirmed it since. */
  async function leftWrite(term: Term, id: CustomerId): Promise<Write[]> {
    return (await whose(term)) === id ? [{ delete: addressKey(term), when: [['customerId', '=', id]] }] : []
  }

  return {
    whose,

    /**
     * Notes a customer's confirmed address, as of the event number `sequence` of theirs. The address that they had
     * before is theirs no more. Answers whether it is theirs now: of an older event, it may not be.
     */
    async note(id: CustomerId, sequence: number, term: Term): Promise<boolean> {
      const noted = await untilNoConflict(async () => {
        const item = await store.get(memberKey(id))
        const before = item && known.parse(item)
        if (before && before.sequence >= sequence) return { ok: true as const, isNow: before.term === term }
        const put = { ...memberKey(id), entity: 'member', sequence, term }
        const left = before && before.term !== term ? await leftWrite(before.term, id) : []
        const { ok } = await store.commit([
          { put, when: before ? [['sequence', '=', before.sequence]] : [['pk', 'absent']] },
          { put: { ...addressKey(term), entity: 'member-address', customerId: id } },
          ...left,
        ])
        return ok ? { ok, isNow: true } : { ok, code: 'version_conflict' as const }
      })
      return noted.isNow
    },

    /** Forgets a customer who is erased; doing it again changes nothing. */
    async forget(id: CustomerId): Promise<void> {
      const item = await store.get(memberKey(id))
      if (!item) return
      await store.commit([{ delete: memberKey(id) }, ...(await leftWrite(known.parse(item).term, id))])
    },
  }
}
