import { productPublished } from '#contexts/catalog/contract/events.ts'
import { stockLocationChanged } from '#contexts/inventory/contract/events.ts'
import { orderCancelling, orderConfirmed, orderRejecting } from '#contexts/orders/contract/events.ts'
import { shipmentLabelCreated } from '#contexts/shipping/contract/events.ts'

export const subscriptions = [
  productPublished,
  stockLocationChanged,
  orderConfirmed,
  orderCancelling,
  orderRejecting,
  shipmentLabelCreated,
]
