import { productPublished, productWithdrawn } from '#contexts/catalog/contract/events.ts'
import { stockEvents } from '#contexts/inventory/contract/available-changes.ts'
import { orderConfirmed } from '#contexts/orders/contract/events.ts'
import { on, onFacts, type Subscription } from '#shared/consumer.ts'
import type { Store } from '#shared/store/store.ts'
import type { InsightsSettings } from '../contract/settings.ts'
import { makeKeepBasket } from '../use-cases/keep-basket.ts'
import { makeApplyMovements, makeKeepProduct, makeWithdrawProduct } from '../use-cases/keep-copies.ts'

/** What insights keeps when it hears of it. */
export function listeners(deps: {
  readonly store: Store
  readonly settings: Pick<InsightsSettings, 'keepBasketsDays'>
}): readonly Subscription[] {
  const applyMovements = makeApplyMovements(deps)
  const keepBasket = makeKeepBasket({ store: deps.store, keepBasketsDays: deps.settings.keepBasketsDays })
  return [
    onFacts(orderConfirmed, ({ data: { orderId, placedAt, lines } }) =>
      keepBasket(
        orderId,
        placedAt,
        lines.map(({ sku }) => sku),
      ),
    ),
    on(productPublished, makeKeepProduct(deps)),
    on(productWithdrawn, makeWithdrawProduct(deps)),
    ...stockEvents.map((event) => on(event, applyMovements)),
  ]
}
