import { productPublished, productWithdrawn } from '#contexts/catalog/contract/events.ts'
import { customerErased } from '#contexts/customers/contract/events.ts'
import { stockEvents } from '#contexts/inventory/contract/available-changes.ts'
import { orderGiftCardsBought, orderPlaced } from '#contexts/orders/contract/events.ts'
import { paymentGiftCardsUsed } from '#contexts/payments/contract/events.ts'
import { ratesPublished } from '#contexts/shipping/contract/events.ts'

/** `product.published` carries the prices too, so `price.changed` is not needed. */
export const subscriptions = [
  productPublished,
  productWithdrawn,
  ...stockEvents,
  ratesPublished,
  orderPlaced,
  orderGiftCardsBought,
  paymentGiftCardsUsed,
  customerErased,
]
