import { productPublished, productWithdrawn } from '#contexts/catalog/contract/events.ts'
import { stockChanged, stockReleased, stockReserved } from '#contexts/inventory/contract/events.ts'
import { orderConfirmed } from '#contexts/orders/contract/events.ts'

export const subscriptions = [
  orderConfirmed,
  productPublished,
  productWithdrawn,
  stockChanged,
  stockReserved,
  stockReleased,
]
