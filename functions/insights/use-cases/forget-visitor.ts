import type { Personal } from '#shared/personal.ts'
import type { Store } from '#shared/store/store.ts'
import { deleteVisitor } from '../adapters/visitor-log.ts'

interface ForgetDeps {
  readonly store: Store
  readonly personal: Pick<Personal, 'fingerprints'>
}

/** More are forgotten when it is asked for again: a request has its time. */
export const MOST_FORGOTTEN = 2_000

/**
 * Forgets a visitor: all events that are kept under a hash of the name, by the current secret or one before it. What
 * was learned of them with others', and counted, names nobody; the next run of `learn` goes without them. Doing it
 * twice, or to nobody, changes nothing.
 */
export const makeForgetVisitor =
  ({ store, personal }: ForgetDeps) =>
  async (visitorId: string): Promise<{ forgotten: number; more: boolean }> => {
    const gone = await Promise.all(
      personal
        .fingerprints('visitor', visitorId)
        .map((visitor) => deleteVisitor(store, visitor, MOST_FORGOTTEN)),
    )
    return {
      forgotten: gone.reduce((sum, { events }) => sum + events, 0),
      more: gone.some(({ more }) => more),
    }
  }
