import type { CustomerId } from '#shared/ids.ts'
import { IS_NEW, type Key, type Write } from '#shared/store/store.ts'

const markKey = (id: CustomerId): Key => ({ pk: `ERASED#${id}`, sk: 'MARK' })

/** Says that nothing is kept of a customer any more. */
export const erasedMark = (id: CustomerId, erasedAt: string): Write => ({
  put: { ...markKey(id), entity: 'mark', erasedAt },
})

/** For what is made under a customer's id: it fails once they are erased, so that nothing under way makes it again. */
export const unlessErased = (id: CustomerId): Write => ({ check: markKey(id), when: IS_NEW })
