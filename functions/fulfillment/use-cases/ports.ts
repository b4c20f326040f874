import type { CommitDeps } from '#shared/aggregate.ts'
import type { Copies } from '../adapters/copies.ts'
import type { FulfillmentOrderRepository } from '../adapters/fulfillment-order-repository.ts'

/** What the use cases of fulfillment are given. */
export interface FulfillmentDeps extends CommitDeps {
  readonly fulfillmentOrders: FulfillmentOrderRepository
  readonly copies: Copies
}
