import type { Store } from '#shared/store/store.ts'
import { readDays } from '../adapters/learned-items.ts'
import type { FunnelCounts } from '../contract/types.ts'
import { sumDays } from '../domain/funnel.ts'

/** What visitors did on some days, both in it, as it was counted last. */
export const makeReadFunnel =
  ({ store }: { readonly store: Store }) =>
  async ({
    from,
    to,
  }: {
    from: string
    to: string
  }): Promise<FunnelCounts & { from: string; to: string }> => ({
    from,
    to,
    ...sumDays(await readDays(store, from, to)),
  })
