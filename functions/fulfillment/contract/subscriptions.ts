import { productPublished } from '#contexts/catalog/contract/events.ts'
import { stockLocationChanged } from '#contexts/inventory/contract/events.ts'
import {
  orderCancelling,
  orderConfirmed,
  orderLinesCancelled,
  orderReallocated,
  orderRejecting,
} from '#contexts/orders/contract/events.ts'
import { shipmentLabelCreated, shipmentLabelVoided } from '#contexts/shipping/contract/events.ts'

export const subscriptions = [
  productPublished,
  stockLocationChanged,
  orderConfirmed,
  orderCancelling,
  orderRejecting,
  orderLinesCancelled,
  orderReallocated,
  shipmentLabelCreated,
  shipmentLabelVoided,
]
