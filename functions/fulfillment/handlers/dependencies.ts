import { claimHandOver } from '#contexts/orders/contract/calls.ts'
import { invokeLambda } from '#shared/aws/invoke-lambda.ts'
import { makeAsk } from '#shared/calls.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeCopies } from '../adapters/copies.ts'
import { makeFulfillmentOrderRepository } from '../adapters/fulfillment-order-repository.ts'
import { makeOrderChanges } from '../adapters/order-changes.ts'
import type { HandOverDeps } from '../use-cases/hand-over.ts'
import type { FulfillmentDeps } from '../use-cases/ports.ts'

/** For handlers of events. */
export async function fulfillmentDeps(runtime = makeRuntime()): Promise<FulfillmentDeps> {
  const deps = await runtime.commitDeps()
  return {
    ...deps,
    fulfillmentOrders: makeFulfillmentOrderRepository(deps),
    orderChanges: makeOrderChanges(deps.store),
    copies: makeCopies(deps.store),
  }
}

/** For the warehouse's API, which asks the order before goods leave. */
export async function warehouseDeps(runtime = makeRuntime()): Promise<HandOverDeps> {
  return {
    ...(await fulfillmentDeps(runtime)),
    claim: makeAsk(claimHandOver, { invoke: invokeLambda, stage: runtime.stage }),
  }
}
