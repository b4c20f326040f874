import type { Sku } from '#shared/ids.ts'
import type { Store } from '#shared/store/store.ts'
import { readLedger, readLevelsOf } from '../adapters/stock-items.ts'
import type { Stock } from '../contract/types.ts'

/** The levels of a SKU everywhere. A SKU that was never in stock has none: whether it exists, catalog knows. */
export const makeReadStock =
  ({ store }: { store: Store }) =>
  async (sku: Sku): Promise<Stock> => {
    const levels = await readLevelsOf(store, sku)
    return {
      sku,
      locations: levels.map(({ sku: _, ...level }) => level),
      available: levels.reduce((sum, { available }) => sum + Math.max(0, available), 0),
    }
  }

/** The ledger of a SKU, the newest entries first, a page at a time. */
export const makeListMovements =
  ({ store }: { store: Store }) =>
  (sku: Sku, page: { limit: number; cursor?: string | undefined }) =>
    readLedger(store, sku, page)
