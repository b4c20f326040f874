import type { productPublished, productWithdrawn } from '#contexts/catalog/contract/events.ts'
import { availableChanges, type StockEvent } from '#contexts/inventory/contract/available-changes.ts'
import type { ratesPublished } from '#contexts/shipping/contract/events.ts'
import type { EventOf } from '#shared/events.ts'
import { appliedMark } from '#shared/store/applied-mark.ts'
import type { Store } from '#shared/store/store.ts'
import { writeRates } from '../adapters/rate-copies.ts'
import { stockUpdate, withdrawProduct, writeProduct } from '../adapters/sku-copies.ts'
import { productCopy } from '../domain/copies.ts'

/** Keeps what is newest of each variant, and takes out of sale what the product has no more; an older event changes nothing. */
export const makeCopyProduct =
  ({ store }: { store: Store }) =>
  async ({ data, sequence }: EventOf<typeof productPublished>): Promise<void> => {
    const { variants, withdrawnSkus } = data
    await Promise.all([
      ...variants.map((variant) =>
        writeProduct(store, variant.sku, productCopy.parse({ ...data, ...variant }), sequence),
      ),
      ...withdrawnSkus.map((sku) => withdrawProduct(store, sku, sequence)),
    ])
  }

/** Takes all variants of a product out of sale. */
export const makeWithdrawProduct =
  ({ store }: { store: Store }) =>
  async ({ data, sequence }: EventOf<typeof productWithdrawn>): Promise<void> => {
    await Promise.all(data.skus.map((sku) => withdrawProduct(store, sku, sequence)))
  }

/** Keeps the newest rates of a stock location; older ones change nothing. */
export const makeCopyRates =
  (deps: { store: Store }) =>
  ({ data, sequence }: EventOf<typeof ratesPublished>) =>
    writeRates(deps.store, data, sequence)

/**
 * Adds what one event changes to what is available, once, whatever came before it.
 * 1. Sum the changes per SKU and location.
 * 2. Write the event's mark and all sums in one commit; where the mark is there already, nothing is written.
 */
export const makeApplyMovements =
  (deps: { store: Store }) =>
  async ({ id, data }: StockEvent): Promise<'applied' | 'duplicate'> => {
    const updates = [...availableChanges(data)].map(([sku, changes]) => stockUpdate(sku, changes))
    const committed = await deps.store.commit([appliedMark(id), ...updates])
    return committed.ok ? 'applied' : 'duplicate'
  }
