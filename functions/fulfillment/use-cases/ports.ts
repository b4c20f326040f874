import type { CommitDeps } from '#shared/aggregate.ts'
import type { EventDefinition, FactsOf } from '#shared/events.ts'
import type { Copies } from '../adapters/copies.ts'
import type { FulfillmentOrderRepository } from '../adapters/fulfillment-order-repository.ts'
import type { OrderChanges } from '../adapters/order-changes.ts'

/** What the use cases of fulfillment are given. */
export interface FulfillmentDeps extends CommitDeps {
  readonly fulfillmentOrders: FulfillmentOrderRepository
  readonly orderChanges: OrderChanges
  readonly copies: Copies
}

/** What fulfillment reads of an event: never a person's data. */
export type Told<Definition extends EventDefinition> = FactsOf<Definition>
