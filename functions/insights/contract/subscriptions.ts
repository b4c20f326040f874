import { productPublished, productWithdrawn } from '#contexts/catalog/contract/events.ts'
import { stockEvents } from '#contexts/inventory/contract/available-changes.ts'
import { orderConfirmed } from '#contexts/orders/contract/events.ts'

export const subscriptions = [orderConfirmed, productPublished, productWithdrawn, ...stockEvents]
