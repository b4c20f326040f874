import { makeFulfillmentOrderRepository } from '#contexts/fulfillment/adapters/fulfillment-order-repository.ts'
import { violations } from '#contexts/fulfillment/domain/invariants.ts'
import { fulfillmentOrderId } from '#shared/ids.ts'
import { reading } from '../snapshot.ts'
import { walkAggregates } from '../subjects.ts'

export const walkFulfillmentOrders = walkAggregates({
  ...{ context: 'fulfillment', kind: 'fulfillment order', prefix: 'FULFILLMENT_ORDER#' },
  look: async (world, { store }, id) => {
    const found = await makeFulfillmentOrderRepository(reading(store, world)).load(
      fulfillmentOrderId.parse(id),
    )
    return found ? violations(found) : []
  },
})
