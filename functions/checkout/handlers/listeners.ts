import { productPublished, productWithdrawn } from '#contexts/catalog/contract/events.ts'
import { stockEvents } from '#contexts/inventory/contract/available-changes.ts'
import { ratesPublished } from '#contexts/shipping/contract/events.ts'
import { on, type Subscription } from '#shared/consumer.ts'
import type { Store } from '#shared/store/store.ts'
import {
  makeApplyMovements,
  makeCopyProduct,
  makeCopyRates,
  makeWithdrawProduct,
} from '../use-cases/keep-copies.ts'

/** What checkout copies when it hears of it. */
export function listeners(deps: { readonly store: Store }): readonly Subscription[] {
  const applyMovements = makeApplyMovements(deps)
  return [
    on(productPublished, makeCopyProduct(deps)),
    on(productWithdrawn, makeWithdrawProduct(deps)),
    on(ratesPublished, makeCopyRates(deps)),
    ...stockEvents.map((event) => on(event, applyMovements)),
  ]
}
