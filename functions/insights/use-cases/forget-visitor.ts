import type { Personal } from '#shared/personal.ts'
import type { Store } from '#shared/store/store.ts'
import { deleteVisitor } from '../adapters/visitor-log.ts'

export interface ForgetDeps {
  readonly store: Store
  readonly personal: Pick<Personal, 'fingerprint'>
}

/** More are forgotten when it is asked for again: a request has its time. */
export const MOST_FORGOTTEN = 2_000

/**
 * Forgets a visitor: all events that are kept under the hash of the name. What was learned of them with others', and counted, names nobody; the next run of `learn` goes
 * without them. Doing it twice, or to nobody, changes nothing.
 */
export const makeForgetVisitor =
  ({ store, personal }: ForgetDeps) =>
  async (visitorId: string): Promise<{ forgotten: number; more: boolean }> => {
    const { events, more } = await deleteVisitor(
      store,
      personal.fingerprint('visitor', visitorId),
      MOST_FORGOTTEN,
    )
    return { forgotten: events, more }
  }
