import { operations as catalog } from '#contexts/catalog/contract/operations.ts'
import { operations as checkout } from '#contexts/checkout/contract/operations.ts'
import { operations as customers } from '#contexts/customers/contract/operations.ts'
import { operations as documents } from '#contexts/documents/contract/operations.ts'
import { operations as fulfillment } from '#contexts/fulfillment/contract/operations.ts'
import { operations as insights } from '#contexts/insights/contract/operations.ts'
import { operations as inventory } from '#contexts/inventory/contract/operations.ts'
import { operations as orders } from '#contexts/orders/contract/operations.ts'
import { operations as payments } from '#contexts/payments/contract/operations.ts'
import { operations as shipping } from '#contexts/shipping/contract/operations.ts'
import type { Operation } from '#shared/operation.ts'
import { operations as reference } from '../contract/operations.ts'

/** Every HTTP operation there is, in the order in which an order meets them. */
export const ALL_OPERATIONS: readonly Operation[] = [
  ...catalog,
  ...inventory,
  ...checkout,
  ...orders,
  ...payments,
  ...fulfillment,
  ...shipping,
  ...documents,
  ...insights,
  ...customers,
  ...reference,
]
