import { stockEvents } from '#contexts/inventory/contract/available-changes.ts'
import { orderConfirmed } from '#contexts/orders/contract/events.ts'
import { ratesPublished } from '#contexts/shipping/contract/events.ts'
import {
  categoryChanged,
  categoryRemoved,
  productPublished,
  productWithdrawn,
  synonymsChanged,
} from './events.ts'
import { mediaReady } from './media-events.ts'

/** What changes what is found: `product.published` carries the prices too, so `price.changed` is not needed. */
export const subscriptions = [
  productPublished,
  productWithdrawn,
  mediaReady,
  categoryChanged,
  categoryRemoved,
  synonymsChanged,
  ...stockEvents,
  orderConfirmed,
  ratesPublished,
]
