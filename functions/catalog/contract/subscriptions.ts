import { stockChanged, stockReleased, stockReserved } from '#contexts/inventory/contract/events.ts'
import { orderConfirmed } from '#contexts/orders/contract/events.ts'
import { ratesPublished } from '#contexts/shipping/contract/events.ts'
import {
  categoryChanged,
  categoryRemoved,
  productPublished,
  productWithdrawn,
  synonymsChanged,
} from './events.ts'

/** What changes what is found: `product.published` carries the prices too, so `price.changed` is not needed. */
export const subscriptions = [
  productPublished,
  productWithdrawn,
  categoryChanged,
  categoryRemoved,
  synonymsChanged,
  stockChanged,
  stockReserved,
  stockReleased,
  orderConfirmed,
  ratesPublished,
]
