import { productPublished, productWithdrawn } from '#contexts/catalog/contract/events.ts'
import { customerErased } from '#contexts/customers/contract/events.ts'
import { stockEvents } from '#contexts/inventory/contract/available-changes.ts'
import { orderGiftCardsBought, orderPlaced } from '#contexts/orders/contract/events.ts'
import { paymentGiftCardsUsed } from '#contexts/payments/contract/events.ts'
import { ratesPublished } from '#contexts/shipping/contract/events.ts'
import { on, type Subscription } from '#shared/consumer.ts'
import type { Store } from '#shared/store/store.ts'
import { makeEmptyCart } from '../use-cases/carts/hear-order.ts'
import { makeForgetCustomer } from '../use-cases/forget-customer.ts'
import { makeSettleGiftCards } from '../use-cases/hold-gift-cards.ts'
import type { IssueDeps } from '../use-cases/issue-gift-card.ts'
import { makeIssueSoldCards } from '../use-cases/issue-sold-cards.ts'
import {
  makeApplyMovements,
  makeCopyProduct,
  makeCopyRates,
  makeWithdrawProduct,
} from '../use-cases/keep-copies.ts'

/** What checkout copies when it hears of it, takes out of carts, writes on gift cards, issues of them, and forgets. */
export function listeners(
  deps: { readonly store: Store },
  issueDeps: () => Promise<IssueDeps>,
): readonly Subscription[] {
  const applyMovements = makeApplyMovements(deps)
  return [
    on(productPublished, makeCopyProduct(deps)),
    on(productWithdrawn, makeWithdrawProduct(deps)),
    on(ratesPublished, makeCopyRates(deps)),
    ...stockEvents.map((event) => on(event, applyMovements)),
    on(orderPlaced, async (event) => makeEmptyCart(await issueDeps())(event)),
    on(paymentGiftCardsUsed, async (event) => makeSettleGiftCards(await issueDeps())(event)),
    on(orderGiftCardsBought, async (event) => makeIssueSoldCards(await issueDeps())(event)),
    on(customerErased, makeForgetCustomer(deps)),
  ]
}
