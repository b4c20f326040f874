import { days } from '#shared/clock.ts'
import type { OrderId, Sku } from '#shared/ids.ts'
import type { Store } from '#shared/store/store.ts'
import { keepBasket } from '../adapters/basket-items.ts'
import { dayOf } from '../domain/days.ts'

/**
 * Keeps which SKUs were ordered together, and on which day; nothing of who ordered them. What is told twice is written
 * twice, as the same.
 */
export const makeKeepBasket =
  ({ store, keepBasketsDays }: { readonly store: Store; readonly keepBasketsDays: number }) =>
  (id: OrderId, placedAt: string, skus: readonly Sku[]): Promise<void> =>
    keepBasket(store, id, {
      day: dayOf(placedAt),
      skus: [...new Set(skus)],
      ttl: Math.ceil((Date.parse(placedAt) + days(keepBasketsDays)) / 1_000),
    })
