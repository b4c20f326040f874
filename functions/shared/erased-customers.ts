import type { CustomerId } from './ids.ts'
import { IS_NEW, type Key, type Store, type Write } from './store/store.ts'

const markKey = (id: CustomerId): Key => ({ pk: `ERASED#${id}`, sk: 'MARK' })

/** Says, in the table of a context, that nothing is kept there of a customer any more. */
export const erasedMark = (id: CustomerId, erasedAt: string): Write => ({
  put: { ...markKey(id), entity: 'mark', erasedAt },
})

/** For what is made under a customer's id: it fails once they are erased, so that nothing under way makes it again. */
export const unlessErased = (id: CustomerId): Write => ({ check: markKey(id), when: IS_NEW })

/** Whether this context has heard that a customer was erased. */
export const isErased = async (store: Store, id: CustomerId): Promise<boolean> =>
  (await store.get(markKey(id))) !== undefined
