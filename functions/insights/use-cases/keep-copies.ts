import type { productPublished, productWithdrawn } from '#contexts/catalog/contract/events.ts'
import { availableChanges, type StockEvent } from '#contexts/inventory/contract/available-changes.ts'
import type { EventOf } from '#shared/events.ts'
import { appliedMark } from '#shared/store/applied-mark.ts'
import type { Store } from '#shared/store/store.ts'
import { stockUpdate, writeProduct } from '../adapters/product-copies.ts'
import { copyOf } from '../domain/product-copy.ts'

/** Keeps the newest of a product that is shown; an older event changes nothing. */
export const makeKeepProduct =
  ({ store }: { readonly store: Store }) =>
  (event: EventOf<typeof productPublished>) =>
    writeProduct(store, copyOf(event), event.sequence)

/** Keeps a product that is not shown any more: its SKUs are still known in baskets. */
export const makeWithdrawProduct =
  ({ store }: { readonly store: Store }) =>
  ({ data, sequence }: EventOf<typeof productWithdrawn>) =>
    writeProduct(
      store,
      {
        id: data.productId,
        isShown: false,
        name: data.name,
        isDigital: data.kind === 'digital',
        variants: [],
        skus: data.skus,
        categories: [],
        traits: [],
      },
      sequence,
    )

/**
 * Adds what one event changes to what is available, once.
 * 1. Sum the changes per SKU and location.
 * 2. Write the event's mark and all sums in one commit; where the mark is there already, nothing is written.
 */
export const makeApplyMovements =
  ({ store }: { readonly store: Store }) =>
  async ({ id, data }: StockEvent): Promise<'applied' | 'duplicate'> => {
    const updates = [...availableChanges(data)].map(([sku, changes]) => stockUpdate(sku, changes))
    const committed = await store.commit([appliedMark(id), ...updates])
    return committed.ok ? 'applied' : 'duplicate'
  }
