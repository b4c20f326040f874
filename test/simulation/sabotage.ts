import { IS_NEW, type Store } from '#shared/store/store.ts'

/** A table that looks at no condition: every write is done. */
export const unconditional = (store: Store): Store => ({
  ...store,
  commit: (writes) =>
    store.commit(writes.map((write) => ('check' in write ? write : { ...write, when: [] }))),
})

/** A table in which nothing is marked as done: what comes twice is done twice. */
export const forgetful = (store: Store): Store => ({
  ...store,
  commit: (writes) =>
    store.commit(
      writes.map((write) => ('put' in write && write.when === IS_NEW ? { put: write.put } : write)),
    ),
})
